package dev.dvp.core.settings;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Resolves settings: an option wins over a profile that was asked for, which wins over an
 * environment variable, which wins over the section {@code [default]} of {@code ~/.dvp/config},
 * which wins over the table's default. An environment variable or a key of the file that is empty
 * counts as not set; an empty option is an answer and stays.
 */
public final class Settings {
  private final Configuration configuration;
  private final Map<String, String> environment;
  private final Map<Setting, SettingValue> options;
  private final Optional<String> profile;

  private Settings(
      Configuration configuration,
      Map<String, String> environment,
      Map<Setting, SettingValue> options,
      Optional<String> profile) {
    this.configuration = configuration;
    this.environment = environment;
    this.options = options;
    this.profile = profile;
  }

  /**
   * Settings without options, of the section {@code [default]}.
   *
   * @param configuration what the file holds
   * @param environment the process's environment, handed in
   * @return the settings
   */
  public static Settings of(Configuration configuration, Map<String, String> environment) {
    return new Settings(
        configuration, Map.copyOf(environment), new EnumMap<>(Setting.class), Optional.empty());
  }

  /**
   * The same settings with an option's value.
   *
   * @param setting which setting
   * @param value what the option says
   * @return a copy
   */
  public Settings with(Setting setting, Secret value) {
    return with(setting, value, new Origin.Option(setting.option()));
  }

  /**
   * The same settings with a value that wins over all others, such as a password that was typed.
   *
   * @param setting which setting
   * @param value the value
   * @param origin where it came from
   * @return a copy
   */
  public Settings with(Setting setting, Secret value, Origin origin) {
    Map<Setting, SettingValue> more = new EnumMap<>(Setting.class);
    more.putAll(options);
    more.put(setting, new SettingValue(setting, value, origin));
    return new Settings(configuration, environment, more, profile);
  }

  /**
   * The same settings with a profile, a section of the file that was asked for by its name: it wins
   * over the environment, which was there before anybody asked.
   *
   * @param name the section's name
   * @return a copy
   */
  public Settings withProfile(String name) {
    return new Settings(configuration, environment, options, Optional.of(name));
  }

  /**
   * The file that the settings come from.
   *
   * @return what it holds
   */
  public Configuration configuration() {
    return configuration;
  }

  /**
   * A setting's value.
   *
   * @param setting which setting
   * @return the value and who set it, or nothing when nobody did and there is no default
   */
  public Optional<SettingValue> find(Setting setting) {
    SettingValue option = options.get(setting);
    if (option != null) {
      return Optional.of(option);
    }
    return profile
        .flatMap(name -> fromFile(name, setting))
        .or(() -> fromEnvironment(setting))
        .or(() -> fromFile(Configuration.DEFAULT_SECTION, setting))
        .or(
            () ->
                setting
                    .defaultValue()
                    .map(text -> new SettingValue(setting, Secret.of(text), new Origin.Default())));
  }

  /**
   * Of two settings that do the same in two ways, the one that was set nearer to this call.
   *
   * @param first one of them, which holds when both were set in the same place
   * @param second the other
   * @return its value and who set it, or nothing when nobody set either
   */
  public Optional<SettingValue> nearest(Setting first, Setting second) {
    Optional<SettingValue> one = find(first);
    Optional<SettingValue> other = find(second);
    boolean takesOther =
        other.isPresent()
            && (one.isEmpty() || distance(other.get().origin()) < distance(one.get().origin()));
    return takesOther ? other : one;
  }

  /** The order in which {@link #find} looks. */
  private int distance(Origin origin) {
    if (origin instanceof Origin.Option) {
      return 0;
    }
    if (origin instanceof Origin.ConfigurationFile file) {
      return profile.equals(Optional.of(file.section())) ? 1 : 3;
    }
    return origin instanceof Origin.Environment ? 2 : 4;
  }

  /**
   * The same settings as far as they were meant for this call: options and the profile that was
   * asked for, not what the environment and {@code [default]} say to all.
   *
   * @return a copy
   */
  public Settings askedFor() {
    Configuration named =
        new Configuration(
            configuration.sections().stream()
                .filter(section -> profile.equals(Optional.of(section.name())))
                .toList());
    return new Settings(named, Map.of(), options, profile);
  }

  private Optional<SettingValue> fromEnvironment(Setting setting) {
    String variable = setting.environmentVariable();
    return Optional.ofNullable(environment.get(variable))
        .filter(text -> !text.isEmpty())
        .map(text -> new SettingValue(setting, Secret.of(text), new Origin.Environment(variable)));
  }

  private Optional<SettingValue> fromFile(String name, Setting setting) {
    return configuration
        .section(name)
        .flatMap(section -> section.entry(setting.key()))
        .filter(found -> !found.value().isEmpty())
        .map(
            found ->
                new SettingValue(
                    setting, found.value(), new Origin.ConfigurationFile(name, found.location())));
  }

  /** Names who set what, secrets as stars. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Settings");
    for (Setting setting : Setting.values()) {
      find(setting).ifPresent(value -> text.append("; ").append(value));
    }
    return text.toString();
  }
}
