package dev.dvp.core.scaffold;

import dev.dvp.core.artifact.BuildRule;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.editors.EditorHelp;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.manifest.PluginManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Writes a new plugin's files. Nothing that is there is ever overwritten, and what was written can
 * be taken away again: it is all in the {@link CreatedPaths} that the caller hands in, and that the
 * caller keeps once everything went well.
 */
public final class Scaffolder {
  private Scaffolder() {}

  /**
   * Writes the plugin from its template, and what an editor wants beside it.
   *
   * @param request what to write
   * @param created takes what was made; the caller keeps or undoes it
   * @return the files, in the order in which a reader would look at them
   * @throws DvpException when the name cannot be held by a manifest, when files are in the way (all
   *     are named), when the template is broken, or when nothing can be written there
   */
  public static List<Path> scaffold(ScaffoldRequest request, CreatedPaths created) {
    ScaffoldTemplate template = request.template();
    refuseBadName(request.name());
    List<String> taken = new ArrayList<>(template.files());
    taken.addAll(template.description().reserves());
    refuseToOverwrite(request.rootDir(), taken);
    Map<String, Object> values = values(request);
    Map<String, byte[]> contents = new LinkedHashMap<>();
    template.files().forEach(file -> contents.put(file, template.render(file, values)));
    editorFiles(request.rootDir(), contents)
        .forEach((file, text) -> contents.put(file, text.getBytes(StandardCharsets.UTF_8)));
    List<Path> files = new ArrayList<>();
    contents.forEach(
        (name, bytes) -> files.add(write(request.rootDir().resolve(name), bytes, created)));
    for (String name : template.files()) {
      if (template.content().isExecutable(name)) {
        // Where the system knows no such right, there is nothing to set.
        boolean unused = request.rootDir().resolve(name).toFile().setExecutable(true);
      }
    }
    return files;
  }

  /** Those that are there are the author's, and no reason not to make a plugin beside them. */
  private static Map<String, String> editorFiles(Path rootDir, Map<String, byte[]> contents) {
    Map<String, String> texts = new LinkedHashMap<>();
    EditorHelp.schemas().forEach((file, text) -> texts.put(EditorHelp.SCHEMAS + "/" + file, text));
    Path manifest = Path.of(TemplateDescription.MANIFEST);
    String text = new String(contents.get(TemplateDescription.MANIFEST), StandardCharsets.UTF_8);
    texts.put(
        EditorHelp.SETTINGS,
        EditorHelp.settings(
            TemplateDescription.MANIFEST, PluginIdentity.schemaFile(manifest, text)));
    texts.keySet().removeIf(file -> Files.exists(rootDir.resolve(file), LinkOption.NOFOLLOW_LINKS));
    texts.keySet().removeAll(contents.keySet());
    return texts;
  }

  /**
   * Writes further files of the plugin, such as the classes made from its schema.
   *
   * @param rootDir the plugin's folder
   * @param texts the files' texts, by name below the folder with {@code /}
   * @param created takes what was made; the caller keeps or undoes it
   * @return the files, in the map's order
   * @throws DvpException when files are in the way, or nothing can be written there
   */
  public static List<Path> addFiles(Path rootDir, Map<String, String> texts, CreatedPaths created) {
    refuseToOverwrite(rootDir, List.copyOf(texts.keySet()));
    List<Path> files = new ArrayList<>();
    texts.forEach(
        (name, text) ->
            files.add(
                write(rootDir.resolve(name), text.getBytes(StandardCharsets.UTF_8), created)));
    return files;
  }

  private static Path write(Path file, byte[] bytes, CreatedPaths created) {
    Path folder = file.resolveSibling("");
    try {
      created.createFolders(folder);
    } catch (FileAlreadyExistsException e) {
      throw new DvpException(
          BuildRule.SCAFFOLD_NOT_WRITABLE.at(
              Location.of(folder),
              "`" + folder + "` should be a folder, but a file of that name is there.",
              "Name another folder with `--root-dir`, or move the file away."),
          e);
    } catch (IOException e) {
      throw new DvpException(notWritable(folder, e), e);
    }
    try {
      created.createFile(file);
      // Only into the file that was made here: if that was taken away meanwhile, it stays away.
      Files.write(file, bytes, StandardOpenOption.WRITE);
      return file;
    } catch (FileAlreadyExistsException e) {
      throw new DvpException(inTheWay(file), e);
    } catch (IOException e) {
      if (created.isUndone()) {
        throw new CancellationException("the scaffold was given up");
      }
      throw new DvpException(notWritable(file, e), e);
    }
  }

  private static Map<String, Object> values(ScaffoldRequest request) {
    return Map.of(
        "editorHint", EditorHelp.HINT,
        "id", request.pluginId().toString(),
        "name", YamlText.quoted(request.name()),
        "pluginType", request.pluginType().name(),
        "hostType", request.hostType().name(),
        "unix", request.hostType() == HostType.UNIX,
        "language", PluginManifest.CURRENT_LANGUAGE);
  }

  private static void refuseBadName(String name) {
    YamlText.problem(name)
        .ifPresent(
            problem -> {
              throw new DvpException(
                  BuildRule.SCAFFOLD_BAD_NAME.at(
                      Location.NONE,
                      "The plugin's name " + problem + ", which no manifest can hold.",
                      "Give it a name for people to read with `--plugin-name`."));
            });
  }

  private static void refuseToOverwrite(Path rootDir, List<String> names) {
    List<Diagnostic> inTheWay = new ArrayList<>();
    for (String name : names) {
      Path file = rootDir.resolve(name);
      // A link that leads nowhere is in the way as well.
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        inTheWay.add(inTheWay(file));
      }
    }
    if (!inTheWay.isEmpty()) {
      throw new DvpException(inTheWay);
    }
  }

  private static Diagnostic inTheWay(Path file) {
    return BuildRule.SCAFFOLD_WOULD_OVERWRITE.at(
        Location.of(file),
        "`" + file + "` is there already, and a new plugin never overwrites anything.",
        "Name another folder with `--root-dir`, or move the file away.");
  }

  private static Diagnostic notWritable(Path file, IOException e) {
    return BuildRule.SCAFFOLD_NOT_WRITABLE.at(
        Location.of(file),
        "`" + file + "` cannot be made" + Reasons.of(e) + ".",
        "Name a folder that you may write to with `--root-dir`.");
  }
}
