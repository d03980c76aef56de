package dev.dvp.localengine.page;

/** Writes the input of a field. */
final class Inputs {
  private final Html html;
  private final Typed typed;

  Inputs(Html html, Typed typed) {
    this.html = html;
    this.typed = typed;
  }

  void write(Field field, String pointer, boolean isWrong) {
    Control control = field.control();
    String text = typed.text(pointer);
    Attributes attributes = common(field, pointer, isWrong);
    if (control instanceof Control.Choice choice) {
      choice(choice, field, attributes, text);
    } else if (control instanceof Control.Area area) {
      area(attributes, area.rows(), text);
    } else if (control instanceof Control.Lines || control instanceof Control.Json) {
      area(attributes.with("spellcheck", "false"), FormMaker.jsonRows(), text);
    } else if (control instanceof Control.Check) {
      html.open(
          "input",
          attributes
              .with("type", "checkbox")
              .with("value", Typed.CHECKED)
              .when(text.equals(Typed.CHECKED), "checked", ""));
    } else if (control instanceof Control.Password) {
      // Never shown again, not even to whoever typed it.
      html.open("input", attributes.with("type", "password").with("autocomplete", "new-password"));
    } else {
      boolean isWhole = control instanceof Control.Numeral number && number.isWhole();
      html.open(
          "input",
          attributes
              .with("type", "text")
              .with("value", text)
              .with("autocomplete", "off")
              .with("spellcheck", "false")
              .when(isWhole, "inputmode", "numeric")
              .when(control instanceof Control.Numeral && !isWhole, "inputmode", "decimal"));
    }
  }

  private static Attributes common(Field field, String pointer, boolean isWrong) {
    String id = FormView.id(pointer);
    boolean isCheck = field.control() instanceof Control.Check;
    String described =
        ((FormView.hint(field).isEmpty() ? "" : id + "-hint ") + (isWrong ? id + "-wrong" : ""))
            .strip();
    return Attributes.of("id", id, "name", Typed.name(pointer))
        .when(field.isRequired() && !isCheck, "required", "")
        .when(!described.isEmpty(), "aria-describedby", described)
        .when(isWrong, "aria-invalid", "true");
  }

  private void area(Attributes attributes, int rows, String text) {
    html.open("textarea", attributes.with("rows", String.valueOf(rows)));
    html.text("\n" + text); // a browser drops the first end of line
    html.close("textarea");
  }

  private void choice(Control.Choice choice, Field field, Attributes attributes, String text) {
    html.open("select", attributes);
    boolean isChosen = choice.options().stream().anyMatch(one -> one.key().equals(text));
    if (!field.isRequired() || !isChosen) {
      String nothing = field.isRequired() ? "Choose…" : "–";
      html.element("option", nothing, "value", "");
    }
    for (Option option : choice.options()) {
      html.open(
          "option",
          Attributes.of("value", option.key()).when(option.key().equals(text), "selected", ""));
      html.text(Shorten.to(option.label(), 200)).close("option");
    }
    html.close("select");
    if (choice.options().isEmpty() && !choice.none().isEmpty()) {
      html.element("p", choice.none(), "class", "hint");
    }
  }
}
