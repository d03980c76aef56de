package dev.dvp.localengine;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.localengine.datasets.DatasetRule;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The findings that several parts of this package report, worded once. */
final class Failures {
  private Failures() {}

  /** E806: the data folder cannot be used. */
  static DvpException unusable(DataFolder folder, IOException cause) {
    return new DvpException(
        LocalEngineRule.DATA_FOLDER_UNUSABLE.at(
            Location.of(folder.root()),
            "The local engine's data folder cannot be used: " + reason(cause) + ".",
            "Make it a folder that you own, and that you alone may write to (mode 700), or name"
                + " another one with `--data`."),
        cause);
  }

  /** E801. */
  static DvpException alreadyRunning(DataFolder folder, EngineStatus.Running running) {
    return new DvpException(
        LocalEngineRule.ENGINE_ALREADY_RUNNING.at(
            Location.of(folder.root()),
            "A local engine runs on this data folder already, at " + running.address() + ".",
            "Use that one, end it with `dvp engine stop`, or name another folder with"
                + " `--data`."));
  }

  /** E807. */
  static DvpException portInUse(int port, IOException cause) {
    return new DvpException(
        LocalEngineRule.PORT_IN_USE.at(
            Location.NONE,
            "The local engine cannot listen on port "
                + port
                + ": another program has it, or it is reserved.",
            "Leave the port out to get a free one, or name another."),
        cause);
  }

  /** E803. */
  static DvpException inUse(DataFolder folder) {
    return new DvpException(
        LocalEngineRule.DATA_FOLDER_IN_USE.at(
            Location.of(folder.root()),
            "A local engine holds this data folder and does not answer.",
            "End it with `dvp engine stop`, which kills it when it must, then start again."));
  }

  /** E805. */
  static DvpException didNotStop(DataFolder folder, long pid) {
    return new DvpException(
        LocalEngineRule.ENGINE_DID_NOT_STOP.at(
            Location.of(folder.root()),
            "The local engine's process " + pid + " is still there although it was told to end.",
            "It may belong to another user: end process " + pid + " as that user."));
  }

  /** E808. */
  static DvpException stillRuns(DataFolder folder) {
    return new DvpException(
        LocalEngineRule.ENGINE_STILL_RUNS.at(
            Location.of(folder.root()),
            "A local engine runs on this data folder, so nothing was removed.",
            "End it with `dvp engine stop`, then try again."));
  }

  /** E808, when it is no engine but a job of the lab. */
  static DvpException stillWorked(DataFolder folder, String target) {
    return new DvpException(
        LocalEngineRule.ENGINE_STILL_RUNS.at(
            Location.of(folder.root()),
            "A job of `dvp lab` works on " + target + " just now, so nothing was removed.",
            "Wait until it has ended, or end it with Ctrl-C where it runs, then try again."));
  }

  /** E834. */
  static DvpException stillMounted(DataFolder folder, Path place) {
    return new DvpException(
        DatasetRule.MOUNT_FAILED.at(
            Location.of(folder.root()),
            "`"
                + place
                + "` is mounted in the data folder, and not by dvp, so no file was removed.",
            "Unmount it: to remove what is in it would remove it elsewhere."));
  }

  /** E809. */
  static DvpException noDataFolder(DataFolder folder, String why, String help) {
    return new DvpException(
        LocalEngineRule.NOT_A_DATA_FOLDER.at(
            Location.of(folder.root()),
            "`" + folder.root() + "` " + why + ", so nothing was removed.",
            help + " with `--data`."));
  }

  /** The reason of a failure in words, without an exception's name. */
  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return "access to `" + denied.getFile() + "` is denied";
    }
    if (e instanceof FileAlreadyExistsException exists) {
      return "`" + exists.getFile() + "` is no folder";
    }
    if (e instanceof FileSystemException failed && failed.getReason() == null) {
      return "`" + failed.getFile() + "` cannot be read or written";
    }
    String message = e.getMessage();
    return message == null ? "it cannot be read or written" : message;
  }
}
