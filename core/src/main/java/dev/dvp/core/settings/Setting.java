package dev.dvp.core.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The table of settings: how each is named on the command line, in the environment and in {@code
 * ~/.dvp/config}. Parsing, documentation and completion are all driven by it.
 */
public enum Setting {
  /** The engine to talk to, as {@code EngineAddress} reads it. */
  ENGINE("engine", "--engine", "DVP_ENGINE", "engine", "", false, "the engine to talk to"),
  /** Who logs in. */
  USER("user", "--user", "DVP_USER", "user", "", false, "the engine's user who logs in"),
  /** The user's password; asked for when it is set nowhere. */
  PASSWORD(
      "password", "--password", "DVP_PASSWORD", "password", "", true, "the password of that user"),
  /** A command that prints the password; run by the system's shell. */
  PASSWORD_COMMAND(
      "password command",
      "--password-command",
      "DVP_PASSWORD_COMMAND",
      "password-command",
      "",
      false,
      "a command whose first line of output is the password"),
  /** A file with the authorities that may vouch for an engine. */
  CA_FILE(
      "authorities",
      "--ca-file",
      "DVP_CA_FILE",
      "ca-file",
      "",
      false,
      "a file of certificates in PEM that vouch for engines"),
  /** The one certificate of an engine that is believed. */
  FINGERPRINT(
      "fingerprint",
      "--fingerprint",
      "DVP_FINGERPRINT",
      "fingerprint",
      "",
      false,
      "the fingerprint of the engine's certificate"),
  /** How many seconds to wait for an engine that works, or starts anew. */
  WAIT_TIMEOUT(
      "wait timeout",
      "--wait-timeout",
      "DVP_WAIT_TIMEOUT",
      "wait-timeout",
      "3600",
      false,
      "how many seconds to wait for an engine that works or starts anew"),
  /** Which runtime packages an artifact gets. */
  RUNTIME(
      "runtime",
      "--runtime",
      "DVP_RUNTIME",
      "runtime",
      "auto",
      false,
      "which runtime packages an artifact gets"),
  /** Folders of wheels, with the system's path separator between them. */
  WHEELHOUSE(
      "wheelhouse",
      "--wheelhouse",
      "DVP_WHEELHOUSE",
      "wheelhouse",
      "",
      false,
      "folders of wheels, looked in before the index"),
  /** The package index; its address may hold a user and a password. */
  INDEX_URL(
      "index-url",
      "--index-url",
      "DVP_INDEX_URL",
      "index-url",
      "https://pypi.org/simple/",
      true,
      "the package index that wheels come from");

  private final String label;
  private final String option;
  private final String environmentVariable;
  private final String key;
  private final String defaultValue;
  private final boolean secret;
  private final String description;

  Setting(
      String label,
      String option,
      String environmentVariable,
      String key,
      String defaultValue,
      boolean secret,
      String description) {
    this.label = label;
    this.option = option;
    this.environmentVariable = environmentVariable;
    this.key = key;
    this.defaultValue = defaultValue;
    this.secret = secret;
    this.description = description;
  }

  /**
   * What messages call it, for example {@code user}.
   *
   * @return a word
   */
  public String label() {
    return label;
  }

  /**
   * The long option, with its dashes.
   *
   * @return for example {@code --user}
   */
  public String option() {
    return option;
  }

  /**
   * The environment variable that sets it.
   *
   * @return for example {@code DVP_USER}
   */
  public String environmentVariable() {
    return environmentVariable;
  }

  /**
   * The key in {@code ~/.dvp/config}.
   *
   * @return for example {@code user}, in lower case
   */
  public String key() {
    return key;
  }

  /**
   * What holds when nobody set it.
   *
   * @return the default, or nothing
   */
  public Optional<String> defaultValue() {
    return defaultValue.isEmpty() ? Optional.empty() : Optional.of(defaultValue);
  }

  /**
   * Tells whether the value must never be shown whole.
   *
   * @return true for a password, and for an address that may hold one
   */
  public boolean isSecret() {
    return secret;
  }

  /**
   * A value of this setting as it may be shown.
   *
   * @param value any value
   * @return stars for a password, and for what stands before the host of an address; else the value
   */
  public String shown(Secret value) {
    return switch (this) {
      case PASSWORD -> value.toString();
      case ENGINE, INDEX_URL -> withoutCredentials(new String(value.reveal()));
      default -> new String(value.reveal());
    };
  }

  /** Up to the last sign: a password that was not encoded may hold any. */
  private static String withoutCredentials(String address) {
    int end = address.lastIndexOf('@');
    int scheme = address.indexOf("://");
    int start = scheme >= 0 && scheme < end ? scheme + "://".length() : 0;
    return end < 0 ? address : address.substring(0, start) + "***" + address.substring(end);
  }

  /**
   * What the setting is for, in a few words for a table.
   *
   * @return the words, without a capital or a full stop
   */
  public String description() {
    return description;
  }

  /**
   * The keys that the configuration knows, in the table's order.
   *
   * @return the keys
   */
  public static List<String> keys() {
    return Arrays.stream(values()).map(Setting::key).toList();
  }
}
