package dev.dvp.core.payload.secrets;

import dev.dvp.core.payload.secrets.Window.ByteKind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A password in an address, {@code scheme://user:password@host}, unless it only shows the form. */
record UrlPassword() implements SecretKind {
  private static final int LONGEST = 200;
  private static final int SHORTEST = 6;
  private static final int LONG = 10;

  /** What stands for a password, and what stands beside that; longer ones before their parts. */
  private static final Pattern PLACEHOLDERS =
      Pattern.compile(
          "placeholder|password|passw0rd|p@ssw0rd|p4ssw0rd|passwort|passphrase|passwd|pass|pwd"
              + "|secret|s3cret|s3cr3t|credentials?|token|api_?key|access|auth"
              + "|examples?|redacted|dummy|hidden|sample|changeme|change|replace|insert|letmein"
              + "|foobar|qwerty|hunter2|tr0ub4dor|tiger|xxx+"
              + "|your|user(name)?|name|here|with|this|some|test|goes|value|string|admin|123456");

  /** What else of a placeholder tells nothing: signs between words, and digits in a row. */
  private static final Pattern FILLERS =
      Pattern.compile("[-_.*$]|(?<![0-9])(0+|1|12|123|1234|12345)(?![0-9])");

  /** A variable of a shell, as the whole or at the end of something. */
  private static final Pattern VARIABLE = Pattern.compile("\\$[A-Z_][A-Z_0-9]+$");

  /** So much beside a placeholder makes it a password of its own. */
  private static final int REST = 4;

  private static final int REST_OF_LETTERS = 8;

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
      if (c == end || c <= ' ' || c >= 0x7F || "\"'`<>/\\?#()[]{},;|@".indexOf(c) >= 0) {
        return at;
      }
      at++;
    }
    return at;
  }

  private static boolean isReal(String password) {
    return password.length() >= SHORTEST
        && password.indexOf(':') < 0
        && password.charAt(0) != '$'
        && !VARIABLE.matcher(password).find()
        && !isFormatted(password)
        && !isPlaceholder(password.toLowerCase(Locale.ROOT))
        && password.chars().distinct().count() >= 5
        && (Randomness.kinds(password) >= 2 || password.length() >= LONG);
  }

  /** Whether it says that it is a password and little more. */
  private static boolean isPlaceholder(String lower) {
    Matcher words = PLACEHOLDERS.matcher(lower);
    if (!words.find()) {
      return false;
    }
    String rest = FILLERS.matcher(words.replaceAll(" ")).replaceAll("").replace(" ", "");
    return rest.length() < REST || (Randomness.kinds(rest) < 2 && rest.length() < REST_OF_LETTERS);
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
