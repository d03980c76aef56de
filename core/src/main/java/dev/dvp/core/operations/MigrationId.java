package dev.dvp.core.operations;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a migration's decorator was given.
 *
 * @param text the id as written; absent when it is only known at run time
 * @param isLua whether it migrates from a Lua toolkit rather than from an earlier plugin
 */
public record MigrationId(Optional<String> text, boolean isLua) {
  private static final int MAX_LENGTH = 1000;

  /** By their numbers, from the left. */
  static final Comparator<List<BigInteger>> NUMERICALLY =
      (one, other) -> {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
          int byPart = one.get(i).compareTo(other.get(i));
          if (byPart != 0) {
            return byPart;
          }
        }
        return Integer.compare(one.size(), other.size());
      };

  /**
   * The id's numbers without trailing zeros: {@code 01.02.0} is 1 and 2, {@code 0.0} is empty.
   *
   * @param id an id as written
   * @return its parts, or nothing when it is not dot-separated digits
   */
  static Optional<List<BigInteger>> parts(String id) {
    List<BigInteger> parts = new ArrayList<>();
    int start = 0;
    while (start <= id.length() && id.length() <= MAX_LENGTH) {
      int dot = id.indexOf('.', start);
      String part = id.substring(start, dot < 0 ? id.length() : dot);
      if (part.isEmpty() || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Optional.empty();
      }
      parts.add(new BigInteger(part));
      if (dot < 0) {
        while (!parts.isEmpty() && parts.get(parts.size() - 1).signum() == 0) {
          parts.remove(parts.size() - 1);
        }
        return Optional.of(parts);
      }
      start = dot + 1;
    }
    return Optional.empty();
  }

  /**
   * Compares two ids by their numbers.
   *
   * @param one an id of a migration that is not Lua's, in its one spelling
   * @param other another
   * @return less than 0, 0 or more than 0, as the first comes before, is, or comes after the second
   */
  public static int compare(String one, String other) {
    return NUMERICALLY.compare(parts(one).orElseThrow(), parts(other).orElseThrow());
  }

  static String join(List<BigInteger> parts) {
    return parts.stream().map(BigInteger::toString).collect(Collectors.joining("."));
  }

  /**
   * The id's one spelling.
   *
   * @return it, that of a Lua migration after {@code LUA}; nothing when the id is wrong
   */
  public Optional<String> canonical() {
    Optional<List<BigInteger>> parts = text.flatMap(MigrationId::parts);
    if (!isLua) {
      return parts.filter(numbers -> !numbers.isEmpty()).map(MigrationId::join);
    }
    // Its two numbers stand as they are: 1.0 of a Lua toolkit is not 1.
    return parts.map(
        numbers ->
            "LUA "
                + Stream.of(text.orElseThrow().split("\\.", -1))
                    .map(number -> new BigInteger(number).toString())
                    .collect(Collectors.joining(".")));
  }
}
