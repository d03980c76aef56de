package dev.dvp.core.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The cookies of one engine, of which the newest of a name wins. It belongs to a client that talks
 * to one host only, so no cookie can travel elsewhere; paths and domains need no looking at.
 */
final class CookieJar {
  private static final int MOST = 50;
  private static final int LONGEST = 8192;

  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final EngineText text;

  CookieJar(EngineText text) {
    this.text = text;
  }

  /** Takes the values of an answer's {@code Set-Cookie} headers, in their order. */
  synchronized void take(List<String> setCookies) {
    setCookies.forEach(this::take);
    // All anew: what is still sent must not be among what was hidden the longest time ago.
    text.hideForAWhile(List.copyOf(cookies.values()));
  }

  private void take(String setCookie) {
    int end = setCookie.indexOf(';');
    String pair = end < 0 ? setCookie : setCookie.substring(0, end);
    int sign = pair.indexOf('=');
    if (sign <= 0 || pair.length() > LONGEST || !isPlain(pair)) {
      return;
    }
    String name = pair.substring(0, sign).strip();
    String value = pair.substring(sign + 1).strip();
    if (value.isEmpty() || (end >= 0 && isDeletion(setCookie.substring(end)))) {
      cookies.remove(name);
    } else if (cookies.containsKey(name) || cookies.size() < MOST) {
      cookies.put(name, value);
    }
  }

  /** Forgets all of them. */
  synchronized void clear() {
    cookies.clear();
  }

  /** The value of the {@code Cookie} header, when there are cookies. */
  synchronized Optional<String> header() {
    return cookies.isEmpty()
        ? Optional.empty()
        : Optional.of(
            cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; ")));
  }

  /** Anything else could not be sent back in a header. */
  private static boolean isPlain(String pair) {
    return pair.chars().allMatch(c -> c >= ' ' && c < 127);
  }

  private static boolean isDeletion(String attributes) {
    String plain = attributes.toLowerCase(Locale.ROOT).replace(" ", "");
    return plain.contains(";max-age=0") || plain.contains(";max-age=-");
  }
}
