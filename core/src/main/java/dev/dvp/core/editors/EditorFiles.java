package dev.dvp.core.editors;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.FileContents;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.files.TemporaryNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Writes files for editors. One that is right already is not touched; another takes its place in
 * one step.
 */
public final class EditorFiles {
  private EditorFiles() {}

  /**
   * Writes the JSON Schemas.
   *
   * @param base a folder that the user named
   * @param below the folder below it to write to, with slashes; empty for itself; made when missing
   * @param created takes what is unfinished; the caller keeps or undoes it
   * @return the files that were new or other than they should be
   * @throws DvpException when one cannot be written ({@link EditorRule#EDITOR_FILE_NOT_WRITTEN})
   */
  public static List<Path> writeSchemas(Path base, String below, CreatedPaths created) {
    List<Path> written = new ArrayList<>();
    EditorHelp.schemas()
        .forEach(
            (name, text) -> {
              String path = below.isEmpty() ? name : below + "/" + name;
              if (write(base, path, text, created)) {
                written.add(base.resolve(path));
              }
            });
    return written;
  }

  /**
   * Writes a file unless it holds the text already.
   *
   * @param base a folder that the user named
   * @param name the file's name below it, with slashes
   * @param text what it shall hold
   * @param created takes what is unfinished; the caller keeps or undoes it
   * @return whether it was written
   * @throws DvpException when it cannot be written ({@link EditorRule#EDITOR_FILE_NOT_WRITTEN})
   */
  public static boolean write(Path base, String name, String text, CreatedPaths created) {
    Path file = base.resolve(name);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      refuseLinks(base, file);
      if (FileContents.areAlready(file, bytes)) {
        return false;
      }
      created.createFolders(file.resolveSibling(""));
      Path made = created.createFile(file.resolveSibling(TemporaryNames.next()));
      Files.write(made, bytes);
      created.moveInto(made, file.toAbsolutePath());
      return true;
    } catch (IOException e) {
      if (created.isUndone()) {
        throw new CancellationException("the work was given up");
      }
      throw new DvpException(
          EditorRule.EDITOR_FILE_NOT_WRITTEN.at(
              Location.of(file),
              "`" + file + "` cannot be written" + Reasons.of(e) + ".",
              "Name a folder that you may write to with `--to`."),
          e);
    }
  }

  /** Links that come with a plugin may lead anywhere: what they lead to is none of ours. */
  private static void refuseLinks(Path base, Path file) throws IOException {
    for (Path path = file; path != null && !path.equals(base); path = path.getParent()) {
      if (Files.isSymbolicLink(path)) {
        throw new IOException("it is reached by a symbolic link");
      }
    }
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("it is a folder");
    }
  }
}
