package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.runtime.RuntimeRule;
import dev.dvp.core.runtime.index.ListedFile;
import dev.dvp.core.runtime.index.PackageSource;
import dev.dvp.core.runtime.index.SimpleIndex;
import dev.dvp.core.runtime.requirements.PackageName;
import java.util.List;

/**
 * The index for those who can do without it: its first answer has to come quickly, and where it was
 * silent some minutes ago it is not asked at all.
 */
final class HurriedIndex implements PackageSource {
  private final SimpleIndex index;
  private final Remembered remembered;
  private boolean hasAnswered;

  HurriedIndex(SimpleIndex index, Remembered remembered) {
    this.index = index;
    this.remembered = remembered;
  }

  @Override
  public List<ListedFile> files(PackageName name) {
    if (hasAnswered) {
      return index.files(name);
    }
    if (remembered.wasSilent(index)) {
      throw new DvpException(
          RuntimeRule.INDEX_UNREACHABLE.at(
              Location.NONE,
              "The package index at `"
                  + index.address()
                  + "` did not answer some minutes ago, and was not asked again.",
              "`--runtime official` asks it at once."));
    }
    List<ListedFile> files;
    try {
      files = index.filesSoon(name);
    } catch (DvpException e) {
      if (Unavailable.isSilence(e)) {
        remembered.keepSilence(index);
      }
      throw e;
    }
    hasAnswered = true;
    remembered.dropSilence(index);
    return files;
  }

  @Override
  public String describe() {
    return index.describe();
  }
}
