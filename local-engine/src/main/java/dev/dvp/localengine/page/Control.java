package dev.dvp.localengine.page;

import java.util.List;

/** How a form asks for a value. */
sealed interface Control {
  /** A line of text. */
  record Line() implements Control {}

  /** A line that is never shown, also not to whoever typed it. */
  record Password() implements Control {}

  /**
   * Text of several lines.
   *
   * @param rows how many are seen
   */
  record Area(int rows) implements Control {}

  /**
   * A number.
   *
   * @param isWhole whether it has no fraction
   */
  record Numeral(boolean isWhole) implements Control {}

  /** Yes or no. */
  record Check() implements Control {}

  /**
   * One of several.
   *
   * @param options what there is
   * @param none what is said when there is nothing to choose from; empty for a fixed list
   */
  record Choice(List<Option> options, String none) implements Control {
    /** Copies the list. */
    public Choice {
      options = List.copyOf(options);
    }
  }

  /**
   * A list of values, a line each.
   *
   * @param item how a line is read: a {@link Line} or a {@link Numeral}
   */
  record Lines(Control item) implements Control {}

  /**
   * An object.
   *
   * @param fields its members
   * @param isCollapsible whether it can be folded up
   */
  record Section(List<Field> fields, boolean isCollapsible) implements Control {
    /** Copies the list. */
    public Section {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A list of objects.
   *
   * @param fields the members of each
   */
  record Items(List<Field> fields) implements Control {
    /** Copies the list. */
    public Items {
      fields = List.copyOf(fields);
    }
  }

  /** Anything, as JSON: what a schema describes that no form can show. */
  record Json() implements Control {}

  /** Nothing is asked: the default is taken. */
  record Hidden() implements Control {}
}
