package dev.dvp.core.schema;

import java.util.List;
import java.util.Map;

/**
 * What the platform's own {@code $ref}s may name. They are identifiers, never fetched: each stands
 * for a value that the platform supplies.
 */
public final class PlatformReferences {
  static final String PLATFORM = "https://delphix.com/platform/api";

  /** All of them, each a supplier of credentials. */
  static final List<String> ALL =
      List.of(
          PLATFORM + "#/definitions/credentialsSupplier",
          PLATFORM + "#/definitions/keyCredentialsSupplier",
          PLATFORM + "#/definitions/passwordCredentialsSupplier");

  private PlatformReferences() {}

  /**
   * What a validator of data takes for the documents that they name: objects, since nobody knows
   * more of them.
   *
   * @return JSON texts by URI
   */
  public static Map<String, String> asObjects() {
    return Map.of(
        PLATFORM,
        "{\"definitions\":{\"credentialsSupplier\":{\"type\":\"object\"},"
            + "\"keyCredentialsSupplier\":{\"type\":\"object\"},"
            + "\"passwordCredentialsSupplier\":{\"type\":\"object\"}}}");
  }

  /**
   * Tells whether a reference stands for credentials that the platform supplies.
   *
   * @param reference the value of a {@code $ref}
   * @return whether it is exactly one of the platform's
   */
  public static boolean isCredentials(String reference) {
    return ALL.contains(reference);
  }
}
