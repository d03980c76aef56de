package dev.dvp.core.runtime.index;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an index says of a file's content.
 *
 * @param algorithm the hash's name as Python has it, in lower case, for example {@code sha512}
 * @param digits its value, as it was written
 */
public record Checksum(String algorithm, String digits) {
  static final String SHA256 = "sha256";

  /** Those that nobody can make a second file for, the best to have first. */
  private static final Map<String, String> STRONG =
      Map.of(SHA256, "SHA-256", "sha384", "SHA-384", "sha512", "SHA-512");

  /** What Java calls the algorithm; nothing when it is too weak to tell files apart, or unknown. */
  Optional<String> strong() {
    return Optional.ofNullable(STRONG.get(algorithm));
  }

  /** Whether it is of a strong algorithm, and as long as its values are. */
  boolean isUsable() {
    int bits = strong().isPresent() ? Integer.parseInt(algorithm.substring(3)) : 0;
    return bits > 0
        && digits.length() == bits / 4
        && digits.chars().allMatch(HexFormat::isHexDigit);
  }

  /** The value in lower case. */
  String value() {
    return digits.toLowerCase(Locale.ROOT);
  }

  /** The best of some: SHA-256, by which wheels are known here, then other strong ones. */
  static Optional<Checksum> best(Map<String, String> stated) {
    Optional<String> best =
        stated.keySet().stream()
            .min(
                java.util.Comparator.comparing((String name) -> !name.equals(SHA256))
                    .thenComparing(name -> !STRONG.containsKey(name))
                    .thenComparing(name -> name));
    return best.map(name -> new Checksum(name, stated.getOrDefault(name, "")));
  }
}
