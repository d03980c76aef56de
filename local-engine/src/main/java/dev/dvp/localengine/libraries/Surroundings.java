package dev.dvp.localengine.libraries;

import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.datasets.Mounted;
import dev.dvp.localengine.environments.EnvironmentRule;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is around the commands on this machine.
 *
 * @param folder the local engine's data folder, which a sandboxed command does not see
 * @param environment the caller's environment variables; a command gets {@code PATH}, {@code HOME},
 *     {@code USER} and {@code LANG} of them
 * @param writable folders that commands may write to beside the scratch folder; each exists
 * @param dataset where {@code run_sync} copies to and commands may write, too, when the operation
 *     has such a folder
 * @param leftovers what becomes of what a command leaves running
 * @param mounts datasets that commands may write to, and see where they are mounted: whatever a
 *     plugin put in the place of a link since, it is not followed
 * @param readable folders that commands see also where they lie below {@code /tmp}, of which a
 *     sandbox has its own
 */
public record Surroundings(
    DataFolder folder,
    Map<String, String> environment,
    List<Path> writable,
    Optional<Path> dataset,
    Leftovers leftovers,
    List<Mounted> mounts,
    List<Path> readable) {
  private static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final String PATH = "PATH";

  /** Copies the collections. */
  public Surroundings {
    environment = Map.copyOf(environment);
    writable = writable.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    dataset = dataset.map(path -> path.toAbsolutePath().normalize());
    mounts = List.copyOf(mounts);
    readable = readable.stream().map(path -> path.toAbsolutePath().normalize()).toList();
  }

  /**
   * The surroundings of commands without mounted datasets.
   *
   * @param folder the local engine's data folder
   * @param environment the caller's environment variables
   * @param writable folders that commands may write to
   * @param dataset where {@code run_sync} copies to
   * @param leftovers what becomes of what a command leaves running
   */
  public Surroundings(
      DataFolder folder,
      Map<String, String> environment,
      List<Path> writable,
      Optional<Path> dataset,
      Leftovers leftovers) {
    this(folder, environment, writable, dataset, leftovers, List.of(), List.of());
  }

  /** All that commands may write to. */
  List<Path> allWritable() {
    List<Path> all = new ArrayList<>(writable);
    dataset.ifPresent(all::add);
    mounts.forEach(mounted -> all.add(mounted.data()));
    return all;
  }

  /** The name of who runs commands on this machine. */
  String user() {
    return user(environment);
  }

  /**
   * The name of who runs commands on this machine.
   *
   * @param environment the caller's environment variables
   * @return the login name
   */
  public static String user(Map<String, String> environment) {
    return environment.getOrDefault(
        "USER", environment.getOrDefault("LOGNAME", System.getProperty("user.name", "user")));
  }

  /** What every command has in its environment. */
  Map<String, String> base() {
    Map<String, String> base = new TreeMap<>();
    base.put(PATH, environment.getOrDefault(PATH, DEFAULT_PATH));
    base.put("HOME", environment.getOrDefault("HOME", System.getProperty("user.home", "/")));
    base.put("USER", user());
    base.put("LOGNAME", user());
    base.put("LANG", environment.getOrDefault("LANG", "C.UTF-8"));
    return base;
  }

  /** A program on the {@code PATH}. */
  Optional<Path> find(String program) {
    String path = environment.getOrDefault(PATH, DEFAULT_PATH);
    for (String name : path.split(File.pathSeparator, -1)) {
      Optional<Path> file = file(name, program).filter(Files::isExecutable);
      if (file.isPresent() && Files.isRegularFile(file.get())) {
        return file;
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> file(String folderName, String program) {
    try {
      return Optional.of(Path.of(folderName, program).toAbsolutePath());
    } catch (InvalidPathException e) {
      return Optional.empty(); // no folder, then: the next may have it
    }
  }

  /** The start of a command that gets a session of its own, by which all of it is found later. */
  List<String> inOwnSession() {
    List<String> words = new ArrayList<>();
    find("setsid").ifPresent(setsid -> words.add(setsid.toString()));
    return words;
  }

  /** A program on the {@code PATH} that the work cannot be done without. */
  String need(String program, String debianPackage) throws HostException {
    return find(program)
        .map(Path::toString)
        .orElseThrow(
            () ->
                new HostException(
                    EnvironmentRule.PROGRAM_MISSING,
                    "`" + program + "` is not on the PATH of this machine.",
                    "Install it; on Debian it is in the package `" + debianPackage + "`."));
  }
}
