package dev.dvp.localengine.page;

import java.util.Map;
import java.util.Optional;

/** What a form sends besides its values. */
final class FormPost {
  /** The token without which nothing is done. */
  static final String TOKEN = "token";

  /** Sent by a button that adds an object to a list; its value is the list's pointer. */
  static final String ADD = "add";

  private FormPost() {}

  static Typed typed(PageRequest request) {
    return new Typed(request.form());
  }

  /** The list that gets one more object, when that is what was asked. */
  static Optional<String> added(PageRequest request) {
    return Optional.ofNullable(request.form().get(ADD));
  }

  /** A form that posts, with its token; the caller closes it. */
  static Html open(Html html, String action, String token, String... attributes) {
    Attributes all = Attributes.of("method", "post", "action", action, "novalidate", "");
    for (int i = 0; i < attributes.length; i += 2) {
      all.with(attributes[i], attributes[i + 1]);
    }
    html.open("form", all);
    return html.open("input", "type", "hidden", "name", TOKEN, "value", token);
  }

  /**
   * The button that the enter key presses: else it would be the first, which may only add to a
   * list. Whoever sees or hears the page has the other one.
   */
  static void byEnter(Html html) {
    html.open(
        "button", "type", "submit", "class", "hidden", "tabindex", "-1", "aria-hidden", "true");
    html.close("button");
  }

  /** A form of one button. */
  static Html button(Html html, String action, String token, String label, String kind) {
    open(html, action, token, "class", "one");
    return html.element("button", label, "type", "submit", "class", kind).close("form");
  }

  /** A number among what was sent. */
  static Optional<Long> number(Map<String, String> values, String name) {
    return Optional.ofNullable(values.get(name))
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::parseLong);
  }
}
