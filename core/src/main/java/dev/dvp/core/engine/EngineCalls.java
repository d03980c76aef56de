package dev.dvp.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import java.net.http.HttpResponse.BodyHandler;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The calls of a user who is logged in. What may be done twice is tried again when the way breaks;
 * a session that the engine has forgotten is replaced by a new one.
 */
final class EngineCalls {
  private final EngineConnection connection;
  private final Login login;
  private final Retries retries;
  private final Consumer<String> notes;
  private volatile Optional<String> user = Optional.empty();

  EngineCalls(EngineConnection connection, Login login, Retries retries, Consumer<String> notes) {
    this.connection = connection;
    this.login = login;
    this.retries = retries;
    this.notes = notes;
  }

  /** Logs in. */
  void login() {
    user = login.run(connection, retries);
  }

  /** Logs in within something else: when that fails, it is the state of the other that counts. */
  void loginDuring(Call call) {
    try {
      login();
    } catch (DvpException e) {
      List<Diagnostic> found =
          e.diagnostics().stream()
              .map(d -> d.rule().at(call.about(), d.message(), call.step().leftBehind()))
              .toList();
      throw new DvpException(found);
    }
  }

  /** The engine's reference of the user, when it said so. */
  Optional<String> user() {
    return user;
  }

  Retries retries() {
    return retries;
  }

  /** Tells the user what is done about trouble on the way. */
  void note(String sentence) {
    notes.accept(sentence);
  }

  EngineText text() {
    return connection.text();
  }

  /** What follows goes over connections that nothing has gone wrong on. */
  void renew() {
    connection.renew();
  }

  AnswerFailures failures() {
    return connection.failures();
  }

  ConnectionFailures connectionFailures() {
    return connection.connectionFailures();
  }

  /** Asks for something, again when that fails on the way. */
  Answer.Success get(Call call, String path) {
    return retries.run(() -> getOnce(call, path));
  }

  /** Asks once, as who is logged in. */
  Answer.Success getOnce(Call call, String path) {
    return loggedIn(call, () -> connection.get(call, path));
  }

  /** Sends what may be sent twice; an empty array is no body at all. */
  Answer.Success post(Call call, String path, byte[] json) {
    return retries.run(() -> loggedIn(call, () -> connection.post(call, path, json)));
  }

  /** Sends what makes the engine work: once more at most. */
  Answer.Success postTwice(Call call, String path, byte[] json) {
    int[] failures = {0};
    return retries.run(
        () -> loggedIn(call, () -> connection.post(call, path, json)), e -> ++failures[0] < 2);
  }

  /** Sends a form, once: only the caller knows whether it may be sent again. */
  Answer.Success upload(Call.Upload call, String path, MultipartBody form) {
    return connection.upload(call, path, form);
  }

  /**
   * Asks for something large, once.
   *
   * @return true when the body went into a file
   */
  boolean download(
      Call.Download call,
      String path,
      Optional<EngineConnection.Rest> rest,
      BodyHandler<Body> handler) {
    return loggedIn(call, () -> connection.download(call, path, rest, handler));
  }

  /** Throws when what was downloaded is the engine's refusal. */
  void throwIfRefusal(Call call, byte[] content) {
    connection.throwIfRefusal(call, content);
  }

  /**
   * Does what takes a login, after a new login when the old one is forgotten. When the new one is
   * not known either, what came in answer to it was meant for something else: it did not happen.
   */
  <T> T loggedIn(Call call, Supplier<T> what) {
    for (int failures = 0; ; failures++) {
      try {
        return what.get();
      } catch (DvpException e) {
        if (!isExpired(e) || failures >= retries.backoff().attempts()) {
          throw e;
        }
        if (failures > 0) {
          retries.pause(e, failures);
          connection.renew();
        } else {
          notes.accept("The engine no longer knows the session. Logging in again.");
        }
        loginDuring(call);
      }
    }
  }

  /** Whether the engine has forgotten who asks. */
  static boolean isExpired(DvpException failure) {
    return failure.diagnostics().stream().allMatch(d -> d.rule() == EngineRule.SESSION_EXPIRED);
  }

  /** The result of a call as an object, or a failure that says what is missing. */
  JsonNode object(Call call, Answer.Success answer, String what) {
    if (!answer.result().isObject()) {
      throw failures().incomplete(call, what);
    }
    return answer.result();
  }
}
