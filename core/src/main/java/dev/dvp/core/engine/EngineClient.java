package dev.dvp.core.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.artifact.ApiVersions;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.http.HttpClients;
import dev.dvp.core.settings.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The way to one engine. Nothing is connected until {@link #login}; the sessions of one client
 * share its connections. All failures are {@code DvpException}s with an {@link EngineRule}: they
 * say what the engine said, in which state it is left, and what to do.
 */
public final class EngineClient {
  private final EngineAddress address;
  private final EngineTimeouts timeouts;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Optional<SSLContext> tls;
  private final Consumer<Diagnostic> warnings;
  private final Supplier<HttpClient> http = new LazyHttp();

  private EngineClient(Builder builder) {
    this.address = builder.address;
    this.timeouts = builder.timeouts;
    this.clock = builder.clock;
    this.sleeper = builder.sleeper;
    this.tls = builder.tls;
    this.warnings = builder.warnings;
  }

  /**
   * Starts a client.
   *
   * @param address the engine
   * @param clock the time, for the limit on waiting
   * @param sleeper lets time pass between two looks at a job
   * @return a builder with defaults for all else
   */
  public static Builder builder(EngineAddress address, InstantSource clock, Sleeper sleeper) {
    return new Builder(address, clock, sleeper);
  }

  /**
   * The API version to open a session with when no artifact says which: the lowest that takes the
   * artifacts of this release.
   *
   * @return a new {@code APIVersion}
   */
  public static ObjectNode defaultEngineApi() {
    return ApiVersions.engine();
  }

  /**
   * Opens a session and logs in. Warns ({@code E103}) when the password is about to travel
   * unencrypted to another machine.
   *
   * @param engineApi the API version to speak: an artifact's {@code engineApi}
   * @param user who logs in
   * @param password the user's password
   * @return the session
   * @throws dev.dvp.core.diagnostics.DvpException when the engine cannot be reached, is no engine,
   *     does not speak that version, or refuses the login
   */
  public EngineSession login(ObjectNode engineApi, String user, Secret password) {
    if (!address.secure() && !address.isLoopback()) {
      warnings.accept(
          EngineRule.PASSWORD_IN_CLEAR.at(
              Location.NONE,
              "The password travels unencrypted to `"
                  + address
                  + "`: whoever is on the way can"
                  + " read it.",
              "Write `https://` when the engine takes it."));
    }
    EngineConnection connection = new EngineConnection(address, http);
    connection.text().hide(new String(password.reveal()));
    ObjectNode session = JsonNodeFactory.instance.objectNode().put("type", "APISession");
    session.set("version", engineApi);
    byte[] opening = session.toString().getBytes(StandardCharsets.UTF_8);
    connection.post(plain(Step.OPEN_SESSION), "delphix/session", opening);
    byte[] credentials = credentials(user, password);
    try {
      connection.post(plain(Step.LOGIN), "delphix/login", credentials);
    } finally {
      Arrays.fill(credentials, (byte) 0);
    }
    return new EngineSession(connection, timeouts, clock, sleeper);
  }

  private Call plain(Step step) {
    return new Call.Plain(step, Location.NONE, timeouts.request());
  }

  private static byte[] credentials(String user, Secret password) {
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

  /** Made at the first call: the HTTP client starts threads and loads the trust store. */
  private final class LazyHttp implements Supplier<HttpClient> {
    private @Nullable HttpClient made;

    @Override
    public synchronized HttpClient get() {
      if (made == null) {
        made = HttpClients.builder(timeouts.connect(), tls).build();
      }
      return made;
    }
  }

  /** Collects what a client needs. */
  public static final class Builder {
    private final EngineAddress address;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private EngineTimeouts timeouts = EngineTimeouts.defaults();
    private Optional<SSLContext> tls = Optional.empty();
    private Consumer<Diagnostic> warnings = warning -> {};

    private Builder(EngineAddress address, InstantSource clock, Sleeper sleeper) {
      this.address = address;
      this.clock = clock;
      this.sleeper = sleeper;
    }

    /**
     * Other times than the defaults.
     *
     * @param times how long to wait for what
     * @return this
     */
    public Builder timeouts(EngineTimeouts times) {
      this.timeouts = times;
      return this;
    }

    /**
     * Another trust than Java's own store.
     *
     * @param context decides which certificates are trusted
     * @return this
     */
    public Builder tls(SSLContext context) {
      this.tls = Optional.of(context);
      return this;
    }

    /**
     * Who hears warnings; nobody unless set.
     *
     * @param listener takes each warning as it comes up
     * @return this
     */
    public Builder warnings(Consumer<Diagnostic> listener) {
      this.warnings = listener;
      return this;
    }

    /**
     * Makes the client; connects to nothing.
     *
     * @return the client
     */
    public EngineClient build() {
      return new EngineClient(this);
    }
  }
}
