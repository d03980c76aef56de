package dev.dvp.core.payload;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Reasons;
import java.io.IOException;
import java.nio.file.Path;

/** Says why something below srcDir cannot go into a payload. */
final class PayloadFindings {
  private final Diagnostics out;

  PayloadFindings(Diagnostics out) {
    this.out = out;
  }

  void tooMany(Path srcDir) {
    out.add(
        PayloadRule.SOURCE_OVER_LIMIT.at(
            Location.of(srcDir),
            "The source folder holds more than "
                + PayloadCollector.MAX_ENTRIES
                + " files or folders, links followed.",
            "Let `srcDir` name the plugin's own folder, and keep data elsewhere."));
  }

  void tooDeep(Path folder) {
    out.add(
        PayloadRule.SOURCE_OVER_LIMIT.at(
            Location.of(folder),
            "More than "
                + PayloadCollector.MAX_DEPTH
                + " folders lie in one another here, links followed.",
            "Have fewer folders in one another, and remove links that lead from one to the next."));
  }

  void target(Path path) {
    out.add(
        PayloadRule.SOURCE_IS_TARGET.at(
            Location.of(path),
            "The artifact would take the place of `" + path + "`, one of the plugin's own files.",
            "Name another file with `--upload-artifact`."));
  }

  void special(Path path, String name) {
    out.add(
        PayloadRule.SOURCE_SPECIAL_FILE.at(
            Location.of(path),
            "`" + name + "` is a socket, a pipe or a device, which an artifact cannot hold.",
            "Move it out of the source folder, or name it in `.dvpignore`."));
  }

  void name(Path path, String problem) {
    out.add(
        PayloadRule.SOURCE_BAD_NAME.at(
            Location.of(path),
            "The name of `" + PayloadNames.printable(path.toString()) + "` " + problem + ".",
            "Rename it, or name it in `.dvpignore`."));
  }

  void link(Path path, String problem) {
    out.add(
        PayloadRule.SOURCE_LINK_OUTSIDE.at(
            Location.of(path),
            "The symbolic link `" + path + "` " + problem + ".",
            "Put the file itself in its place, or remove the link."));
  }

  void loop(Path path) {
    out.add(
        PayloadRule.SOURCE_LINK_LOOP.at(
            Location.of(path),
            "The symbolic link `" + path + "` leads round in a circle, so it has no end.",
            "Remove the link."));
  }

  void unreadable(Path path, IOException e) {
    out.add(
        PayloadRule.SOURCE_UNREADABLE.at(
            Location.of(path),
            "`" + path + "` cannot be read" + Reasons.of(e) + ".",
            "Give yourself the right to read it, or move it out of the source folder."));
  }
}
