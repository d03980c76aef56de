package dev.dvp.core.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.DvpException;
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

  private final Version version;
  private final String user;
  private final Secret password;
  private final Duration patience;

  /**
   * The API version to speak.
   *
   * @param engineApi as the engine takes it
   * @param isOfArtifact whether an artifact asks for it, rather than dvp itself
   */
  record Version(ObjectNode engineApi, boolean isOfArtifact) {}

  /**
   * A login.
   *
   * @param version the API version to speak
   * @param user who logs in
   * @param password the user's password
   * @param patience for each answer
   */
  Login(Version version, String user, Secret password, Duration patience) {
    this.version = version;
    this.user = user;
    this.password = password;
    this.patience = patience;
  }

  /**
   * Logs in, once more at most after something that may have been a no: engines lock whom they say
   * it to too often. An answer that got lost on the way, or was cut, is none.
   *
   * @return the engine's reference of the user, such as {@code USER-2}, when it says so
   */
  Optional<String> run(EngineConnection connection, Retries retries) {
    connection.text().hide(new String(password.reveal()));
    Attempts attempts = new Attempts();
    // Both together: what comes after the session may reach another server of a balancer.
    return retries.run(
        () -> {
          for (int lost = 0; ; lost++) {
            try {
              return once(connection, retries, attempts);
            } catch (DvpException e) {
              // A cookie was lost on the way, or another server of a balancer was asked.
              if (!EngineCalls.isExpired(e) || lost >= MOST_LOST) {
                throw e;
              }
            }
          }
        },
        failure -> attempts.mayGoOn());
  }

  /** What the engine has said to the password so far. */
  private static final class Attempts {
    private boolean wasRefused;
    private boolean isOver;

    void failed(Call.Login call, DvpException failure) {
      isOver |= wasRefused;
      wasRefused |=
          call.wasRefused()
              || failure.diagnostics().stream().anyMatch(d -> d.rule() == EngineRule.NOT_AN_ENGINE);
    }

    boolean mayGoOn() {
      return !isOver;
    }
  }

  private Optional<String> once(EngineConnection connection, Retries retries, Attempts attempts) {
    connection.forgetSession();
    ObjectNode session = JsonNodeFactory.instance.objectNode().put("type", "APISession");
    session.set("version", version.engineApi());
    byte[] opening = session.toString().getBytes(StandardCharsets.UTF_8);
    connection.post(new Call.Opening(version.isOfArtifact(), patience), "delphix/session", opening);
    retries.reached();
    // Without a session the engine refuses whatever comes, and does not look at the password.
    boolean isLookedAt = connection.hasSession();
    Call.Login call = new Call.Login(patience);
    byte[] credentials = credentials();
    try {
      return user(connection, call, connection.post(call, "delphix/login", credentials).result());
    } catch (DvpException e) {
      if (isLookedAt && !EngineCalls.isExpired(e)) {
        attempts.failed(call, e);
      }
      throw e;
    } finally {
      Arrays.fill(credentials, (byte) 0);
    }
  }

  /** Who is logged in: a reference, or nothing with engines that do not say. */
  private static Optional<String> user(EngineConnection connection, Call call, JsonNode result) {
    if (result.isContainerNode()) {
      // The answer to another question, which came late: so may all that follow on its connection.
      connection.renew();
      throw connection.failures().incomplete(call, "who is logged in");
    }
    return Optional.of(result.asText("")).filter(text -> !text.isEmpty());
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
