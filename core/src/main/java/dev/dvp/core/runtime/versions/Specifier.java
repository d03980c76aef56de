package dev.dvp.core.runtime.versions;

import java.util.List;
import java.util.Locale;

/**
 * One thing that is asked of a version, such as {@code >=1.2}.
 *
 * @param operator one of PEP 440's
 * @param text what stands behind it, without blanks, {@code .*} included
 * @param version the version in it; of no meaning for {@code ===}
 * @param isPrefix whether {@code .*} ends it
 */
public record Specifier(Operator operator, String text, Version version, boolean isPrefix) {
  private static final String ANY = ".*";

  /** The operators of PEP 440, the longer ones first, as they are looked for. */
  public enum Operator {
    /** The very same text. */
    IDENTICAL("==="),
    /** The same version, or the same beginning of one. */
    EQUAL("=="),
    /** Another version. */
    UNEQUAL("!="),
    /** Compatible: no older, and the same but for the last number. */
    COMPATIBLE("~="),
    /** No newer. */
    AT_MOST("<="),
    /** No older. */
    AT_LEAST(">="),
    /** Older. */
    BELOW("<"),
    /** Newer. */
    ABOVE(">");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /**
     * How it is written.
     *
     * @return for example {@code >=}
     */
    public String sign() {
      return sign;
    }
  }

  /**
   * Reads a specifier.
   *
   * @param source for example {@code >= 1.2}
   * @param offset where {@code source} stands in a longer text, for the place in the exception
   * @return the specifier
   * @throws SyntaxException when it is none
   */
  public static Specifier parse(String source, int offset) throws SyntaxException {
    int start = offset + (source.length() - source.stripLeading().length());
    String plain = source.strip();
    for (Operator operator : Operator.values()) {
      if (plain.startsWith(operator.sign())) {
        String rest = plain.substring(operator.sign().length());
        int at = start + plain.length() - rest.stripLeading().length();
        return parse(operator, rest.strip(), at);
      }
    }
    throw new SyntaxException(
        "One of `==`, `!=`, `~=`, `<`, `<=`, `>`, `>=` and `===` has to stand before a version.",
        start);
  }

  private static Specifier parse(Operator operator, String text, int at) throws SyntaxException {
    if (operator == Operator.IDENTICAL) {
      if (text.isEmpty() || text.length() > Version.LONGEST || text.indexOf(' ') >= 0) {
        throw new SyntaxException("A text without blanks has to follow `===`.", at);
      }
      // Such a text need not be a version: it is compared as it stands.
      Version none = Version.parse("0").orElseThrow();
      return new Specifier(operator, text, Version.parse(text).orElse(none), false);
    }
    boolean isPrefix = text.endsWith(ANY);
    String number = isPrefix ? text.substring(0, text.length() - ANY.length()) : text;
    Version version =
        Version.parse(number)
            .orElseThrow(
                () ->
                    new SyntaxException(
                        "A version, such as `1.2`, has to follow `" + operator.sign() + "`.", at));
    boolean mayBePrefix = operator == Operator.EQUAL || operator == Operator.UNEQUAL;
    if (isPrefix && (!mayBePrefix || !version.toString().equals(version.base().toString()))) {
      throw new SyntaxException(
          "`.*` may stand behind the numbers of `==` and `!=` only, without more.", at);
    }
    if (version.hasLocal() && !mayBePrefix) {
      throw new SyntaxException("A local version (`+…`) may follow `==` and `!=` only.", at);
    }
    if (operator == Operator.COMPATIBLE && version.releaseLength() < 2) {
      throw new SyntaxException("`~=` needs a version of two numbers at least.", at);
    }
    return new Specifier(operator, text, version, isPrefix);
  }

  /**
   * Tells whether a version is what is asked for; the rules about pre-releases are those of {@link
   * SpecifierSet}.
   *
   * @param candidate any version
   * @return whether it is
   */
  public boolean allows(Version candidate) {
    Version plain = candidate.withoutLocal();
    return switch (operator) {
      case IDENTICAL -> candidate.toString().equals(text.toLowerCase(Locale.ROOT));
      case EQUAL -> isEqual(candidate);
      case UNEQUAL -> !isEqual(candidate);
      case COMPATIBLE ->
          plain.compareTo(version) >= 0 && version.withoutLastNumber().isPrefixOf(plain);
      case AT_MOST -> plain.compareTo(version) <= 0;
      case AT_LEAST -> plain.compareTo(version) >= 0;
      case BELOW -> isBelow(candidate);
      case ABOVE -> isAbove(candidate);
    };
  }

  private boolean isEqual(Version candidate) {
    if (isPrefix) {
      return version.isPrefixOf(candidate);
    }
    return version.equals(version.hasLocal() ? candidate : candidate.withoutLocal());
  }

  /** {@code <1.0} does not take 1.0rc1, which is older and yet not what is meant. */
  private boolean isBelow(Version candidate) {
    boolean isItsPreRelease =
        !version.isPreRelease()
            && candidate.isPreRelease()
            && candidate.base().equals(version.base());
    return candidate.compareTo(version) < 0 && !isItsPreRelease;
  }

  /** {@code >1.0} takes neither 1.0.post1 nor 1.0+local, which are newer and yet not meant. */
  private boolean isAbove(Version candidate) {
    boolean isSameRelease = candidate.base().equals(version.base());
    boolean isItsPost = !version.isPostRelease() && candidate.isPostRelease() && isSameRelease;
    boolean isItsLocal = candidate.hasLocal() && isSameRelease;
    return candidate.compareTo(version) > 0 && !isItsPost && !isItsLocal;
  }

  /** Whether it speaks of a pre-release, and so wants them. */
  boolean wantsPreReleases() {
    return operator != Operator.UNEQUAL && version.isPreRelease();
  }

  /** Whether it names one version and no range. */
  boolean isPin() {
    return List.of(Operator.EQUAL, Operator.IDENTICAL).contains(operator) && !isPrefix;
  }

  /** The specifier without blanks, for example {@code >=1.2}. */
  @Override
  public String toString() {
    return operator.sign() + text;
  }
}
