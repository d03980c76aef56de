package dev.dvp.core.settings;

/**
 * A setting's value and where it came from.
 *
 * @param setting which setting
 * @param secret the value, wrapped whether or not it is secret
 * @param origin who set it
 */
public record SettingValue(Setting setting, Secret secret, Origin origin) {
  /**
   * The value as plain text.
   *
   * @return the text
   * @throws IllegalStateException when the setting is a secret, which is only to be had as {@link
   *     #secret()}
   */
  public String text() {
    if (setting.isSecret()) {
      throw new IllegalStateException(setting.label() + " is a secret");
    }
    return new String(secret.reveal());
  }

  /**
   * What a message says of it, for example {@code user admin from ~/.dvp/config}.
   *
   * @return the words, without what {@link Setting#shown} hides
   */
  public String describe() {
    return setting.label() + " " + setting.shown(secret) + " from " + origin.describe();
  }

  /** The same as {@link #describe()}. */
  @Override
  public String toString() {
    return describe();
  }
}
