package dev.dvp.localengine.page;

/** What a browser is given. */
public sealed interface PageAnswer {
  /**
   * A page.
   *
   * @param status the HTTP status
   * @param html the whole document, or the part that a script asked for
   */
  record Document(int status, String html) implements PageAnswer {}

  /**
   * The way to another page.
   *
   * @param location a path
   */
  record Redirect(String location) implements PageAnswer {}

  /**
   * A file that belongs to the page.
   *
   * @param type its media type
   * @param text what is in it
   */
  record Asset(String type, String text) implements PageAnswer {}
}
