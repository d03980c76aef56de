package dev.dvp.localengine.datasets;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Reasons;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.datasets.MountSpecification.Ownership;
import dev.dvp.localengine.datasets.Mounted.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts datasets where plugins want them, by a symbolic link or a bind mount, and takes them away
 * again. What is where is kept in the data folder, so that any later process can do so. Nothing is
 * taken away but what was put there.
 */
public final class Mounts {
  private final DataFolder folder;
  private final Kind kind;
  private final MountList list;
  private final Steps steps;

  /** What has just been done, for tests that end the work there. */
  @FunctionalInterface
  interface Steps {
    void done(String what);
  }

  /**
   * The mounts of a data folder.
   *
   * @param folder it need not exist
   * @param bind whether new mounts are bind mounts, which takes root on Linux; links otherwise
   */
  public Mounts(DataFolder folder, boolean bind) {
    this(folder, bind, what -> {});
  }

  Mounts(DataFolder folder, boolean bind, Steps steps) {
    this.folder = folder;
    this.kind = bind ? Kind.BIND : Kind.LINK;
    this.list = new MountList(folder);
    this.steps = steps;
  }

  /**
   * All mounts that there are, and those that a kill left half made.
   *
   * @return in the order in which they were made
   * @throws DvpException E830 when the list of them cannot be read
   */
  public List<Mounted> all() {
    return list.all();
  }

  /**
   * Puts a dataset somewhere. One that is there already, or that a kill left half made, is fine.
   *
   * @param data the dataset's working copy
   * @param mountPath where
   * @param sharedPath the part of it that is seen there, made when it is missing; all when empty
   * @param ownership whose its files are to be
   * @return what was done, with notes for the user
   * @throws DvpException E831 when no dataset may be there, E832 when something else is, E833 when
   *     the shared path is none, E834 when the system mounts nothing, E830 when something else
   *     fails; nothing is left of it then
   * @throws InterruptedException when the thread is interrupted; the same call goes on later
   */
  public Mounted mount(
      Path data, String mountPath, Optional<String> sharedPath, Optional<Ownership> ownership)
      throws InterruptedException {
    try {
      if (kind == Kind.BIND && !Owners.isRoot()) {
        throw failed(
            "`" + mountPath + "` cannot be a bind mount: that takes root, on Linux.",
            "Leave `--mounts` out to get symbolic links, or run as root.");
      }
      MountPlace place = MountPlace.of(folder, mountPath);
      if (!Files.isDirectory(data, LinkOption.NOFOLLOW_LINKS)) {
        throw new NoSuchFileException(data.toString());
      }
      Path target = SharedPath.in(data, sharedPath);
      Path whole = data.toRealPath();
      dropOther(place, whole, target);
      Mounted wanted = claim(place, whole, target);
      steps.done("listed");
      try {
        put(wanted);
      } catch (IOException | DvpException e) {
        undo(wanted, e);
        throw e;
      }
      List<Diagnostic> notes = new ArrayList<>();
      if (ownership.isPresent()) {
        Owners.give(whole, ownership.get()).ifPresent(notes::add);
      }
      return wanted.withNotes(notes);
    } catch (IOException e) {
      throw unusable("`" + mountPath + "` cannot show the dataset", e);
    }
  }

  /** The same dataset may be there in another way, or another part of it. */
  private void dropOther(MountPlace place, Path data, Path target) throws InterruptedException {
    for (Mounted one : list.all()) {
      boolean isSame = one.target().equals(target) && one.kind() == kind;
      if (one.place().equals(place.place()) && one.data().equals(data) && !isSame) {
        unmount(one);
      }
    }
  }

  /** Takes the place in the list, so that nobody else does. */
  private Mounted claim(MountPlace place, Path data, Path target) throws IOException {
    List<Mounted> claimed = new ArrayList<>();
    List<IOException> failures = new ArrayList<>();
    list.update(
        all -> {
          try {
            Mounted wanted = wanted(place, data, target, all);
            all.removeIf(one -> one.place().equals(wanted.place()));
            all.add(wanted);
            claimed.add(wanted);
          } catch (IOException e) {
            failures.add(e);
          }
          return all;
        });
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    return claimed.get(0);
  }

  private Mounted wanted(MountPlace place, Path data, Path target, List<Mounted> all)
      throws IOException {
    Mounted wanted =
        new Mounted(
            place.mountPath(),
            place.place(),
            data,
            target,
            kind,
            place.missing(),
            Optional.empty(),
            List.of());
    Optional<Mounted> listed =
        all.stream().filter(one -> one.place().equals(place.place())).findFirst();
    if (listed.isPresent()) {
      if (!listed.get().data().equals(data)) {
        throw taken(place, "the dataset `" + name(listed.get().data()) + "` is mounted there");
      }
      // What it took away and made counts, not what is there now.
      List<Path> made = new ArrayList<>(place.missing());
      listed.get().made().stream().filter(path -> !made.contains(path)).forEach(made::add);
      wanted = wanted.with(made, listed.get().replaced());
      if (isThere(wanted) || isStale(wanted)) {
        return wanted;
      }
    }
    return besides(wanted, place);
  }

  /** What has to be made or to go, since the dataset is not there yet. */
  private Mounted besides(Mounted wanted, MountPlace place) throws IOException {
    Occupant occupant = Occupant.at(wanted.place());
    if (occupant instanceof Occupant.Foreign foreign) {
      throw taken(place, foreign.what());
    }
    if (occupant instanceof Occupant.EmptyFolder empty && !wanted.made().contains(wanted.place())) {
      return wanted.with(wanted.made(), Optional.of(empty.attributes()));
    }
    if (kind == Kind.BIND && wanted.replaced().isEmpty()) {
      List<Path> made = new ArrayList<>(wanted.made());
      made.remove(wanted.place());
      made.add(0, wanted.place());
      return wanted.with(made, Optional.empty());
    }
    return wanted;
  }

  /** A bind mount of ours whose dataset got another working copy since. */
  private static boolean isStale(Mounted wanted) throws IOException {
    return wanted.kind() == Kind.BIND && BindMount.isOurs(wanted);
  }

  private static boolean isThere(Mounted mounted) throws IOException {
    return mounted.kind() == Kind.LINK ? isOurLink(mounted) : BindMount.isCurrent(mounted);
  }

  private static boolean isOurLink(Mounted mounted) throws IOException {
    return Files.isSymbolicLink(mounted.place())
        && Files.readSymbolicLink(mounted.place()).equals(mounted.target());
  }

  private void put(Mounted wanted) throws IOException, InterruptedException {
    if (isThere(wanted)) {
      return;
    }
    for (int i = wanted.made().size() - 1; i >= 0; i--) {
      Path missing = wanted.made().get(i);
      if (!Files.isDirectory(missing)) {
        Files.createDirectory(missing);
        steps.done("folder made");
      }
    }
    if (wanted.kind() == Kind.BIND) {
      if (!Files.exists(wanted.place(), LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(wanted.place());
      }
      BindMount.put(wanted);
    } else {
      if (wanted.replaced().isPresent()) {
        Files.deleteIfExists(wanted.place()); // which takes an empty folder alone
        steps.done("empty folder gone");
      }
      Files.createSymbolicLink(wanted.place(), wanted.target());
    }
    steps.done("put");
  }

  private void undo(Mounted wanted, Exception reason) throws InterruptedException {
    try {
      unmount(wanted);
    } catch (DvpException e) {
      reason.addSuppressed(e);
    }
  }

  /**
   * Takes a dataset away from where it was put. Does nothing when it is gone.
   *
   * @param mounted what {@link #mount} gave, or {@link #all}
   * @return E835 when something else is there now, which stays
   * @throws DvpException E834 when the system does not unmount it, E830 when something else fails
   * @throws InterruptedException when the thread is interrupted; the same call goes on later
   */
  public Optional<Diagnostic> unmount(Mounted mounted) throws InterruptedException {
    try {
      boolean isChanged =
          mounted.kind() == Kind.LINK ? !removeLink(mounted) : !BindMount.remove(mounted);
      steps.done("taken away");
      if (mounted.kind() == Kind.LINK && !isChanged) {
        Occupant.putBack(mounted.place(), mounted.replaced());
      }
      for (Path made : made(mounted)) {
        removeIfEmpty(made);
      }
      list.remove(mounted);
      return isChanged ? Optional.of(changed(mounted)) : Optional.empty();
    } catch (IOException e) {
      throw unusable("`" + mounted.mountPath() + "` cannot be taken away", e);
    }
  }

  /**
   * Takes a dataset away from a place, if it is there.
   *
   * @param mountPath the place as the plugin said it
   * @param data the dataset's working copy
   * @return E835 when something else is there now, which stays
   * @throws DvpException as {@link #unmount(Mounted)}
   * @throws InterruptedException when the thread is interrupted; the same call goes on later
   */
  public Optional<Diagnostic> unmount(String mountPath, Path data) throws InterruptedException {
    for (Mounted one : list.all()) {
      if (one.mountPath().equals(normalised(mountPath)) && name(one.data()).equals(name(data))) {
        return unmount(one);
      }
    }
    return Optional.empty();
  }

  private static String normalised(String mountPath) {
    try {
      return Path.of(mountPath).normalize().toString();
    } catch (InvalidPathException e) {
      return ""; // where nothing was ever mounted
    }
  }

  /**
   * Takes all datasets away, the last one first.
   *
   * @return E835 for each place at which something else is now
   * @throws DvpException as {@link #unmount(Mounted)}; those before are gone then
   * @throws InterruptedException when the thread is interrupted
   */
  public List<Diagnostic> unmountAll() throws InterruptedException {
    List<Mounted> all = list.all();
    List<Diagnostic> notes = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      unmount(all.get(i)).ifPresent(notes::add);
    }
    return notes;
  }

  /** Those of the list are more when another mount, which is gone, left its folders to this one. */
  private List<Path> made(Mounted mounted) {
    return list.all().stream()
        .filter(one -> one.place().equals(mounted.place()))
        .findFirst()
        .orElse(mounted)
        .made();
  }

  private static boolean removeLink(Mounted mounted) throws IOException {
    Path place = mounted.place();
    if (isOurLink(mounted)) {
      Files.delete(place);
      return true;
    }
    return !Files.exists(place, LinkOption.NOFOLLOW_LINKS)
        || Occupant.at(place) instanceof Occupant.EmptyFolder;
  }

  private static void removeIfEmpty(Path made) throws IOException {
    if (Files.isDirectory(made, LinkOption.NOFOLLOW_LINKS)
        && Occupant.at(made) instanceof Occupant.EmptyFolder) {
      Files.delete(made);
    }
  }

  /** The dataset's name: that of the folder around its working copy. */
  private static String name(Path data) {
    Path parent = data.getParent();
    return parent == null ? "" : String.valueOf(parent.getFileName());
  }

  private static DvpException taken(MountPlace place, String what) {
    return new DvpException(
        DatasetRule.MOUNT_PATH_TAKEN.at(
            Location.NONE,
            "No dataset can be mounted at `" + place.mountPath() + "`: " + what + ".",
            "Move it away if it may go, or let the plugin return another path."));
  }

  private static Diagnostic changed(Mounted mounted) {
    return DatasetRule.MOUNT_PATH_CHANGED.at(
        Location.NONE,
        "At `"
            + mounted.mountPath()
            + "` is no longer what was put there, the dataset `"
            + name(mounted.data())
            + "`; it was left.",
        "Look what it is, and remove it if it may go.");
  }

  static DvpException failed(String message, String help) {
    return new DvpException(DatasetRule.MOUNT_FAILED.at(Location.NONE, message, help));
  }

  private DvpException unusable(String what, IOException cause) {
    return new DvpException(
        DatasetRule.UNUSABLE.at(
            Location.NONE,
            what + Reasons.of(cause) + ".",
            "Both the place and the data folder `" + folder.root() + "` must be writable to you."),
        cause);
  }
}
