package dev.dvp.localengine.page;

import dev.dvp.core.documents.JsonPointers;
import java.util.List;

/** Writes the fields of a form, each with its label, its hint and what is wrong with it. */
final class FormView {
  private final Html html;
  private final Typed typed;
  private final List<Wrong> wrong;

  FormView(Html html, Typed typed, List<Wrong> wrong) {
    this.html = html;
    this.typed = typed;
    this.wrong = List.copyOf(wrong);
  }

  /** Says at the top what is wrong, with a link to each field. */
  static void summary(Html html, List<Wrong> wrong) {
    if (wrong.isEmpty()) {
      return;
    }
    html.open("div", "class", "problems", "id", "problems", "role", "alert", "tabindex", "-1");
    html.element(
        "h2", wrong.size() == 1 ? "One thing is wrong" : wrong.size() + " things are wrong");
    html.open("ul");
    for (Wrong one : wrong) {
      String text = one.label().isEmpty() ? one.message() : one.label() + ": " + one.message();
      html.open("li");
      if (one.pointer().isEmpty()) {
        html.text(Shorten.to(text, 2000));
      } else {
        html.link("#" + id(one.pointer()), Shorten.to(text, 2000));
      }
      html.close("li");
    }
    html.close("ul").close("div").line();
  }

  void fields(List<Field> fields, String parent) {
    for (Field field : fields) {
      String pointer = field.pointer(parent);
      Control control = field.control();
      if (control instanceof Control.Section section) {
        section(field, pointer, section);
      } else if (control instanceof Control.Items items) {
        items(field, pointer, items);
      } else if (!(control instanceof Control.Hidden)) {
        field(field, pointer);
      }
    }
  }

  private void section(Field field, String pointer, Control.Section section) {
    boolean hasWrong = wrong.stream().anyMatch(one -> one.pointer().startsWith(pointer + "/"));
    if (section.isCollapsible()) {
      html.open(
          "details",
          Attributes.of("class", "section", "id", id(pointer))
              .when(hasWrong || field.isRequired(), "open", ""));
      html.element("summary", field.label());
      html.open("div", "class", "inner", "role", "group", "aria-label", field.label());
    } else {
      html.open("fieldset", "id", id(pointer)).element("legend", field.label());
    }
    beside(field, pointer);
    fields(section.fields(), pointer);
    html.close(section.isCollapsible() ? "div" : "fieldset");
    html.line();
    if (section.isCollapsible()) {
      html.close("details");
    }
  }

  private void items(Field field, String pointer, Control.Items items) {
    html.open("fieldset", "id", id(pointer)).element("legend", field.label());
    beside(field, pointer);
    int count = typed.count(pointer);
    html.open("input", "type", "hidden", "name", Typed.countName(pointer), "value", "" + count);
    for (int i = 0; i < count; i++) {
      String item = JsonPointers.child(pointer, String.valueOf(i));
      html.open("fieldset", "class", "item", "id", id(item));
      html.element("legend", field.label() + " " + (i + 1));
      fields(items.fields(), item);
      html.close("fieldset");
    }
    html.element(
        "button",
        count == 0 ? "Add one" : "Add another",
        "type",
        "submit",
        "class",
        "quiet",
        "name",
        FormPost.ADD,
        "value",
        pointer,
        "aria-label",
        (count == 0 ? "Add one: " : "Add another: ") + field.label());
    html.close("fieldset").line();
  }

  private void field(Field field, String pointer) {
    html.open("div", "class", field.control() instanceof Control.Check ? "field check" : "field");
    boolean isCheck = field.control() instanceof Control.Check;
    if (isCheck) {
      new Inputs(html, typed).write(field, pointer, isWrong(pointer));
    }
    html.open("label", "for", id(pointer)).text(field.label());
    if (!field.isRequired() && !isCheck) {
      html.text(" ").element("span", "optional", "class", "muted");
    }
    html.close("label");
    beside(field, pointer);
    if (!isCheck) {
      new Inputs(html, typed).write(field, pointer, isWrong(pointer));
    }
    html.close("div").line();
  }

  private boolean isWrong(String pointer) {
    return wrong.stream().anyMatch(one -> one.pointer().equals(pointer));
  }

  /** The hint, and what is wrong. */
  private void beside(Field field, String pointer) {
    String hint = hint(field);
    if (!hint.isEmpty()) {
      html.element("p", hint, "class", "hint", "id", id(pointer) + "-hint");
    }
    if (isWrong(pointer)) {
      html.open("div", "class", "wrong", "id", id(pointer) + "-wrong");
      wrong.stream()
          .filter(one -> one.pointer().equals(pointer))
          .forEach(one -> html.element("p", Shorten.to(one.message(), 2000)));
      html.close("div");
    }
  }

  static String hint(Field field) {
    String how =
        field.control() instanceof Control.Lines
            ? "One on each line."
            : field.control() instanceof Control.Json ? "As JSON." : "";
    String text = field.hint().strip();
    // Authors write descriptions without a full stop as often as with one.
    boolean isOpen =
        !text.isEmpty() && Character.isLetterOrDigit(text.codePointBefore(text.length()));
    return (text + (isOpen && !how.isEmpty() ? ". " : " ") + how).strip();
  }

  /** The id of an input, for labels and links. */
  static String id(String pointer) {
    StringBuilder id = new StringBuilder("f");
    pointer
        .codePoints()
        .forEach(
            c -> {
              boolean isPlain = c < 128 && (Character.isLetterOrDigit(c) || c == '-');
              if (isPlain) {
                id.appendCodePoint(c);
              } else {
                id.append(c == '/' ? "." : "_" + Integer.toHexString(c) + "_");
              }
            });
    return id.toString();
  }
}
