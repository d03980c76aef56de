package dev.dvp.core.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.settings.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Opens a session and logs in, as often as the engine forgets the one before. */
final class Login {
  /** How many sessions may get lost between their opening and the login. */
  private static final int MOST_LOST = 2;

  /** How many answers that nobody understands are taken for an accident. */
  private static final int MOST_ANSWERS = 2;

  private final ObjectNode engineApi;
  private final String user;
  private final Secret password;
  private final Duration patience;

  /**
   * A login.
   *
   * @param engineApi the API version to speak
   * @param user who logs in
   * @param password the user's password
   * @param patience for each answer
   */
  Login(ObjectNode engineApi, String user, Secret password, Duration patience) {
    this.engineApi = engineApi;
    this.user = user;
    this.password = password;
    this.patience = patience;
  }

  /**
   * Logs in.
   *
   * @return the engine's reference of the user, such as {@code USER-2}, when it says so
   */
  Optional<String> run(EngineConnection connection, Retries retries) {
    connection.text().hide(new String(password.reveal()));
    // Both together: what comes after the session may reach another server of a balancer.
    int[] answers = {0};
    return retries.run(
        () -> {
          for (int lost = 0; ; lost++) {
            try {
              return once(connection, retries);
            } catch (DvpException e) {
              // A cookie was lost on the way, or another server of a balancer was asked.
              if (!EngineCalls.isExpired(e) || lost >= MOST_LOST) {
                throw e;
              }
            }
          }
        },
        failure -> !isAnswer(failure) || ++answers[0] < MOST_ANSWERS);
  }

  /** Whether something came that may have been a no: engines lock whom they say it to too often. */
  private static boolean isAnswer(DvpException failure) {
    return failure.diagnostics().stream()
        .map(Diagnostic::rule)
        .anyMatch(rule -> rule == EngineRule.UNEXPECTED_ANSWER || rule == EngineRule.NOT_AN_ENGINE);
  }

  private Optional<String> once(EngineConnection connection, Retries retries) {
    connection.forgetSession();
    ObjectNode session = JsonNodeFactory.instance.objectNode().put("type", "APISession");
    session.set("version", engineApi);
    byte[] opening = session.toString().getBytes(StandardCharsets.UTF_8);
    connection.post(plain(Step.OPEN_SESSION), "delphix/session", opening);
    retries.reached();
    byte[] credentials = credentials();
    try {
      JsonNode result = connection.post(plain(Step.LOGIN), "delphix/login", credentials).result();
      return Optional.of(result.asText("")).filter(text -> !text.isEmpty());
    } finally {
      Arrays.fill(credentials, (byte) 0);
    }
  }

  private Call plain(Step step) {
    return new Call.Plain(step, Location.NONE, patience);
  }

  private byte[] credentials() {
    char[] characters = password.reveal();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", "LoginRequest");
      json.writeStringField("username", user);
      json.writeFieldName("password");
      json.writeString(characters, 0, characters.length);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    } finally {
      Arrays.fill(characters, '\0');
    }
    return bytes.toByteArray();
  }
}
