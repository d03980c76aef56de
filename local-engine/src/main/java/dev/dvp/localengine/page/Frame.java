package dev.dvp.localengine.page;

/** What is around every page: head, navigation, landmarks. */
final class Frame {
  private static final String[][] SECTIONS = {{"/", "Plugins"}, {"/jobs", "Jobs"}, {"/log", "Log"}};

  private Frame() {}

  /** How a page is to be framed. */
  record Page(String title, String section, Follow follow) {
    static Page of(String title, String section) {
      return new Page(title, section, Follow.NOTHING);
    }

    /** A page of something that may be under way still. */
    static Page of(String title, String section, boolean isUnderWay) {
      return new Page(title, section, isUnderWay ? Follow.RELOADED : Follow.NOTHING);
    }
  }

  /** What a browser does next by itself. */
  enum Follow {
    NOTHING,
    /** Loads the page again; with a script it has a better way. */
    RELOADED,
    /** Goes to the first page. */
    LEFT
  }

  /** A page for whoever is logged in. */
  static String page(PageRequest request, Page page, Html main) {
    Html html = head(page);
    html.open("header", "class", "top");
    html.open("p", "class", "brand").link("/", "dvp local engine").close("p");
    html.open("nav", "aria-label", "Main").open("ul");
    for (String[] section : SECTIONS) {
      Attributes link =
          Attributes.of("href", section[0])
              .when(section[0].equals(page.section()), "aria-current", "page");
      html.open("li").open("a", link).text(section[1]).close("a").close("li");
    }
    html.close("ul").close("nav");
    FormPost.button(html, "/logout", request.token(), "Sign out", "plain");
    html.close("header").line();
    return end(html, main);
  }

  /** A page for anybody. */
  static String bare(String title, Html main) {
    Html html = head(Page.of(title, ""));
    html.open("header", "class", "top").element("p", "dvp local engine", "class", "brand");
    html.close("header").line();
    return end(html, main);
  }

  /** A page for anybody that leads to the first page. */
  static String leading(String title, Html main) {
    return end(head(new Page(title, "", Follow.LEFT)), main);
  }

  private static Html head(Page page) {
    Html html = new Html();
    html.open("!DOCTYPE html").line().open("html", "lang", "en").open("head").line();
    html.open("meta", "charset", "utf-8");
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.open("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", page.title() + " – dvp local engine");
    html.open("link", "rel", "icon", "href", "/page.svg", "type", "image/svg+xml");
    html.open("link", "rel", "stylesheet", "href", "/page.css");
    html.open("script", "src", "/page.js", "defer", "").close("script");
    if (page.follow() == Follow.RELOADED) {
      html.open("noscript").open("meta", "http-equiv", "refresh", "content", "2");
      html.close("noscript");
    } else if (page.follow() == Follow.LEFT) {
      html.open("meta", "http-equiv", "refresh", "content", "0;url=/");
    }
    html.line().close("head").open("body").line();
    html.element("a", "Skip to the content", "class", "skip", "href", "#main").line();
    return html;
  }

  private static String end(Html html, Html main) {
    html.open("main", "id", "main", "tabindex", "-1").line().add(main).line().close("main");
    return html.line().close("body").close("html").line().toString();
  }

  /** Where a page is below another. */
  static void trail(Html html, String... hrefsAndNames) {
    html.open("nav", "aria-label", "Where this is", "class", "trail").open("ol");
    for (int i = 0; i < hrefsAndNames.length; i += 2) {
      html.open("li").link(hrefsAndNames[i], hrefsAndNames[i + 1]).close("li");
    }
    html.close("ol").close("nav").line();
  }
}
