package dev.dvp.cli.docs;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether what a page shows is what a command prints, apart from what differs at each run: times,
 * dates, digests, sizes, ports, the release of Python, and how wide columns are because of them. In
 * a page, a line {@code …} stands for any lines, and {@code …} within a line for any text.
 */
final class Likeness {
  private Likeness() {}

  static boolean isAlike(List<String> shown, List<String> printed) {
    String pattern =
        shown.stream()
            .map(line -> line.strip().equals("…") ? "\u0001" : masked(line))
            .map(Likeness::asPattern)
            .collect(Collectors.joining(""));
    String text = printed.stream().map(l -> masked(l) + "\n").collect(Collectors.joining());
    return text.matches(pattern);
  }

  private static String asPattern(String masked) {
    if (masked.equals("\u0001")) {
      return "(?s:(?:[^\n]*\n)*?)";
    }
    return java.util.Arrays.stream(masked.split("…", -1))
            .map(java.util.regex.Pattern::quote)
            .collect(Collectors.joining("[^\n]*"))
        + "\n";
  }

  static String masked(String line) {
    return line.stripTrailing()
        .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uuid>")
        .replaceAll("\\b[0-9a-f]{12,}\\b", "<hex>")
        .replaceAll("\\d{4}-\\d\\d-\\d\\d(T[\\d:.]+Z)?", "<date>")
        .replaceAll("\\b\\d\\d:\\d\\d(:\\d\\d)?([.,]\\d+)?\\b", "<clock>")
        .replaceAll("\\b\\d+([.,]\\d+)?\\s(ms|s|min)\\b", "<time>")
        .replaceAll("\\b\\d+([.,]\\d+)?\\s(bytes|KB|MB)\\b", "<size>")
        .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:<port>")
        .replaceAll("\\bpid \\d+", "pid <pid>")
        .replaceAll("\\bPython 3(\\.\\d+)+", "Python <version>")
        .replaceAll("-{3,}", "---")
        .replaceAll("─{3,}", "───")
        .replaceAll(" +", " ");
  }
}
