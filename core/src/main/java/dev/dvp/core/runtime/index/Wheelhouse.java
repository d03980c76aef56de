package dev.dvp.core.runtime.index;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.runtime.RuntimeRule;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.wheels.WheelName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A folder of wheels, such as {@code pip download} and {@code pip wheel} fill. */
public final class Wheelhouse implements PackageSource {
  private final Path folder;
  private @Nullable Map<PackageName, List<ListedFile>> listed;

  /**
   * A wheelhouse, which is looked into when somebody asks.
   *
   * @param folder the folder
   */
  public Wheelhouse(Path folder) {
    this.folder = folder;
  }

  @Override
  public List<ListedFile> files(PackageName name) {
    return listed().getOrDefault(name, List.of());
  }

  @Override
  public String describe() {
    return "the wheelhouse `" + folder + "`";
  }

  /**
   * What lies in it, so that somebody can tell later whether that is still so.
   *
   * @return lines of names, sizes and times
   * @throws DvpException when the folder cannot be read
   */
  public String fingerprint() {
    StringBuilder lines = new StringBuilder(folder.toString()).append('\n');
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      List<String> all = new ArrayList<>();
      for (Path file : files) {
        // Links to nowhere among others, which are no wheels either.
        if (Files.isRegularFile(file)) {
          all.add(
              file.getFileName()
                  + " "
                  + Files.size(file)
                  + " "
                  + Files.getLastModifiedTime(file).toMillis());
        }
      }
      all.sort(null);
      all.forEach(line -> lines.append(line).append('\n'));
    } catch (IOException | DirectoryIteratorException e) {
      throw unreadable(e instanceof IOException io ? io : new IOException(e));
    }
    return lines.toString();
  }

  private Map<PackageName, List<ListedFile>> listed() {
    Map<PackageName, List<ListedFile>> known = listed;
    if (known != null) {
      return known;
    }
    Map<PackageName, List<ListedFile>> found = new HashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String fileName = String.valueOf(file.getFileName());
        Optional<PackageName> name =
            WheelName.parse(fileName).map(WheelName::name).or(() -> SourceArchive.name(fileName));
        if (name.isPresent() && Files.isRegularFile(file)) {
          ListedFile one =
              new ListedFile(fileName, new Origin.Local(file), Optional.empty(), "", false);
          found.computeIfAbsent(name.get(), key -> new ArrayList<>()).add(one);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw unreadable(e instanceof IOException io ? io : new IOException(e));
    }
    found.values().forEach(list -> list.sort(Comparator.comparing(ListedFile::name)));
    listed = found;
    return found;
  }

  /** Copies one of its files. */
  static void copy(Path file, Path target) throws IOException {
    try (InputStream in = open(file)) {
      Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new DvpException(
          RuntimeRule.WHEELHOUSE_UNREADABLE.at(
              Location.of(file),
              "The file `" + file + "` of a wheelhouse cannot be read" + Reasons.of(e) + ".",
              "Make it readable for you, or take it out of the folder that `--wheelhouse` names."),
          e);
    }
  }

  private DvpException unreadable(IOException e) {
    return new DvpException(
        RuntimeRule.WHEELHOUSE_UNREADABLE.at(
            Location.of(folder),
            "The wheelhouse `" + folder + "` is no folder that can be read" + Reasons.of(e) + ".",
            "Let `--wheelhouse` name a folder of wheels; `pip download --only-binary=:all:"
                + " --platform any --implementation py --abi none --python-version 3.11 -d DIR"
                + " NAME` fills one."),
        e);
  }
}
