package dev.dvp.core.payload.secrets;

import dev.dvp.core.payload.secrets.Window.ByteKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A password in an address, {@code scheme://user:password@host}, unless it only shows the form. */
record UrlPassword() implements SecretKind {
  private static final int LONGEST = 200;
  private static final int SHORTEST = 6;
  private static final int LONG = 14;

  /** What stands for a password. */
  private static final List<String> PLACEHOLDERS =
      List.of(
          "pass",
          "pwd",
          "secret",
          "example",
          "placeholder",
          "redacted",
          "dummy",
          "hidden",
          "xxx",
          "changeme",
          "token",
          "your",
          "letmein",
          "foobar",
          "123456",
          "qwerty",
          "apikey",
          "api_key");

  private static final Set<String> WORDS =
      Set.of(
          "hunter2", "p@ssw0rd", "p4ssw0rd", "s3cret", "s3cr3t", "tiger", "tr0ub4dor", "test1234");

  private static final Set<String> HOSTS =
      Set.of("localhost", "host", "hostname", "server", "example", "domain", "proxy", "127.0.0.1");

  @Override
  public String prefix() {
    return "://";
  }

  @Override
  public String kind() {
    return "a password in an address";
  }

  @Override
  public boolean isAt(Window window, int start) {
    if (!ByteKind.ALPHANUMERIC.holds(window.at(start - 1))) {
      return false;
    }
    int user = start + prefix().length();
    int colon = endOfPart(window, user, ':');
    int at = window.at(colon) == ':' ? endOfPart(window, colon + 1, '@') : colon;
    if (window.at(at) != '@' || at == colon) {
      return false;
    }
    String password = window.text(colon + 1, at);
    return isReal(password)
        && !password.equalsIgnoreCase(window.text(user, colon))
        && isRealHost(host(window, at + 1));
  }

  private static int endOfPart(Window window, int start, char end) {
    int at = start;
    while (at - start < LONGEST) {
      int c = window.at(at);
      if (c == end || c <= ' ' || c >= 0x7F || "\"'`<>/\\?#()[]{},;|@$*".indexOf(c) >= 0) {
        return at;
      }
      at++;
    }
    return at;
  }

  private static boolean isReal(String password) {
    String lower = password.toLowerCase(Locale.ROOT);
    return password.length() >= SHORTEST
        && password.indexOf(':') < 0
        && !isFormatted(password)
        && !WORDS.contains(lower)
        && PLACEHOLDERS.stream().noneMatch(lower::contains)
        && password.chars().distinct().count() >= 5
        && (Randomness.kinds(password) >= 2 || password.length() >= LONG);
  }

  /** Whether it has a percent sign that is not there to escape a character. */
  private static boolean isFormatted(String password) {
    for (int i = password.indexOf('%'); i >= 0; i = password.indexOf('%', i + 1)) {
      if (i + 2 >= password.length()
          || Character.digit(password.charAt(i + 1), 16) < 0
          || Character.digit(password.charAt(i + 2), 16) < 0) {
        return true;
      }
    }
    return false;
  }

  private static String host(Window window, int start) {
    return window
        .text(start, window.endOfRun(start, LONGEST, ByteKind.PARTS))
        .toLowerCase(Locale.ROOT);
  }

  private static boolean isRealHost(String host) {
    String last = host.substring(host.lastIndexOf('.') + 1);
    boolean isForShow =
        last.equals("test")
            || last.equals("example")
            || last.equals("invalid")
            || last.equals("localhost")
            || host.matches("(.*\\.)?example\\.(com|org|net)\\.?");
    return !isForShow && !HOSTS.contains(host);
  }
}
