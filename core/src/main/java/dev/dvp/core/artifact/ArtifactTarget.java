package dev.dvp.core.artifact;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.files.TemporaryNames;
import dev.dvp.core.plugin.Plugin;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** The file that an artifact is written to, by way of temporary files in the same folder. */
final class ArtifactTarget {
  private final Path named;
  private final Path real;
  private final CreatedPaths created;

  private ArtifactTarget(Path named, Path real, CreatedPaths created) {
    this.named = named;
    this.real = real;
    this.created = created;
  }

  /**
   * Looks at the target before any work is done.
   *
   * @throws DvpException when an artifact cannot or must not be written there
   */
  static ArtifactTarget of(Path target, Plugin plugin, CreatedPaths created) {
    try {
      if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        return new ArtifactTarget(target, target.toAbsolutePath(), created);
      }
      if (Files.isDirectory(target)) {
        throw notWritable(target, "is a folder.", "Name a file, such as `artifact.json`, in it.");
      }
      // A link stays a link: what it names is replaced. One that leads nowhere is refused by this.
      Path real = target.toRealPath();
      if (!Files.isRegularFile(real)) {
        throw notWritable(
            target, "is a device, a pipe or a socket.", "Name an ordinary file instead.");
      }
      for (Path input : List.of(plugin.manifest().file(), plugin.schemas().file())) {
        if (Files.exists(input) && Files.isSameFile(input, real)) {
          throw notWritable(
              target,
              "is one of the plugin's own files.",
              "Name another file with `--upload-artifact`.");
        }
      }
      return new ArtifactTarget(target, real, created);
    } catch (IOException e) {
      throw new DvpException(cannotWrite(target, "cannot be reached" + Reasons.of(e) + "."), e);
    }
  }

  /**
   * Makes a temporary file beside the target, so that moving it there is one step.
   *
   * @throws DvpException when nothing can be made in that folder
   */
  Path temporaryFile() {
    while (true) {
      try {
        return created.createFile(real.resolveSibling(TemporaryNames.next()));
      } catch (FileAlreadyExistsException e) {
        // Another build has that name: the next one is as good.
      } catch (IOException e) {
        throw new DvpException(
            cannotWrite(
                named,
                "cannot be written, since its folder takes no new file" + Reasons.of(e) + "."),
            e);
      }
    }
  }

  /**
   * Puts a finished temporary file in the target's place.
   *
   * @throws DvpException when that fails; the target is then as it was
   */
  void replaceBy(Path finished) {
    try {
      created.moveInto(finished, real);
    } catch (IOException e) {
      throw new DvpException(cannotWrite(named, "cannot be replaced" + Reasons.of(e) + "."), e);
    }
  }

  /** What to say when writing a temporary file fails half-way. */
  DvpException writeFailed(IOException e) {
    return new DvpException(
        BuildRule.TARGET_WRITE_FAILED.at(
            Location.of(named),
            "Writing the artifact failed" + Reasons.of(e) + ". What was there before is untouched.",
            "Make room on the disk, or name a file elsewhere with `--upload-artifact`."),
        e);
  }

  private static Diagnostic cannotWrite(Path target, String message) {
    return BuildRule.TARGET_NOT_WRITABLE.at(
        Location.of(target),
        "The artifact `" + target + "` " + message,
        "Make the folder writable for you, or name a file elsewhere with `--upload-artifact`.");
  }

  private static DvpException notWritable(Path target, String problem, String help) {
    return new DvpException(
        BuildRule.TARGET_NOT_WRITABLE.at(
            Location.of(target),
            "The artifact cannot be written to `" + target + "`: it " + problem,
            help));
  }
}
