package dev.dvp.core.engine;

import dev.dvp.core.diagnostics.DvpException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Says what an answer that is no success means, in words that name the engine and the step. */
final class AnswerFailures {
  private static final String LOOK_THERE =
      "Open the address in a browser: it should show the engine's own login page.";

  private final EngineAddress address;

  AnswerFailures(EngineAddress address) {
    this.address = address;
  }

  /** The engine said no. */
  DvpException refused(Call call, int status, Answer.Refusal refusal) {
    EngineRule rule = ruleOf(call.step(), status, refusal);
    String reason = refusal.details().isEmpty() ? "it gives no reason" : refusal.details();
    String message = "The engine `" + address + "` " + verb(rule) + ": " + reason;
    String advice = join(refusal.action(), ownAdvice(rule));
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
      case LOGIN -> EngineRule.LOGIN_REFUSED;
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

  private static String ownAdvice(EngineRule rule) {
    return switch (rule) {
      case SESSION_EXPIRED -> "Run the command again: it logs in anew.";
      case API_VERSION_REFUSED ->
          "The session is opened with the API version that the artifact needs (its `engineApi`):"
              + " an older engine has to be upgraded first.";
      case LOGIN_REFUSED -> "Check the user and the password, and that they belong to this engine.";
      case BUILD_NUMBER_REFUSED ->
          "Raise `buildNumber` in plugin_config.yml above the installed one, and build again.";
      case UPLOAD_REFUSED -> "What was installed before is still there.";
      default -> "";
    };
  }

  /** Something answered that is not of the engine's web API. */
  DvpException unexpected(Call call, int status, Body.InMemory body) {
    String what = describe(body) + " (HTTP " + status + ")";
    if (status == 407) {
      return failure(
          call,
          EngineRule.ENGINE_UNAVAILABLE,
          "A proxy between here and `" + address + "` asks for a login of its own.",
          "Reach the engine without that proxy.");
    }
    if (status >= 500) {
      return failure(
          call,
          EngineRule.ENGINE_UNAVAILABLE,
          "While "
              + call.step().doing()
              + ", `"
              + address
              + "` answered with "
              + what
              + ": the engine is starting, overloaded or behind a balancer that cannot reach it.",
          join(call.step().leftBehind(), "Try again in some minutes."));
    }
    if (status == 413) {
      return failure(
          call,
          EngineRule.UPLOAD_REFUSED,
          "`" + address + "`, or a proxy before it, refuses a body of this size (HTTP 413).",
          "Upload past the proxy, or make the artifact smaller.");
    }
    if (!address.secure() && status == 400 && saysThatItTakesTls(body)) {
      return new DvpException(ConnectionFailures.wrongScheme(call.about(), address));
    }
    if (!call.step().isLoggedIn()) {
      return failure(
          call,
          EngineRule.NOT_AN_ENGINE,
          "`" + address + "` answers, but not as an engine: it sent " + what + ".",
          join("Check host, port and path of the address.", LOOK_THERE));
    }
    if (status == 401 || status == 403 || (status == 200 && isHtml(body))) {
      return failure(
          call,
          EngineRule.SESSION_EXPIRED,
          "While "
              + call.step().doing()
              + ", `"
              + address
              + "` answered with "
              + what
              + ", most likely a login page: it no longer knows the session.",
          join(call.step().leftBehind(), "Run the command again: it logs in anew."));
    }
    return unusable(
        call,
        "While "
            + call.step().doing()
            + ", `"
            + address
            + "` answered with "
            + what
            + ", which the engine's web API does not have.");
  }

  /** The words of the two most common web servers. */
  private static boolean saysThatItTakesTls(Body.InMemory body) {
    String page = new String(body.bytes(), StandardCharsets.ISO_8859_1);
    return page.contains("HTTPS port") || page.contains("SSL-enabled server port");
  }

  /** A success that lacks what the next step needs. */
  DvpException incomplete(Call call, String missing) {
    return unusable(
        call,
        "The engine `"
            + address
            + "` answered without "
            + missing
            + " while "
            + call.step().doing()
            + ".");
  }

  private DvpException unusable(Call call, String message) {
    return failure(
        call,
        EngineRule.UNEXPECTED_ANSWER,
        message,
        join(
            call.step().leftBehind(),
            "Try again; if it stays, the engine's release is not one that dvp knows."));
  }

  /** A redirect that the client does not follow. */
  DvpException redirected(Call call, String origin, boolean toTls) {
    if (origin.isEmpty()) {
      return failure(
          call,
          call.step().isLoggedIn() ? EngineRule.SESSION_EXPIRED : EngineRule.NOT_AN_ENGINE,
          "While "
              + call.step().doing()
              + ", `"
              + address
              + "` answered with a redirect to another page, most likely a login page.",
          call.step().isLoggedIn()
              ? join(call.step().leftBehind(), "Run the command again: it logs in anew.")
              : join("Check host, port and path of the address.", LOOK_THERE));
    }
    return failure(
        call,
        EngineRule.REDIRECTED,
        "`"
            + address
            + "` sends dvp on to `"
            + origin
            + "`; dvp does not follow, since that would carry the session elsewhere.",
        toTls || call.step() == Step.OPEN_SESSION
            ? "If that is the engine that you mean, write `" + origin + "` as its address."
            : call.step().leftBehind());
  }

  static DvpException failure(Call call, EngineRule rule, String message, String help) {
    return new DvpException(rule.at(call.about(), message, help));
  }

  private static String describe(Body.InMemory body) {
    if (body.cut()) {
      return "more than " + (BodySubscribers.LONGEST_ANSWER >> 20) + " MiB";
    }
    int first = first(body.bytes());
    if (first < 0) {
      return "an empty answer";
    }
    if (first == '<') {
      return "a web page";
    }
    if (first == '{' || first == '[') {
      return lastIsClosing(body.bytes())
          ? "JSON of another kind"
          : "JSON that is cut off before its end";
    }
    return "text that is not JSON";
  }

  private static boolean isHtml(Body.InMemory body) {
    return first(body.bytes()) == '<';
  }

  private static int first(byte[] bytes) {
    int i = 0;
    boolean mark =
        bytes.length > 2
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    for (i = mark ? 3 : 0; i < bytes.length; i++) {
      if (bytes[i] > ' ' || bytes[i] < 0) {
        return bytes[i] & 0xFF;
      }
    }
    return -1;
  }

  private static boolean lastIsClosing(byte[] bytes) {
    int i = bytes.length - 1;
    while (i > 0 && bytes[i] >= 0 && bytes[i] <= ' ') {
      i--;
    }
    return bytes[i] == '}' || bytes[i] == ']';
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
