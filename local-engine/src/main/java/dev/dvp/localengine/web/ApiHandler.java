package dev.dvp.localengine.web;

import dev.dvp.localengine.files.RotatingLog;
import dev.dvp.localengine.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes each request to its endpoint, and its answer back. Whatever goes wrong, the client gets an
 * ErrorResult; the log gets the reason of a bug, and never a body, a query, a cookie or a token.
 */
final class ApiHandler extends Handler.Abstract {
  static final String BASE = "/resources/json/";

  /** How long a refused request may go on sending before the connection is cut. */
  private static final Duration DRAIN = Duration.ofSeconds(10);

  /** How many bytes it may go on with, unless it has said that it has the size of an upload. */
  private static final long DRAIN_BYTES = 32 << 20;

  private final List<Route> routes;
  private final Sessions sessions;
  private final PageDoor pages;
  private final RotatingLog log;
  private final Patience patience;
  private final long longestUpload;
  private final HeadWatch heads;

  /**
   * A handler.
   *
   * @param pages answers browsers
   * @param limits what clients may ask of the engine
   * @param heads told when a request has come and when it was answered
   */
  ApiHandler(
      List<Route> routes,
      Sessions sessions,
      PageDoor pages,
      RotatingLog log,
      WebApi.Limits limits,
      HeadWatch heads) {
    this.routes = List.copyOf(routes);
    this.sessions = sessions;
    this.pages = pages;
    this.log = log;
    this.patience = limits.patience();
    this.longestUpload = limits.maxUploadBytes() + MultipartUpload.ENVELOPE_BYTES;
    this.heads = heads;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Connection connection = request.getConnectionMetaData().getConnection();
    heads.arrived(connection);
    String path = path(request);
    try {
      Answer answer = PageDoor.isPage(request) ? shown(request) : answer(request, path);
      AnswerWriter.write(response, answer, path.equals(ToolkitEndpoints.UPLOAD_PATH), patience);
      drain(request);
      heads.answered(connection);
      callback.succeeded();
    } catch (IOException e) {
      log.info("A connection was cut or ended before its request was done with.");
      heads.answered(connection);
      callback.failed(e);
    }
    return true;
  }

  /** The path below the base, or an empty one when it is not below it. */
  private static String path(Request request) {
    String path = request.getHttpURI().getCanonicalPath();
    return path != null && path.startsWith(BASE) ? path.substring(BASE.length()) : "";
  }

  private Answer answer(Request request, String path) {
    return answer(
        () -> {
          Guard.check(request);
          return route(request, path);
        });
  }

  /** The same for a browser, which is told in a page what is wrong. */
  private Answer shown(Request request) {
    Answer answer = answer(() -> pages.answer(request));
    return answer instanceof Answer.Refused refused
        ? pages.refused(refused.status(), refused.failure())
        : answer;
  }

  /** What gives an answer. */
  @FunctionalInterface
  private interface Answering {
    Answer answer() throws ApiException, IOException;
  }

  /** Never throws: what cannot be answered otherwise is answered as a bug of ours. */
  private Answer answer(Answering answering) {
    try {
      return answering.answer();
    } catch (ApiException e) {
      log.info("Refused a request (" + e.status() + " " + e.failure().code() + ").");
      return new Answer.Refused(e.status(), e.failure());
    } catch (StoreException e) {
      log.error("The store failed during a request.", e);
      ApiException full = Refuse.noSpace();
      return e.isFull()
          ? new Answer.Refused(full.status(), full.failure())
          : new Answer.Refused(Refuse.INTERNAL, Refuse.BUG);
    } catch (Pace.TooSlowException e) {
      log.info("Refused a request (408: its body came too slowly).");
      return new Answer.Refused(Refuse.REQUEST_TIMEOUT, Refuse.TOO_SLOW);
    } catch (IOException e) {
      if (e.getCause() instanceof TimeoutException) {
        log.info("Refused a request (408: its body did not go on).");
        return new Answer.Refused(Refuse.REQUEST_TIMEOUT, Refuse.TOO_SLOW);
      }
      log.warning("A request broke off, or a file could not be read: " + e.getMessage());
      return new Answer.Refused(Refuse.BAD_REQUEST, Refuse.BROKEN_OFF);
    } catch (RuntimeException | Error e) {
      log.error("A bug ended a request.", e);
      return new Answer.Refused(Refuse.INTERNAL, Refuse.BUG);
    }
  }

  private Answer route(Request request, String path) throws ApiException, IOException {
    List<Route> ofPath = new ArrayList<>();
    for (Route route : routes) {
      Optional<List<String>> parameters = route.match(path);
      if (parameters.isPresent() && route.method().equals(request.getMethod())) {
        Optional<Session> session = session(request);
        checkAccess(route, session);
        Answer answer =
            route.endpoint().answer(new ApiRequest(request, parameters.get(), session, patience));
        if (!route.method().equals("GET")) { // clients look at jobs all the time
          log.info(route.method() + " " + route.path());
        }
        return answer;
      }
      parameters.ifPresent(found -> ofPath.add(route));
    }
    throw ofPath.isEmpty() ? noSuchPath(request) : wrongMethod(request, ofPath);
  }

  private static void checkAccess(Route route, Optional<Session> session) throws ApiException {
    if (route.access() == Route.Access.ANYBODY) {
      return;
    }
    Session found = session.orElseThrow(Refuse::noSession);
    if (route.access() == Route.Access.LOGIN && found.user().isEmpty()) {
      throw Refuse.noLogin();
    }
  }

  private Optional<Session> session(Request request) {
    return Request.getCookies(request).stream()
        .filter(cookie -> cookie.getName().equals(AnswerWriter.SESSION_COOKIE))
        .map(HttpCookie::getValue)
        .flatMap(id -> sessions.find(id).stream())
        .findFirst();
  }

  private static ApiException noSuchPath(Request request) {
    return new ApiException(
        Refuse.NOT_FOUND,
        "exception.webservices.path.unknown",
        "There is nothing at \"" + Text.shown(Request.getPathInContext(request)) + "\".",
        "Check the address; the web API is below " + BASE + ".");
  }

  private static ApiException wrongMethod(Request request, List<Route> routes) {
    TreeSet<String> methods = new TreeSet<>();
    routes.forEach(route -> methods.add(route.method()));
    return new ApiException(
        Refuse.METHOD_NOT_ALLOWED,
        "exception.webservices.method.not.allowed",
        "The method " + Text.shown(request.getMethod()) + " is not allowed here.",
        "Use " + String.join(" or ", methods) + ".");
  }

  /**
   * Reads what the client still sends after it was answered. A connection that is closed with
   * unread data is reset, and the client would never see why it was refused. What has no end is cut
   * all the same: after some time, and after more than a client has under way that means well.
   */
  private void drain(Request request) throws IOException {
    if (request.getHeaders().contains(HttpHeader.EXPECT)) {
      return; // it was waiting for us to agree, and we did not
    }
    long end = System.nanoTime() + DRAIN.toNanos();
    long left = request.getLength() <= longestUpload ? request.getLength() : -1;
    left = Math.max(left, DRAIN_BYTES);
    byte[] buffer = new byte[8192];
    InputStream body = new PacedInput(Request.asInputStream(request), patience);
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      left -= read;
      if (left < 0 || System.nanoTime() > end) {
        throw new IOException("the client goes on sending although it was answered");
      }
    }
  }
}
