package dev.dvp.core.settings;

import dev.dvp.core.diagnostics.Location;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code ~/.dvp/config} holds: every section, also those that this release has no use for.
 *
 * @param sections the sections in the order of the file; one that is opened twice counts once
 */
public record Configuration(List<Section> sections) {
  /** The section that holds when no other is asked for. */
  public static final String DEFAULT_SECTION = "default";

  /** What the name of a section of engines starts with. */
  public static final String GROUP_PREFIX = "group.";

  /** The only key of such a section. */
  public static final String GROUP_KEY = "engines";

  /** Copies the sections. */
  public Configuration {
    sections = List.copyOf(sections);
  }

  /**
   * What holds when there is no file.
   *
   * @return a configuration without sections
   */
  public static Configuration empty() {
    return new Configuration(List.of());
  }

  /**
   * A section by its name, upper and lower case told apart.
   *
   * @param name the name without brackets
   * @return the section, when the file has it
   */
  public Optional<Section> section(String name) {
    return sections.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /**
   * The names of the profiles: sections that hold settings and are asked for by name.
   *
   * @return the names in the order of the file
   */
  public List<String> profiles() {
    return sections.stream()
        .map(Section::name)
        .filter(name -> !name.equals(DEFAULT_SECTION) && !name.startsWith(GROUP_PREFIX))
        .toList();
  }

  /**
   * The engines of a group.
   *
   * @param name the group's name, without the prefix of its section
   * @return addresses, or names of profiles or groups, in the order of the file; nothing when there
   *     is no such group
   */
  public Optional<List<String>> group(String name) {
    return section(GROUP_PREFIX + name)
        .map(
            section ->
                section
                    .entry(GROUP_KEY)
                    .map(Entry::value)
                    .map(Configuration::words)
                    .orElse(List.of()));
  }

  /**
   * The names of the groups.
   *
   * @return the names without the prefix of their sections, in the order of the file
   */
  public List<String> groups() {
    return sections.stream()
        .map(Section::name)
        .filter(name -> name.startsWith(GROUP_PREFIX))
        .map(name -> name.substring(GROUP_PREFIX.length()))
        .toList();
  }

  /**
   * The engines that the value of a group lists.
   *
   * @param value names with commas or blanks between
   * @return the names, in that order
   */
  public static List<String> words(Secret value) {
    return Pattern.compile("[,\\s]+")
        .splitAsStream(new String(value.reveal()))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /**
   * A key as the table of settings has it: some write dashes in names, some underscores, and no two
   * settings differ in that alone.
   *
   * @param written what somebody wrote
   * @return the key in lower case and with dashes
   */
  public static String key(String written) {
    return written.strip().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * One section.
   *
   * @param name the name without brackets
   * @param location the place of its (first) header
   * @param entries the values by key, keys in lower case, in the order of the file
   */
  public record Section(String name, Location location, Map<String, Entry> entries) {
    /** Copies the entries and keeps their order. */
    public Section {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /**
     * A value by its key.
     *
     * @param key the key in lower case
     * @return the value, when the section has it
     */
    public Optional<Entry> entry(String key) {
      return Optional.ofNullable(entries.get(key));
    }
  }

  /**
   * One value; wrapped, since any value of the file may be a password.
   *
   * @param value the text behind the sign, without the blanks around it; may be empty
   * @param location the place where the value starts
   */
  public record Entry(Secret value, Location location) {}
}
