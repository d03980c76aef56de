package dev.dvp.localengine.web;

import dev.dvp.localengine.page.PageAnswer;
import dev.dvp.localengine.page.PageRequest;
import dev.dvp.localengine.page.Pages;
import dev.dvp.localengine.store.Failure;
import dev.dvp.localengine.users.LoginTickets;
import dev.dvp.localengine.users.Users;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;

/**
 * Lets browsers in. A session begins with a ticket, which is good once, or with the password; from
 * then on whatever does something must bring the session's token along, beside the cookie.
 */
final class PageDoor {
  private static final String LOGIN = "login";

  private final Pages pages;
  private final Users users;
  private final LoginTickets tickets;
  private final Sessions sessions;
  private final Patience patience;

  PageDoor(Pages pages, Users users, LoginTickets tickets, Sessions sessions, Patience patience) {
    this.pages = pages;
    this.users = users;
    this.tickets = tickets;
    this.sessions = sessions;
    this.patience = patience;
  }

  /** Whether it is a browser's, and not a client's of the web API. */
  static boolean isPage(Request request) {
    String path = request.getHttpURI().getCanonicalPath();
    return path != null && !path.startsWith("/resources/");
  }

  /**
   * Whether it shows a ticket. That may come from anywhere: from the file that {@code dvp engine
   * open} has a browser open, for one. Who knows a ticket may come in.
   */
  private static boolean isTicket(Request request, List<String> path) {
    return request.getMethod().equals("GET") && path.size() == 2 && path.get(0).equals(LOGIN);
  }

  Answer answer(Request request) throws ApiException, IOException {
    List<String> path = path(request);
    if (isTicket(request, path)) {
      Guard.checkHost(request);
      return enter(request, path.get(1));
    }
    Guard.check(request);
    boolean isPost = request.getMethod().equals("POST");
    if (!isPost && !request.getMethod().equals("GET")) {
      throw new ApiException(
          Refuse.METHOD_NOT_ALLOWED,
          "exception.webservices.method.not.allowed",
          "A page is read or sent, nothing else.",
          "Use GET or POST.");
    }
    if (!isPost && path.size() == 1) {
      Optional<PageAnswer> asset = Pages.asset(path.get(0));
      if (asset.isPresent()) {
        return new Answer.Shown(asset.get(), Optional.empty());
      }
    }
    Map<String, String> form = isPost ? PageForms.body(request, patience) : Map.of();
    if (path.equals(List.of(LOGIN))) {
      return isPost ? logIn(request, form) : shown(Pages.login(""));
    }
    Optional<Session> session = session(request);
    if (session.isEmpty()) {
      return shown(new PageAnswer.Redirect("/" + LOGIN));
    }
    return inside(request, new Asked(isPost, path, form), session.get());
  }

  /** What is asked, beside the query. */
  private record Asked(boolean isPost, List<String> path, Map<String, String> form) {}

  private Answer inside(Request request, Asked asked, Session session)
      throws ApiException, IOException {
    String token = token(session);
    if (asked.isPost()) {
      checkToken(token, asked.form().getOrDefault("token", ""));
      if (asked.path().equals(List.of("logout"))) {
        sessions.close(session);
        return new Answer.Shown(
            new PageAnswer.Redirect("/" + LOGIN),
            Optional.of(new Answer.PageCookie(cookieName(request), "")));
      }
    }
    return shown(
        pages.answer(
            new PageRequest(
                asked.isPost(), asked.path(), PageForms.query(request), asked.form(), token)));
  }

  private static void checkToken(String token, String given) throws ApiException {
    byte[] right = token.getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(right, given.getBytes(StandardCharsets.UTF_8))) {
      throw new ApiException(
          Refuse.FORBIDDEN,
          "exception.webservices.token.invalid",
          "The form is not one of this session, so nothing was done.",
          "Go back to the page, load it again, and send the form once more.");
    }
  }

  private static Answer shown(PageAnswer page) {
    return new Answer.Shown(page, Optional.empty());
  }

  private static List<String> path(Request request) {
    List<String> path = new ArrayList<>();
    for (String segment : request.getHttpURI().getCanonicalPath().split("/", -1)) {
      if (!segment.isEmpty()) {
        path.add(segment);
      }
    }
    return path;
  }

  private Answer enter(Request request, String ticket) throws IOException {
    if (!tickets.take(ticket)) {
      return session(request).isPresent() ? shown(new PageAnswer.Redirect("/")) : stale();
    }
    return welcome(request, Pages.entered());
  }

  private static Answer stale() {
    return shown(
        Pages.problem(
            Refuse.FORBIDDEN,
            "This address was used already",
            "An address of `dvp engine open` is good once, for two minutes. Run it again, or sign"
                + " in with the password."));
  }

  private Answer logIn(Request request, Map<String, String> form) {
    return users.logIn(Users.ADMIN, form.getOrDefault("password", "")).isPresent()
        ? welcome(request, new PageAnswer.Redirect("/"))
        : shown(Pages.login("This is not the password."));
  }

  private Answer welcome(Request request, PageAnswer page) {
    Session session =
        sessions.logIn(sessions.open(ApiVersion.CURRENT), users.reference(Users.ADMIN));
    return new Answer.Shown(
        page, Optional.of(new Answer.PageCookie(cookieName(request), session.id())));
  }

  private Optional<Session> session(Request request) {
    String name = cookieName(request);
    return Request.getCookies(request).stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .flatMap(id -> sessions.find(id).stream())
        .filter(session -> session.user().isPresent())
        .findFirst();
  }

  private static String cookieName(Request request) {
    return "dvp-" + Request.getLocalPort(request);
  }

  private static String token(Session session) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(("form of " + session.id()).getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** What is refused, as a page. */
  Answer refused(int status, Failure failure) {
    return shown(
        Pages.problem(status, "This did not work", failure.details() + " " + failure.action()));
  }
}
