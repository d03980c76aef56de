package dev.dvp.cli.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The pages of {@code docs/} that are in the jar, each a topic by the name of its file. What there
 * is, is looked up in the jar itself, so that a new page needs no list.
 */
public final class Topics {
  private static final String FOLDER = "dev/dvp/cli/pages/";
  private static final String ENDING = ".md";

  private Topics() {}

  /**
   * A page.
   *
   * @param name what the user calls it, for example {@code lab} or {@code virtual.configure}
   * @param group the folder it lies in, for example {@code operations}; empty for most
   */
  public record Topic(String name, String group) {
    private String resource() {
      return FOLDER + (group.isEmpty() ? "" : group + "/") + name + ENDING;
    }

    /**
     * The page itself.
     *
     * @return Markdown
     */
    public String text() {
      try (InputStream page = Topics.class.getClassLoader().getResourceAsStream(resource())) {
        if (page == null) {
          throw new IllegalStateException("no page " + resource());
        }
        return new String(page.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /**
     * What stands above the page.
     *
     * @return its first heading
     */
    public String title() {
      return text()
          .lines()
          .filter(line -> line.startsWith("# "))
          .findFirst()
          .map(line -> line.substring(2).strip())
          .orElse(name);
    }
  }

  /**
   * All pages.
   *
   * @return by group and name, those without a group first
   */
  public static List<Topic> all() {
    try {
      List<Topic> topics = new ArrayList<>();
      for (String path : paths()) {
        int slash = path.lastIndexOf('/');
        topics.add(
            new Topic(
                path.substring(slash + 1, path.length() - ENDING.length()),
                slash < 0 ? "" : path.substring(0, slash)));
      }
      topics.sort(Comparator.comparing(Topic::group).thenComparing(Topic::name));
      return topics;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Finds a page.
   *
   * @param words its name in any case, with or without the folder and the ending, or its title
   * @return the page, if there is one
   */
  public static Optional<Topic> find(String words) {
    String word = words.toLowerCase(Locale.ROOT);
    String file = word.startsWith("docs/") ? word.substring("docs/".length()) : word;
    String name = file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : file;
    List<Topic> all = all();
    return Stream.concat(
            all.stream().filter(topic -> isNamed(topic, name)),
            all.stream().filter(topic -> topic.title().toLowerCase(Locale.ROOT).equals(word)))
        .findFirst();
  }

  private static boolean isNamed(Topic topic, String word) {
    String name = topic.name().toLowerCase(Locale.ROOT);
    return name.equals(word) || (topic.group() + "/" + name).equals(word);
  }

  /** The paths of all pages below their folder. */
  private static List<String> paths() throws IOException {
    Path origin = origin();
    return Files.isDirectory(origin) ? inFolder(origin.resolve(FOLDER)) : inJar(origin);
  }

  /** The jar that this runs from; in tests, a folder of classes. */
  private static Path origin() {
    try {
      URL location = Topics.class.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(location.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> inFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(path -> path.endsWith(ENDING))
          .toList();
    }
  }

  private static List<String> inJar(Path jar) throws IOException {
    try (ZipFile files = new ZipFile(jar.toFile())) {
      return files.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith(FOLDER) && name.endsWith(ENDING))
          .map(name -> name.substring(FOLDER.length()))
          .toList();
    }
  }
}
