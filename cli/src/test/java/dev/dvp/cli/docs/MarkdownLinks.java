package dev.dvp.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page of Markdown links to, and what can be linked to in it, by a forge's rules.
 *
 * @param links in their order
 * @param anchors those of its headings
 */
record MarkdownLinks(List<Link> links, Set<String> anchors) {
  /** {@code [text](target)}, also with a title behind, and of a picture. */
  private static final Pattern INLINE =
      Pattern.compile("\\[(?:[^\\[\\]]|\\[[^\\]]*\\])*\\]\\(<?([^\\s)>]+)>?(?: +\"[^\"]*\")?\\)");

  private static final Pattern DEFINITION = Pattern.compile("^ {0,3}\\[[^\\]]+\\]: *<?([^\\s>]+)");
  private static final Pattern BARE = Pattern.compile("<(https?://[^\\s>]+)>");
  private static final Pattern HEADING = Pattern.compile("^ {0,3}#{1,6} +(.*?)(?: +#+)?$");
  private static final Pattern FENCE = Pattern.compile("^ *(```+|~~~+).*");

  /**
   * A link.
   *
   * @param line where it stands, from 1
   * @param target as written
   */
  record Link(int line, String target) {
    boolean isExternal() {
      return target.matches("[a-zA-Z][a-zA-Z+.-]*:.*");
    }

    /** Without its anchor; empty for one in the same page. */
    String path() {
      return target.replaceFirst("#.*", "");
    }

    /** Empty when there is none. */
    String anchor() {
      int at = target.indexOf('#');
      return at < 0 ? "" : target.substring(at + 1);
    }
  }

  static MarkdownLinks read(Path page) throws IOException {
    return of(Files.readAllLines(page));
  }

  static MarkdownLinks of(List<String> lines) {
    List<Link> links = new ArrayList<>();
    Set<String> anchors = new LinkedHashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    String fence = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher mark = FENCE.matcher(line);
      if (!fence.isEmpty()) {
        fence = line.strip().equals(fence) ? "" : fence;
      } else if (mark.matches()) {
        fence = mark.group(1);
      } else {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
          anchors.add(numbered(anchor(heading.group(1)), seen));
        }
        add(line, i + 1, links);
      }
    }
    return new MarkdownLinks(List.copyOf(links), anchors);
  }

  private static void add(String line, int number, List<Link> links) {
    String read = line.replaceAll("(`+)(?:(?!\\1).)+\\1", "``");
    for (Pattern pattern : List.of(INLINE, DEFINITION, BARE)) {
      Matcher link = pattern.matcher(read);
      while (link.find()) {
        links.add(new Link(number, link.group(1)));
      }
    }
  }

  /** Of a heading, as a forge makes it: letters, digits, {@code _} and {@code -} stay. */
  static String anchor(String heading) {
    String text = heading.replaceAll("!?\\[([^\\]]*)\\]\\([^)]*\\)", "$1");
    return text.strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{M}\\p{N}_ -]", "")
        .replace(' ', '-');
  }

  /** The second heading of a name gets a number. */
  private static String numbered(String anchor, Map<String, Integer> seen) {
    int before = seen.merge(anchor, 1, Integer::sum) - 1;
    return before == 0 ? anchor : anchor + "-" + before;
  }
}
