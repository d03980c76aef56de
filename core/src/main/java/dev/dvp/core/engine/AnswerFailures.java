package dev.dvp.core.engine;

import dev.dvp.core.artifact.ApiVersions;
import dev.dvp.core.diagnostics.DvpException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Says what an answer that is no success means, in words that name the engine and the step. */
final class AnswerFailures {
  private static final String LOGS_IN_ANEW = "Run the command again: it logs in anew.";

  private final EngineAddress address;

  AnswerFailures(EngineAddress address) {
    this.address = address;
  }

  /** The engine said no. */
  DvpException refused(Call call, int status, Answer.Refusal refusal) {
    if (call.step() == Step.WAIT && status >= 502) {
      return unavailable(call, "an error (HTTP " + status + ", " + refusal.details() + ")");
    }
    EngineRule rule = ruleOf(call.step(), status, refusal);
    String reason = refusal.details().isEmpty() ? "it gives no reason" : refusal.details();
    String message = "The engine `" + address + "` " + verb(rule) + ": " + reason;
    String own =
        rule == EngineRule.SESSION_EXPIRED
            ? call.step().advice(LOGS_IN_ANEW)
            : ownAdvice(call, rule);
    String advice = join(refusal.action(), own);
    return failure(
        call,
        rule,
        sentence(message),
        advice.isEmpty() ? "The engine's own log may say more." : advice);
  }

  private static EngineRule ruleOf(Step step, int status, Answer.Refusal refusal) {
    String id = refusal.id().toLowerCase(Locale.ROOT);
    boolean noSession =
        status == 401 || id.contains("webservices.login") || id.contains("webservices.session");
    if (step.isLoggedIn() && noSession) {
      return EngineRule.SESSION_EXPIRED;
    }
    return switch (step) {
      case OPEN_SESSION -> EngineRule.API_VERSION_REFUSED;
      case LOGIN ->
          id.contains("webservices.session")
              ? EngineRule.SESSION_EXPIRED
              : EngineRule.LOGIN_REFUSED;
      case REQUEST_TOKEN, SEND, TAKE ->
          isAboutBuildNumber(refusal) ? EngineRule.BUILD_NUMBER_REFUSED : EngineRule.UPLOAD_REFUSED;
      default -> EngineRule.REQUEST_REFUSED;
    };
  }

  /** Engines give no stable id for it, so their words decide. */
  static boolean isAboutBuildNumber(Answer.Refusal refusal) {
    String words =
        (refusal.id() + " " + refusal.details()).toLowerCase(Locale.ROOT).replace(" ", "");
    return words.contains("buildnumber") || words.contains("downgrade");
  }

  private static String verb(EngineRule rule) {
    return switch (rule) {
      case SESSION_EXPIRED -> "no longer knows the session";
      case API_VERSION_REFUSED -> "does not open a session";
      case LOGIN_REFUSED -> "refuses the login";
      case BUILD_NUMBER_REFUSED -> "refuses the artifact's build number";
      case UPLOAD_REFUSED -> "refuses the upload";
      default -> "refuses the request";
    };
  }

  private static String ownAdvice(Call call, EngineRule rule) {
    return switch (rule) {
      case API_VERSION_REFUSED ->
          call instanceof Call.Opening opening && opening.isForArtifact()
              ? "The session is opened with the API version that the artifact needs (its"
                  + " `engineApi`): an older engine has to be upgraded first."
              : "The session is opened with the oldest API version that dvp speaks, "
                  + ApiVersions.shown(ApiVersions.engine())
                  + ": an older engine has to be upgraded first.";
      case LOGIN_REFUSED -> "Check the user and the password, and that they belong to this engine.";
      case BUILD_NUMBER_REFUSED ->
          "Raise `buildNumber` in plugin_config.yml above the installed one, and build again.";
      case UPLOAD_REFUSED -> "What was installed before is still there.";
      default -> "";
    };
  }

  /** Something answered that is not of the engine's web API. */
  DvpException unexpected(Call call, int status, Body.InMemory body) {
    BodyKind kind = BodyKind.of(body);
    String what = kind.words() + " (HTTP " + status + ")";
    if (status == 407) {
      return failure(
          call,
          EngineRule.PROXY_REFUSES,
          "A proxy between here and `" + address + "` asks for a login.",
          "Write user and password into the variable that names it, as"
              + " `http://USER:PASSWORD@HOST:PORT`, or add the engine's host to `NO_PROXY`.");
    }
    if (status == 413) {
      return failure(
          call,
          EngineRule.UPLOAD_REFUSED,
          "`" + address + "`, or a proxy before it, refuses a body of this size (HTTP 413).",
          "Upload past the proxy, or make the artifact smaller.");
    }
    if (status == 400 && !address.secure() && saysThatItTakesTls(body)) {
      return new DvpException(ConnectionFailures.wrongScheme(call.about(), address));
    }
    // 501 is what a server says that knows no POST at all, such as one for files.
    if (status >= 500 && status != 501) {
      return unavailable(call, what);
    }
    if (!call.step().isLoggedIn() && kind != BodyKind.CUT_JSON) {
      return notAnEngine(
          call, "`" + address + "` answers, but not as an engine: it sent " + what + ".");
    }
    boolean loginPage = status == 200 && kind == BodyKind.WEB_PAGE;
    boolean isOfClient = status == 401 || status == 403;
    if (call.step().isLoggedIn() && (isOfClient || loginPage)) {
      return expired(call, what);
    }
    return unusable(call, answered(call, what) + ", which the engine's web API does not have.");
  }

  /** The words of the two most common web servers. */
  private static boolean saysThatItTakesTls(Body.InMemory body) {
    String page = new String(body.bytes(), StandardCharsets.ISO_8859_1);
    return page.contains("HTTPS port") || page.contains("SSL-enabled server port");
  }

  /** A success that lacks what the next step needs. */
  DvpException incomplete(Call call, String missing) {
    return unusable(call, answered(call, "no word of " + missing) + ".");
  }

  /** A redirect to another page, which the web API does not have: most likely to a login page. */
  DvpException redirectedWithin(Call call) {
    String what = "a redirect to another page";
    return call.step().isLoggedIn()
        ? expired(call, what)
        : notAnEngine(call, answered(call, what) + ".");
  }

  /** A redirect to another engine or another scheme. */
  DvpException redirectedTo(Call call, String origin) {
    return failure(
        call,
        EngineRule.REDIRECTED,
        "`"
            + address
            + "` sends dvp on to `"
            + origin
            + "`; dvp does not follow, since that would carry the session elsewhere.",
        join(
            "If that is the engine that you mean, write `" + origin + "` as its address.",
            call.step() == Step.OPEN_SESSION ? "" : call.step().leftBehind()));
  }

  private DvpException unavailable(Call call, String what) {
    return failure(
        call,
        EngineRule.ENGINE_UNAVAILABLE,
        answered(call, what)
            + ": the engine is starting, overloaded or behind a balancer that cannot reach it.",
        call.step().advice("Try again in some minutes."));
  }

  private static DvpException notAnEngine(Call call, String message) {
    return failure(
        call,
        EngineRule.NOT_AN_ENGINE,
        message,
        "Check host, port and path of the address.\n"
            + "Opened in a browser, it should show the engine's own login page.");
  }

  private DvpException expired(Call call, String what) {
    return failure(
        call,
        EngineRule.SESSION_EXPIRED,
        answered(call, what) + ", most likely to have dvp log in: it no longer knows the session.",
        call.step().advice(LOGS_IN_ANEW));
  }

  private static DvpException unusable(Call call, String message) {
    return failure(
        call,
        EngineRule.UNEXPECTED_ANSWER,
        message,
        call.step()
            .advice("Try again; if it stays, the engine's release is not one that dvp knows."));
  }

  private String answered(Call call, String what) {
    return "While " + call.step().doing() + ", `" + address + "` answered with " + what;
  }

  static DvpException failure(Call call, EngineRule rule, String message, String help) {
    return new DvpException(rule.at(call.about(), message, help));
  }

  private static String sentence(String text) {
    char last = text.charAt(text.length() - 1);
    return last == '.' || last == '!' || last == '?' || last == '…' ? text : text + ".";
  }

  /** Two pieces of advice, one a line. */
  static String join(String first, String second) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + "\n" + second;
  }
}
