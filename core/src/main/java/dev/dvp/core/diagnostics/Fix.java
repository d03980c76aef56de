package dev.dvp.core.diagnostics;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A safe way to mend a finding: edits that leave everything else of the files as it is. They are
 * made when first asked for, since most findings are only shown.
 */
public final class Fix {
  private final String title;
  private final Supplier<List<Edit>> maker;
  private @Nullable List<Edit> edits;

  private Fix(String title, Supplier<List<Edit>> maker) {
    this.title = title;
    this.maker = maker;
  }

  /**
   * A fix that is at hand already.
   *
   * @param title what it does, for the end of a list: {@code write `DIRECT`}
   * @param edit its one edit
   * @return the fix
   */
  public static Fix of(String title, Edit edit) {
    List<Edit> one = List.of(edit);
    return new Fix(title, () -> one);
  }

  /**
   * A fix that takes some looking for.
   *
   * @param title what it does
   * @param maker finds the edits; none when the fix turns out not to be safe
   * @return the fix
   */
  public static Fix later(String title, Supplier<List<Edit>> maker) {
    return new Fix(title, maker);
  }

  /**
   * What it does.
   *
   * @return a phrase that starts with a verb
   */
  public String title() {
    return title;
  }

  /**
   * The edits, all of which belong together.
   *
   * @return none when the finding cannot be mended safely after all
   */
  public synchronized List<Edit> edits() {
    List<Edit> made = edits;
    if (made == null) {
      made = List.copyOf(maker.get());
      edits = made;
    }
    return made;
  }
}
