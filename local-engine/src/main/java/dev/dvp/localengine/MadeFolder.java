package dev.dvp.localengine;

import dev.dvp.localengine.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A data folder that is there for a start, and gone again when it was made for one that failed. */
final class MadeFolder {
  private final DataFolder folder;

  /** What was made: the data folder first, those above it behind; nothing when it was there. */
  private final List<Path> made;

  private MadeFolder(DataFolder folder, List<Path> made) {
    this.folder = folder;
    this.made = List.copyOf(made);
  }

  /** Makes the folder unless it is there. */
  static MadeFolder create(DataFolder folder) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path at = folder.root();
        at != null && !Files.exists(at, LinkOption.NOFOLLOW_LINKS);
        at = at.getParent()) {
      missing.add(at);
    }
    PrivateFiles.createFolder(folder.root());
    PrivateFiles.refuseShared(folder.root());
    return new MadeFolder(folder, missing);
  }

  boolean isNew() {
    return !made.isEmpty();
  }

  /** Takes away what was made, and what an engine made in it. Does nothing when it was there. */
  void undo() {
    if (made.isEmpty()) {
      return;
    }
    try {
      OwnFiles.remove(folder, OwnFiles.in(folder));
      OwnFiles.remove(folder, made);
    } catch (IOException e) {
      // Why there is no engine is what the user has to hear.
    }
  }
}
