package dev.dvp.core.engine;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;

/** Takes one address apart; its messages never repeat what may hold a password. */
final class EngineAddressParser {
  private static final int LONGEST = 2000;
  private static final int LONGEST_SHOWN = 100;
  private static final String EXAMPLES =
      "Write for example `engine.example.com`, `engine.example.com:8443`, `https://10.0.0.7` or"
          + " `[2001:db8::7]:8443`.";

  private final String text;

  EngineAddressParser(String text) {
    this.text = text.strip();
  }

  EngineAddress parse() {
    if (text.indexOf('@') >= 0) {
      throw new DvpException(
          EngineRule.ADDRESS_WITH_CREDENTIALS.at(
              Location.NONE,
              "The engine's address holds a user or a password (there is an `@` in it); addresses"
                  + " end up in logs and shell histories.",
              "Write the host alone, give the user with `--user`, and let dvp ask for the"
                  + " password."));
    }
    checkCharacters();
    boolean secure = true;
    String rest = text;
    int schemeEnd = text.indexOf("://");
    if (schemeEnd >= 0) {
      secure = isSecure(text.substring(0, schemeEnd).toLowerCase(Locale.ROOT));
      rest = text.substring(schemeEnd + 3);
    }
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash);
    EngineAddress address = address(secure, authority, path(path));
    checkUri(address);
    return address;
  }

  private void checkCharacters() {
    if (text.isEmpty()) {
      throw bad("The engine's address is empty.");
    }
    if (text.length() > LONGEST) {
      throw bad("The engine's address is longer than " + LONGEST + " characters.");
    }
    if (text.indexOf('?') >= 0 || text.indexOf('#') >= 0) {
      throw bad("The engine's address has a query or a fragment (`?` or `#`).");
    }
    boolean strange =
        text.chars()
            .anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c) || c == '\\');
    if (strange) {
      throw bad("The engine's address holds a blank, a backslash or a control character.");
    }
  }

  private static boolean isSecure(String scheme) {
    return switch (scheme) {
      case "https" -> true;
      case "http" -> false;
      default -> throw bad("An engine is reached by `https://` or `http://` and nothing else.");
    };
  }

  private EngineAddress address(boolean secure, String authority, String path) {
    if (authority.startsWith("[")) {
      int close = authority.indexOf(']');
      if (close < 0) {
        throw bad("The IPv6 address in `" + shown() + "` is not closed by `]`.");
      }
      String after = authority.substring(close + 1);
      if (!after.isEmpty() && !after.startsWith(":")) {
        throw bad("Something other than a port follows the `]` in `" + shown() + "`.");
      }
      int port = after.isEmpty() ? -1 : port(after.substring(1));
      return new EngineAddress(secure, ipv6(authority.substring(1, close)), port, path);
    }
    int colon = authority.indexOf(':');
    if (colon != authority.lastIndexOf(':')) {
      return new EngineAddress(secure, ipv6(authority), -1, path);
    }
    String host = colon < 0 ? authority : authority.substring(0, colon);
    int port = colon < 0 ? -1 : port(authority.substring(colon + 1));
    return new EngineAddress(secure, hostName(host), port, path);
  }

  private int port(String digits) {
    boolean number =
        !digits.isEmpty()
            && digits.length() <= 5
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    int port = number ? Integer.parseInt(digits) : 0;
    if (port < 1 || port > 65_535) {
      throw bad("The port in `" + shown() + "` is not a number from 1 to 65535.");
    }
    return port;
  }

  private String ipv6(String address) {
    boolean plausible =
        address.indexOf(':') >= 0
            && address
                .chars()
                .allMatch(c -> c == ':' || c == '.' || (c < 128 && Character.digit(c, 16) >= 0));
    try {
      if (plausible) {
        // In brackets it can only be an address: no name server is asked.
        InetAddress.getByName("[" + address + "]");
        return address.toLowerCase(Locale.ROOT);
      }
    } catch (UnknownHostException e) {
      plausible = false;
    }
    throw bad("`" + shown() + "` is neither a host with a port nor an IPv6 address.");
  }

  private String hostName(String host) {
    if (host.isEmpty()) {
      throw bad("There is no host in `" + shown() + "`.");
    }
    try {
      String ascii = IDN.toASCII(host).toLowerCase(Locale.ROOT);
      // Some letters stand for several characters: U+2100 is `a/c`, which would be host and path.
      if (ascii.chars().allMatch(EngineAddressParser::isHostCharacter)) {
        return ascii;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw bad("`" + shown() + "` does not hold a host name: a part of it is too long or wrong.");
  }

  private static boolean isHostCharacter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  }

  private String path(String path) {
    String kept = path;
    while (kept.endsWith("/")) {
      kept = kept.substring(0, kept.length() - 1);
    }
    // What people copy from a browser or from the API's documentation.
    for (String tail : new String[] {"/resources/json", "/login/index.html"}) {
      if (kept.endsWith(tail)) {
        kept = kept.substring(0, kept.length() - tail.length());
      }
    }
    for (String part : kept.split("/", -1)) {
      if (part.equals("..") || part.equals(".")) {
        throw bad("The path in `" + shown() + "` holds `.` or `..`.");
      }
    }
    if (kept.contains("//")) {
      throw bad("The path in `" + shown() + "` holds an empty part.");
    }
    return kept;
  }

  /** What the HTTP client could not use either, such as a name with an underscore. */
  private void checkUri(EngineAddress address) {
    try {
      if (new URI(address + "/").getHost() != null) {
        return;
      }
    } catch (URISyntaxException e) {
      // Falls through to the same message.
    }
    throw bad(
        "`"
            + shown()
            + "` is not a valid address: host names consist of letters, digits, dashes and dots.");
  }

  private String shown() {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }

  private static DvpException bad(String message) {
    return new DvpException(EngineRule.BAD_ADDRESS.at(Location.NONE, message, EXAMPLES));
  }
}
