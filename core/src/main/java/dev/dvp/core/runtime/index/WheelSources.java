package dev.dvp.core.runtime.index;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.files.Sha256;
import dev.dvp.core.runtime.RuntimeRule;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.wheels.Wheel;
import dev.dvp.core.runtime.wheels.WheelName;
import dev.dvp.core.runtime.wheels.WheelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that wheels can be had from. A package that a wheelhouse has is taken from there alone: what
 * somebody put aside is not replaced by what a stranger put on an index under the same name. Among
 * several wheelhouses the first counts that has a file of a name.
 */
public final class WheelSources {
  private final List<Wheelhouse> wheelhouses;
  private final SimpleIndex index;
  private final PackageSource rest;
  private final WheelCache cache;

  /**
   * Puts sources together.
   *
   * @param wheelhouses folders, the first first
   * @param index what has the packages that they do not have
   * @param cache keeps every wheel that is taken
   */
  public WheelSources(List<Wheelhouse> wheelhouses, SimpleIndex index, WheelCache cache) {
    this(wheelhouses, index, index, cache);
  }

  private WheelSources(
      List<Wheelhouse> wheelhouses, SimpleIndex index, PackageSource rest, WheelCache cache) {
    this.wheelhouses = List.copyOf(wheelhouses);
    this.index = index;
    this.rest = rest;
    this.cache = cache;
  }

  /**
   * The same wheelhouses and cache with something else, or somebody who asks otherwise, in the
   * place of the index's pages.
   *
   * @param other what lists the packages that no wheelhouse has
   * @return other sources
   */
  public WheelSources with(PackageSource other) {
    return new WheelSources(wheelhouses, index, other, cache);
  }

  /**
   * What has the packages that no wheelhouse has.
   *
   * @return the index, unless something else is in its place
   */
  public PackageSource rest() {
    return rest;
  }

  /**
   * All places, for those who know a file's hash and so need not mind whose it is.
   *
   * @return the wheelhouses in their order, and {@link #rest} behind them
   */
  public List<PackageSource> places() {
    List<PackageSource> all = new ArrayList<>(wheelhouses);
    all.add(rest);
    return all;
  }

  /**
   * The hash of a file that is listed somewhere, as far as it can be told without a download.
   *
   * @param file the file
   * @return what its page says, or what a file of a wheelhouse has; nothing otherwise
   */
  public static Optional<String> sha256(ListedFile file) {
    if (file.sha256().isPresent() || !(file.origin() instanceof Origin.Local local)) {
      return file.sha256();
    }
    try {
      return Optional.of(Sha256.of(local.file()));
    } catch (IOException e) {
      // Whoever takes the file is told that it cannot be read.
      return Optional.empty();
    }
  }

  /**
   * The files of a package.
   *
   * @param name the package
   * @return files of the wheelhouses, each name once, or of the index; empty when none has any
   */
  public List<ListedFile> files(PackageName name) {
    Map<String, ListedFile> local = new LinkedHashMap<>();
    for (Wheelhouse house : wheelhouses) {
      house.files(name).forEach(file -> local.putIfAbsent(file.name(), file));
    }
    return local.isEmpty() ? rest.files(name) : new ArrayList<>(local.values());
  }

  /**
   * What was looked through, for a message.
   *
   * @return for example {@code the wheelhouse `wheels` and the index `https://pypi.org/simple/`}
   */
  public String describe() {
    List<String> all = new ArrayList<>();
    wheelhouses.forEach(house -> all.add(house.describe()));
    all.add(rest.describe());
    return String.join(" and ", all);
  }

  /**
   * Takes a wheel: from the cache, when its hash is known and it is there, else from its origin.
   *
   * @param name what its file name says
   * @param origin where it can be had
   * @param sha256 the hash that it must have, if one is known
   * @return the wheel, checked, in the cache
   * @throws DvpException when it cannot be had, or is not what it should be
   */
  public Wheel fetch(WheelName name, Origin origin, Optional<String> sha256) {
    Optional<Wheel> cached = sha256.flatMap(hash -> cached(name, hash));
    if (cached.isPresent()) {
      return cached.get();
    }
    String hash =
        cache
            .put(file -> fill(file, origin), sha256)
            .orElseThrow(() -> otherHash(name.file(), origin));
    return cached(name, hash).orElseThrow(() -> otherHash(name.file(), origin));
  }

  /**
   * A wheel from the cache.
   *
   * @param name what its file name says
   * @param sha256 its hash
   * @return the wheel, if it is there
   * @throws DvpException when it is there and broken, as its authors made it
   */
  public Optional<Wheel> cached(WheelName name, String sha256) {
    return cache.find(sha256).map(file -> WheelReader.read(name, file, sha256));
  }

  private void fill(Path file, Origin origin) throws IOException {
    if (origin instanceof Origin.Local local) {
      Wheelhouse.copy(local.file(), file);
    } else if (origin instanceof Origin.Remote remote) {
      index.download(remote, WheelReader.LARGEST, () -> Files.newOutputStream(file));
    }
  }

  private static DvpException otherHash(String file, Origin origin) {
    boolean isLocal = origin instanceof Origin.Local;
    String where =
        origin instanceof Origin.Remote remote ? IndexFailures.shown(remote.uri()) : "a wheelhouse";
    return new DvpException(
        RuntimeRule.DOWNLOAD_DAMAGED.at(
            Location.NONE,
            "The file "
                + Shown.text(file)
                + " from "
                + where
                + " has another SHA-256 than it should have: it was damaged or exchanged on the"
                + " way, and was not used.",
            isLocal
                ? "Fetch it again into the folder that `--wheelhouse` names, or, if it was meant to"
                    + " change, run `dvp lock --upgrade`."
                : "Try again; if it stays so, tell those who run the index, or name another with"
                    + " `--index-url`."));
  }
}
