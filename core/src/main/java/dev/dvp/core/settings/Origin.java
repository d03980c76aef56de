package dev.dvp.core.settings;

import dev.dvp.core.diagnostics.Location;

/** Where a setting's value came from, so that a message can say {@code user from DVP_USER}. */
public sealed interface Origin {
  /**
   * The origin as a message names it.
   *
   * @return for example {@code ~/.dvp/config}
   */
  String describe();

  /**
   * An option on the command line, or what stands for one, such as a prompt.
   *
   * @param name the option with its dashes, or a word such as {@code the prompt}
   */
  record Option(String name) implements Origin {
    @Override
    public String describe() {
      return name;
    }
  }

  /**
   * An environment variable.
   *
   * @param variable its name
   */
  record Environment(String variable) implements Origin {
    @Override
    public String describe() {
      return variable;
    }
  }

  /**
   * A line of the configuration file.
   *
   * @param section the section that holds it
   * @param location the value's place
   */
  record ConfigurationFile(String section, Location location) implements Origin {
    /**
     * Tells whether it holds for all that nobody asked for by name.
     *
     * @return whether it stands below {@code [default]}
     */
    public boolean isDefault() {
      return section.equals(Configuration.DEFAULT_SECTION);
    }

    @Override
    public String describe() {
      String file = ConfigurationReader.DISPLAY_NAME;
      return isDefault() ? file : file + " [" + section + "]";
    }
  }

  /** Nobody set it: the table's default. */
  record Default() implements Origin {
    @Override
    public String describe() {
      return "the default";
    }
  }
}
