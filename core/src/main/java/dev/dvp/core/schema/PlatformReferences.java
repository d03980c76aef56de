package dev.dvp.core.schema;

import java.util.List;

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
   * Tells whether a reference stands for credentials that the platform supplies.
   *
   * @param reference the value of a {@code $ref}
   * @return whether it is exactly one of the platform's
   */
  public static boolean isCredentials(String reference) {
    return ALL.contains(reference);
  }
}
