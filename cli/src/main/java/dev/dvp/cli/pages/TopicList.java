package dev.dvp.cli.pages;

import dev.dvp.cli.report.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What can be read about. */
public final class TopicList {
  private TopicList() {}

  /**
   * All topics with their titles.
   *
   * @param style how wide
   * @return a line for each
   */
  public static String lines(Style style) {
    return TerminalPage.table(rows(Topics.all()), style);
  }

  /**
   * All topics by what to call them.
   *
   * @return the titles
   */
  public static Map<String, String> titles() {
    Map<String, String> titles = new LinkedHashMap<>();
    Topics.all().forEach(topic -> titles.put(Links.callable(topic), topic.title()));
    return titles;
  }

  /**
   * All topics below the names of their groups.
   *
   * @param style colours and width
   * @return sections with a blank line between
   */
  public static String sections(Style style) {
    Map<String, List<Topics.Topic>> groups =
        Topics.all().stream()
            .collect(
                Collectors.groupingBy(
                    Topics.Topic::group, LinkedHashMap::new, Collectors.toList()));
    List<String> sections = new ArrayList<>();
    groups.forEach(
        (group, topics) ->
            sections.add(
                style.strong(heading(group)) + "\n" + TerminalPage.table(rows(topics), style)));
    return String.join("\n", sections);
  }

  private static String heading(String group) {
    return group.isEmpty()
        ? "Topics:"
        : group.substring(0, 1).toUpperCase(Locale.ROOT) + group.substring(1) + ":";
  }

  private static List<List<String>> rows(List<Topics.Topic> topics) {
    return topics.stream().map(topic -> List.of(Links.callable(topic), topic.title())).toList();
  }
}
