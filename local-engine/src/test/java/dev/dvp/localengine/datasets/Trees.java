package dev.dvp.localengine.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folders with all kinds of entries, and what can be told of them. */
public final class Trees {
  private static final List<String> NAMES =
      List.of("a", "b c", "ü", "-n", "new\nline", "q'\"$(x)", ".dot", "*", "data.new", " ");
  private static final List<String> MODES = List.of("rw-------", "rwxr-x--x", "r--r--r--");

  private Trees() {}

  /** Makes a folder with files, links, hard links and folders. */
  static Path random(Path folder, Random random) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    fill(folder, random, 3, files);
    return folder;
  }

  private static void fill(Path folder, Random random, int depth, List<Path> files)
      throws IOException {
    for (String name : NAMES) {
      Path entry = folder.resolve(name);
      int kind = random.nextInt(7);
      if (kind < 2) {
        byte[] bytes = new byte[random.nextInt(5000)];
        random.nextBytes(bytes);
        Files.write(entry, bytes);
        Files.setPosixFilePermissions(
            entry, PosixFilePermissions.fromString(MODES.get(random.nextInt(MODES.size()))));
        Files.setLastModifiedTime(entry, FileTime.fromMillis(random.nextInt(1_000_000_000)));
        files.add(entry);
      } else if (kind == 2) {
        Files.createSymbolicLink(entry, Path.of(random.nextBoolean() ? "." : "no/where"));
      } else if (kind == 3 && !files.isEmpty()) {
        Files.createLink(entry, files.get(random.nextInt(files.size())));
      } else if (kind == 4 && depth > 0) {
        Files.createDirectory(entry);
        fill(entry, random, depth - 1, files);
        Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString("rwxr-x--x"));
        Files.setLastModifiedTime(entry, FileTime.fromMillis(random.nextInt(1_000_000_000)));
      }
    }
  }

  /** All that is in a folder: for each path its mode, time and content; hard links name a group. */
  public static Map<String, String> told(Path folder) throws IOException {
    Map<String, String> told = new TreeMap<>();
    Map<Object, String> groups = new HashMap<>();
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted().toList();
    }
    for (Path path : all) {
      Map<String, Object> unix =
          Files.readAttributes(
              path, "unix:mode,uid,gid,ino,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
      String what = "%o %s:%s".formatted((int) unix.get("mode"), unix.get("uid"), unix.get("gid"));
      String name = folder.relativize(path).toString();
      if (Files.isSymbolicLink(path)) {
        what += " -> " + Files.readSymbolicLink(path);
      } else {
        FileTime time = (FileTime) unix.get("lastModifiedTime");
        what += " " + (name.isEmpty() ? "" : time.toMillis());
      }
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        groups.putIfAbsent(unix.get("ino"), name);
        what += " " + groups.get(unix.get("ino")) + " ";
        what += new String(Files.readAllBytes(path), UTF_8).hashCode();
      }
      told.put(name, what);
    }
    return told;
  }
}
