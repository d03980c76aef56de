package dev.dvp.core.fix;

import java.util.ArrayList;
import java.util.List;

/**
 * Shows how two texts differ, as {@code diff -u} does. Lines are kept with their ends, so that the
 * result can be given to {@code patch} for files of any line ends. The search is Myers's, bounded:
 * texts that differ nearly everywhere are shown as one block.
 */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;
  private static final int MOST_CHANGES = 1000;

  private final List<String> before;
  private final List<String> after;

  /** For each line: ' ' kept, '-' taken away, '+' added. */
  private final StringBuilder script = new StringBuilder();

  private UnifiedDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /**
   * Shows how two texts differ.
   *
   * @param label the name of both, as it stands behind {@code a/} and {@code b/}
   * @param before the old text
   * @param after the new text
   * @return the hunks with their heading; empty when the texts are equal
   */
  public static String of(String label, String before, String after) {
    UnifiedDiff diff = new UnifiedDiff(lines(before), lines(after));
    diff.compare();
    return diff.show(label);
  }

  /** Lines with their line feeds; a lone carriage return ends none, as for {@code patch}. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, next));
      start = next;
    }
    return lines;
  }

  private void compare() {
    int head = 0;
    int shorter = Math.min(before.size(), after.size());
    while (head < shorter && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<String> old = before.subList(head, before.size() - tail);
    List<String> fresh = after.subList(head, after.size() - tail);
    script.append(" ".repeat(head));
    script.append(middle(old, fresh));
    script.append(" ".repeat(tail));
  }

  private static String middle(List<String> old, List<String> fresh) {
    List<int[]> steps = new ArrayList<>();
    int most = Math.min(MOST_CHANGES, old.size() + fresh.size());
    int[] reach = new int[2 * most + 3];
    for (int changes = 0; changes <= most; changes++) {
      steps.add(reach.clone());
      for (int k = -changes; k <= changes; k += 2) {
        int x = start(reach, most, changes, k);
        int y = x - k;
        while (x < old.size() && y < fresh.size() && old.get(x).equals(fresh.get(y))) {
          x++;
          y++;
        }
        reach[most + 1 + k] = x;
        if (x >= old.size() && y >= fresh.size()) {
          return walkBack(steps, most, old.size(), fresh.size());
        }
      }
    }
    return "-".repeat(old.size()) + "+".repeat(fresh.size());
  }

  private static int start(int[] reach, int most, int changes, int k) {
    int down = reach[most + 1 + k + 1];
    int right = reach[most + 1 + k - 1] + 1;
    if (changes == 0) {
      return 0;
    }
    return k == -changes || (k != changes && right - 1 < down) ? down : right;
  }

  private static String walkBack(List<int[]> steps, int most, int endX, int endY) {
    StringBuilder backwards = new StringBuilder();
    int x = endX;
    int y = endY;
    for (int changes = steps.size() - 1; changes > 0; changes--) {
      int k = x - y;
      int from = start(steps.get(changes), most, changes, k);
      int fromY = from - k;
      while (x > from && y > fromY) {
        backwards.append(' ');
        x--;
        y--;
      }
      boolean isAdded =
          k == -changes
              || (k != changes && steps.get(changes)[most + k] < steps.get(changes)[most + 2 + k]);
      backwards.append(isAdded ? '+' : '-');
      if (isAdded) {
        y--;
      } else {
        x--;
      }
    }
    backwards.append(" ".repeat(x));
    return backwards.reverse().toString();
  }

  private String show(String label) {
    StringBuilder text = new StringBuilder();
    int oldLine = 0;
    int newLine = 0;
    int at = 0;
    while (at < script.length()) {
      int change = nextChange(at);
      if (change < 0) {
        break;
      }
      int start = Math.max(at, change - CONTEXT);
      oldLine += start - at;
      newLine += start - at;
      int end = endOfHunk(change);
      String body = script.substring(start, end);
      int oldCount = (int) body.chars().filter(c -> c != '+').count();
      int newCount = (int) body.chars().filter(c -> c != '-').count();
      if (text.isEmpty()) {
        text.append("--- a/").append(label).append("\n+++ b/").append(label).append('\n');
      }
      text.append("@@ -").append(range(oldLine, oldCount));
      text.append(" +").append(range(newLine, newCount)).append(" @@\n");
      hunk(text, body, oldLine, newLine);
      oldLine += oldCount;
      newLine += newCount;
      at = end;
    }
    return text.toString();
  }

  private void hunk(StringBuilder text, String body, int oldStart, int newStart) {
    int oldLine = oldStart;
    int newLine = newStart;
    for (int i = 0; i < body.length(); i++) {
      char kind = body.charAt(i);
      String line = kind == '+' ? after.get(newLine) : before.get(oldLine);
      oldLine += kind == '+' ? 0 : 1;
      newLine += kind == '-' ? 0 : 1;
      text.append(kind).append(line);
      if (!line.endsWith("\n")) {
        text.append("\n\\ No newline at end of file\n");
      }
    }
  }

  private int nextChange(int from) {
    for (int i = from; i < script.length(); i++) {
      if (script.charAt(i) != ' ') {
        return i;
      }
    }
    return -1;
  }

  /** Changes that are near each other stand in one hunk. */
  private int endOfHunk(int change) {
    int last = change;
    while (true) {
      int next = nextChange(last + 1);
      if (next < 0 || next - last > 2 * CONTEXT + 1) {
        return Math.min(script.length(), last + 1 + CONTEXT);
      }
      last = next;
    }
  }

  private static String range(int start, int count) {
    int shown = count == 0 ? start : start + 1;
    return count == 1 ? Integer.toString(shown) : shown + "," + count;
  }
}
