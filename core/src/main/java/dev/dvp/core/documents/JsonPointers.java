package dev.dvp.core.documents;

import java.util.ArrayList;
import java.util.List;

/** JSON pointers (RFC 6901) as text: {@code ""} is the root, {@code /a/0} a value in it. */
public final class JsonPointers {
  private JsonPointers() {}

  /**
   * The pointer of a member or an element.
   *
   * @param parent the pointer of the object or list
   * @param name the key, or the index in digits
   * @return the longer pointer
   */
  public static String child(String parent, String name) {
    boolean plain = name.indexOf('~') < 0 && name.indexOf('/') < 0;
    return parent + "/" + (plain ? name : name.replace("~", "~0").replace("/", "~1"));
  }

  /**
   * The pointer of what holds a value.
   *
   * @param pointer the pointer of a member or an element
   * @return the shorter pointer; the root for the root
   */
  public static String parent(String pointer) {
    int slash = pointer.lastIndexOf('/');
    return slash < 0 ? "" : pointer.substring(0, slash);
  }

  /**
   * The key or index at a pointer's end.
   *
   * @param pointer the pointer
   * @return the last step, unescaped; empty for the root
   */
  public static String last(String pointer) {
    int slash = pointer.lastIndexOf('/');
    return slash < 0 ? "" : unescape(pointer.substring(slash + 1));
  }

  /**
   * Tells whether a step can be the place of an element.
   *
   * @param step a key or index
   * @return whether it is digits alone
   */
  public static boolean isIndex(String step) {
    return !step.isEmpty() && step.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /**
   * The steps of a pointer.
   *
   * @param pointer the pointer
   * @return its keys and indexes, unescaped
   */
  public static List<String> steps(String pointer) {
    List<String> steps = new ArrayList<>();
    int from = 1;
    while (from <= pointer.length()) {
      int slash = pointer.indexOf('/', from);
      int to = slash < 0 ? pointer.length() : slash;
      steps.add(unescape(pointer.substring(from, to)));
      from = to + 1;
    }
    return steps;
  }

  private static String unescape(String step) {
    return step.indexOf('~') < 0 ? step : step.replace("~1", "/").replace("~0", "~");
  }
}
