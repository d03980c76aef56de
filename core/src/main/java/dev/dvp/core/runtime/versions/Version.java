package dev.dvp.core.runtime.versions;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version as PEP 440 has it: read in any of the spellings that it allows, ordered as it says.
 * Versions that the order does not part, such as {@code 1.0} and {@code 1.0.0}, are equal.
 */
public final class Version implements Comparable<Version> {
  /** Longer than any version that a release tool writes. */
  static final int LONGEST = 200;

  /** The pattern of PEP 440, appendix B. */
  private static final Pattern PATTERN =
      Pattern.compile(
          "v?(?:(?<epoch>[0-9]+)!)?(?<release>[0-9]+(?:\\.[0-9]+)*)"
              + "(?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<preN>[0-9]+)?)?"
              + "(?<post>-(?<postN1>[0-9]+)|[-_.]?(?:post|rev|r)[-_.]?(?<postN2>[0-9]+)?)?"
              + "(?<dev>[-_.]?dev[-_.]?(?<devN>[0-9]+)?)?"
              + "(?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?");

  private final BigInteger epoch;
  private final List<BigInteger> release;
  private final Optional<Pre> pre;
  private final Optional<BigInteger> post;
  private final Optional<BigInteger> dev;
  private final List<String> local;

  /** What stands before a release: {@code a}, {@code b} or {@code rc}, and a number. */
  private record Pre(String phase, BigInteger number) {}

  private Version(
      BigInteger epoch,
      List<BigInteger> release,
      Optional<Pre> pre,
      Optional<BigInteger> post,
      Optional<BigInteger> dev,
      List<String> local) {
    this.epoch = epoch;
    this.release = List.copyOf(release);
    this.pre = pre;
    this.post = post;
    this.dev = dev;
    this.local = List.copyOf(local);
  }

  /**
   * Reads a version.
   *
   * @param text for example {@code 1.0rc1}; blanks around it are allowed
   * @return the version, if it is one
   */
  public static Optional<Version> parse(String text) {
    String plain = text.strip();
    if (plain.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher matcher = PATTERN.matcher(plain.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<BigInteger> release =
        Arrays.stream(matcher.group("release").split("\\.")).map(BigInteger::new).toList();
    Optional<Pre> pre =
        Optional.ofNullable(matcher.group("pre"))
            .map(word -> new Pre(phase(word), number(matcher.group("preN"))));
    Optional<BigInteger> post =
        Optional.ofNullable(matcher.group("post"))
            .map(
                all ->
                    number(
                        Optional.ofNullable(matcher.group("postN1"))
                            .orElse(matcher.group("postN2"))));
    Optional<BigInteger> dev =
        Optional.ofNullable(matcher.group("dev")).map(all -> number(matcher.group("devN")));
    String local = Objects.requireNonNullElse(matcher.group("local"), "");
    return Optional.of(
        new Version(
            number(matcher.group("epoch")),
            release,
            pre,
            post,
            dev,
            local.isEmpty() ? List.of() : localParts(local)));
  }

  private static List<String> localParts(String local) {
    return Arrays.stream(local.split("[-_.]"))
        .map(part -> isNumber(part) ? new BigInteger(part).toString() : part)
        .toList();
  }

  private static String phase(String word) {
    return switch (word) {
      case "a", "alpha" -> "a";
      case "b", "beta" -> "b";
      default -> "rc";
    };
  }

  private static BigInteger number(@Nullable String digits) {
    return digits == null ? BigInteger.ZERO : new BigInteger(digits);
  }

  private static boolean isNumber(String part) {
    return part.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /**
   * Tells whether this comes before a release: an alpha, a beta, a candidate or a development
   * release.
   *
   * @return true for {@code 1.0rc1} and {@code 1.0.dev1}
   */
  public boolean isPreRelease() {
    return pre.isPresent() || dev.isPresent();
  }

  /**
   * Tells whether this mends a release.
   *
   * @return true for {@code 1.0.post1}
   */
  public boolean isPostRelease() {
    return post.isPresent();
  }

  /**
   * Tells whether somebody built it anew for their own use.
   *
   * @return true for {@code 1.0+ubuntu1}
   */
  public boolean hasLocal() {
    return !local.isEmpty();
  }

  /** The same version without what follows the plus sign. */
  Version withoutLocal() {
    return new Version(epoch, release, pre, post, dev, List.of());
  }

  /** The release that this belongs to: epoch and release numbers alone. */
  Version base() {
    return new Version(
        epoch, release, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  /** How many numbers the release has. */
  int releaseLength() {
    return release.size();
  }

  /** The release numbers without the last, as {@code ~=} needs them. */
  Version withoutLastNumber() {
    return new Version(
        epoch,
        release.subList(0, release.size() - 1),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** Whether the other version's release begins with the numbers of this one's. */
  boolean isPrefixOf(Version other) {
    if (!epoch.equals(other.epoch)) {
      return false;
    }
    for (int i = 0; i < release.size(); i++) {
      if (!release.get(i).equals(other.numberAt(i))) {
        return false;
      }
    }
    return true;
  }

  private BigInteger numberAt(int index) {
    return index < release.size() ? release.get(index) : BigInteger.ZERO;
  }

  @Override
  public int compareTo(Version other) {
    int order = epoch.compareTo(other.epoch);
    for (int i = 0; order == 0 && i < Math.max(release.size(), other.release.size()); i++) {
      order = numberAt(i).compareTo(other.numberAt(i));
    }
    if (order == 0) {
      order = comparePre(other);
    }
    if (order == 0) {
      // No post-release comes before all of them, no development release after all of them.
      BigInteger none = BigInteger.ONE.negate();
      order = post.orElse(none).compareTo(other.post.orElse(none));
    }
    if (order == 0) {
      order =
          dev.isPresent() && other.dev.isPresent()
              ? dev.get().compareTo(other.dev.get())
              : Boolean.compare(other.dev.isPresent(), dev.isPresent());
    }
    return order != 0 ? order : compareLocal(local, other.local);
  }

  private int comparePre(Version other) {
    int order = Integer.compare(preRank(), other.preRank());
    return order == 0 && pre.isPresent() && other.pre.isPresent()
        ? pre.get().number().compareTo(other.pre.get().number())
        : order;
  }

  /** A development release of a release comes before its alphas, the release after all. */
  private int preRank() {
    if (pre.isPresent()) {
      return List.of("a", "b", "rc").indexOf(pre.get().phase()) + 1;
    }
    return post.isEmpty() && dev.isPresent() ? 0 : 4;
  }

  private static int compareLocal(List<String> one, List<String> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      boolean number = isNumber(one.get(i));
      boolean otherNumber = isNumber(other.get(i));
      int order =
          number && otherNumber
              ? new BigInteger(one.get(i)).compareTo(new BigInteger(other.get(i)))
              : number == otherNumber
                  ? one.get(i).compareTo(other.get(i))
                  : Boolean.compare(number, otherNumber);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Version that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    List<BigInteger> trimmed = new ArrayList<>(release);
    while (!trimmed.isEmpty() && trimmed.get(trimmed.size() - 1).signum() == 0) {
      trimmed.remove(trimmed.size() - 1);
    }
    return Objects.hash(epoch, trimmed, pre, post, dev, local);
  }

  /** The version in the one spelling that PEP 440 prefers. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (epoch.signum() != 0) {
      text.append(epoch).append('!');
    }
    text.append(String.join(".", release.stream().map(BigInteger::toString).toList()));
    pre.ifPresent(p -> text.append(p.phase()).append(p.number()));
    post.ifPresent(n -> text.append(".post").append(n));
    dev.ifPresent(n -> text.append(".dev").append(n));
    if (!local.isEmpty()) {
      text.append('+').append(String.join(".", local));
    }
    return text.toString();
  }
}
