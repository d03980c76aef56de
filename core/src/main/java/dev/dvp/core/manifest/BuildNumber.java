package dev.dvp.core.manifest;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A plugin's build number in canonical form: dot-separated non-negative integers without leading
 * zeros or trailing zero parts. The engine refuses an upgrade to a lower one.
 *
 * @param parts the numbers, the last of them not zero
 */
public record BuildNumber(List<BigInteger> parts) implements Comparable<BuildNumber> {
  private static final Pattern FORM = Pattern.compile("[0-9]{1,100}(\\.[0-9]{1,100}){0,99}");

  /** Copies the parts. */
  public BuildNumber {
    parts = List.copyOf(parts);
  }

  /**
   * Reads a build number: {@code 01.2.0} is {@code 1.2}.
   *
   * @param text the manifest's value
   * @return the number, or nothing when the text is no build number or all its parts are zero
   */
  public static Optional<BuildNumber> parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    List<BigInteger> parts = new ArrayList<>();
    for (String part : text.split("\\.", -1)) {
      parts.add(new BigInteger(part));
    }
    while (!parts.isEmpty() && parts.get(parts.size() - 1).signum() == 0) {
      parts.remove(parts.size() - 1);
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(new BuildNumber(parts));
  }

  @Override
  public int compareTo(BuildNumber other) {
    for (int i = 0; i < Math.min(parts.size(), other.parts.size()); i++) {
      int byPart = parts.get(i).compareTo(other.parts.get(i));
      if (byPart != 0) {
        return byPart;
      }
    }
    return Integer.compare(parts.size(), other.parts.size());
  }

  @Override
  public String toString() {
    return parts.stream().map(BigInteger::toString).collect(Collectors.joining("."));
  }
}
