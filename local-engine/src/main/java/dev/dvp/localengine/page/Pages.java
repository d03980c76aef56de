package dev.dvp.localengine.page;

import dev.dvp.localengine.workflows.Workflow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** All pages: each address leads to one. Who may see them is settled before. */
public final class Pages {
  private static final Map<String, String> ASSETS =
      Map.of(
          "page.css", "text/css;charset=UTF-8",
          "page.js", "text/javascript;charset=UTF-8",
          "page.svg", "image/svg+xml");

  private final Shelf shelf;
  private final Starter starter;

  /**
   * Pages of an engine.
   *
   * @param world what they show
   */
  public Pages(PageWorld world) {
    this.shelf = new Shelf(world);
    this.starter = new Starter(shelf);
  }

  /**
   * A file that anybody may have.
   *
   * @param name the path without its slash
   * @return the file, if there is one of that name
   */
  public static Optional<PageAnswer> asset(String name) {
    return Optional.ofNullable(ASSETS.get(name))
        .map(type -> new PageAnswer.Asset(type, resource(name)));
  }

  private static String resource(String name) {
    try (InputStream in = Pages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The page of a request of somebody who is logged in.
   *
   * @param request what is asked
   * @return the page, or that there is none
   */
  public PageAnswer answer(PageRequest request) {
    try {
      return request.isPost() ? done(request) : shown(request);
    } catch (NoPageException e) {
      return problem(request, 404, "Not found", String.valueOf(e.getMessage()));
    }
  }

  private PageAnswer shown(PageRequest request) throws NoPageException {
    return switch (route(request)) {
      case "" -> new PluginsPage(shelf).show(request);
      case "plugins/*" -> new PluginPage(shelf, starter).show(request);
      case "plugins/*/link" -> newSource(Workflow.LINK).show(request);
      case "plugins/*/provision" -> newSource(Workflow.PROVISION).show(request);
      case "plugins/*/create-empty" -> newSource(Workflow.CREATE_EMPTY).show(request);
      case "plugins/*/log" -> new LogPage(shelf).plugin(request);
      case "sources/*" -> new SourcePage(shelf).show(request);
      case "jobs" -> new JobsPage(shelf).show(request);
      case "jobs/*" -> new JobPage(shelf).show(request);
      case "jobs/*/live" -> new JobPage(shelf).live(request);
      case "starts/*" -> starter.show(request);
      case "log" -> new LogPage(shelf).engine(request);
      default -> {
        if (request.path().size() == 3 && request.segment(0).equals("sources")) {
          yield new SourceForms(shelf, starter).show(request);
        }
        throw new NoPageException("There is no page at this address.");
      }
    };
  }

  private PageAnswer done(PageRequest request) throws NoPageException {
    return switch (route(request)) {
      case "plugins/*/discover" -> new PluginPage(shelf, starter).discover(request);
      case "plugins/*/upgrade" -> new PluginPage(shelf, starter).upgrade(request);
      case "plugins/*/link" -> newSource(Workflow.LINK).run(request);
      case "plugins/*/provision" -> newSource(Workflow.PROVISION).run(request);
      case "plugins/*/create-empty" -> newSource(Workflow.CREATE_EMPTY).run(request);
      default -> {
        if (request.path().size() == 3 && request.segment(0).equals("sources")) {
          yield new SourceForms(shelf, starter).run(request);
        }
        throw new NoPageException("There is nothing to be done at this address.");
      }
    };
  }

  private NewSourcePage newSource(Workflow workflow) {
    return new NewSourcePage(shelf, starter, workflow);
  }

  /** The path with a star for what names an object. */
  private static String route(PageRequest request) {
    StringBuilder route = new StringBuilder();
    for (int i = 0; i < request.path().size(); i++) {
      route.append(i == 0 ? "" : "/").append(i == 1 ? "*" : request.segment(i));
    }
    return route.toString();
  }

  /**
   * A page that says what is wrong, for whoever is logged in.
   *
   * @param request what was asked
   * @param status the HTTP status
   * @param title what is wrong, in a few words
   * @param message the same in a sentence
   * @return the page
   */
  public static PageAnswer problem(PageRequest request, int status, String title, String message) {
    return new PageAnswer.Document(
        status, Frame.page(request, Frame.Page.of(title, ""), told(title, message)));
  }

  /**
   * The same for anybody.
   *
   * @param status the HTTP status
   * @param title what is wrong, in a few words
   * @param message the same in a sentence
   * @return the page
   */
  public static PageAnswer problem(int status, String title, String message) {
    return new PageAnswer.Document(status, Frame.bare(title, told(title, message)));
  }

  private static Html told(String title, String message) {
    Html html = new Html();
    html.element("h1", title).element("p", message);
    return html.open("p").link("/", "To the plugins").close("p");
  }

  /**
   * What whoever showed a ticket sees for a moment. Only a click or a move from a page of ours
   * brings the new session's cookie along.
   *
   * @return the page
   */
  public static PageAnswer entered() {
    Html html = new Html();
    html.element("h1", "Signed in").open("p").link("/", "To the plugins").close("p");
    return new PageAnswer.Document(200, Frame.leading("Signed in", html));
  }

  /**
   * Where a user logs in who has no address from {@code dvp engine open}.
   *
   * @param wrong what is wrong with the last try; empty at first
   * @return the page
   */
  public static PageAnswer login(String wrong) {
    Html html = new Html();
    html.element("h1", "Sign in");
    html.open("p").element("code", "dvp engine open").text(" opens this page without a password.");
    html.text(" The password of the user ").element("code", "admin").text(" stands in ");
    html.element("code", "admin-password").text(" of the engine's folder.").close("p");
    html.open("form", "method", "post", "action", "/login", "class", "narrow");
    // Those who let a program keep passwords have it know whose this is.
    html.open(
        "input",
        Attributes.of("type", "text", "name", "username", "value", "admin", "hidden", "")
            .with("autocomplete", "username")
            .with("aria-label", "User"));
    html.open("div", "class", "field").element("label", "Password", "for", "password");
    if (!wrong.isEmpty()) {
      html.element("p", wrong, "class", "wrong", "id", "wrong", "role", "alert");
    }
    html.open(
        "input",
        Attributes.of("type", "password", "id", "password", "name", "password", "required", "")
            .with("autocomplete", "current-password")
            .when(!wrong.isEmpty(), "aria-describedby", "wrong")
            .when(!wrong.isEmpty(), "aria-invalid", "true"));
    html.close("div").element("button", "Sign in", "type", "submit", "class", "first");
    html.close("form");
    return new PageAnswer.Document(wrong.isEmpty() ? 200 : 401, Frame.bare("Sign in", html));
  }
}
