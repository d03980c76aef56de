package dev.dvp.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.artifact.ApiVersions;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.http.EnvironmentProxies;
import dev.dvp.core.http.HttpClients;
import dev.dvp.core.http.Sleeper;
import dev.dvp.core.settings.Secret;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The way to one engine. Nothing is connected until {@link #login}; the sessions of one client
 * share its connections. All failures are {@code DvpException}s with an {@link EngineRule}: they
 * say what the engine said, in which state it is left, and what to do.
 */
public final class EngineClient {
  private static final Duration LONGEST_TLS_PROBE = Duration.ofSeconds(2);

  private final EngineAddress address;
  private final EngineTimeouts timeouts;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final EngineTrust trust;
  private final Backoff backoff;
  private final Consumer<Diagnostic> warnings;
  private final Consumer<String> notes;
  private final Optional<EnvironmentProxies> proxies;
  private final LazyHttp http = new LazyHttp();
  private EngineTrust.@Nullable Context certificates;

  private EngineClient(Builder builder) {
    this.address = builder.address;
    this.timeouts = builder.timeouts;
    this.clock = builder.clock;
    this.sleeper = builder.sleeper;
    this.trust = builder.trust;
    this.backoff = builder.backoff;
    this.warnings = builder.warnings;
    this.notes = builder.notes;
    // What is on this machine is on the way to no proxy.
    this.proxies =
        address.isLoopback()
            ? Optional.empty()
            : Optional.of(
                new EnvironmentProxies(
                    builder.environment, EngineRule.PROXY_REFUSES, "the engine"));
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
   */
  static ObjectNode defaultEngineApi() {
    return ApiVersions.engine();
  }

  /**
   * Opens a session for what needs no artifact, and logs in; otherwise like {@link
   * #login(ObjectNode, String, Secret)}.
   *
   * @param user who logs in
   * @param password the user's password
   * @return the session
   * @throws dev.dvp.core.diagnostics.DvpException when the engine cannot be reached, is no engine,
   *     is older than this release of dvp knows, or refuses the login
   */
  public EngineSession login(String user, Secret password) {
    return login(new Login.Version(defaultEngineApi(), false), user, password);
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
    return login(new Login.Version(engineApi, true), user, password);
  }

  private EngineSession login(Login.Version version, String user, Secret password) {
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
    EngineConnection connection = connection(http);
    Retries retries = new Retries(backoff, sleeper, notes);
    Login login = new Login(version, user, password, timeouts.request());
    EngineCalls calls = new EngineCalls(connection, login, retries, notes);
    calls.login();
    return new EngineSession(calls, timeouts, clock, sleeper);
  }

  /**
   * Finds out, without logging in, whether TLS is taken where this client goes. Two seconds are
   * enough for an engine to say so; behind a proxy, which may take its time to reach it, it has all
   * of {@link EngineTimeouts#connect}.
   *
   * @return false when plain HTTP is spoken there, nothing listens, or no encrypted connection
   *     comes about in time; true when there is no telling, as when a proxy is not there
   */
  public boolean takesTls() {
    boolean isDirect = proxies.flatMap(all -> all.way(address.uri(""))).isEmpty();
    Duration limit = timeouts.connect();
    if (isDirect && limit.compareTo(LONGEST_TLS_PROBE) > 0) {
      limit = LONGEST_TLS_PROBE;
    }
    HttpClient probe = http(limit);
    try {
      connection(() -> probe)
          .get(
              new Call.Plain(Step.OPEN_SESSION, Location.NONE, timeouts.request()),
              "delphix/session");
      return true;
    } catch (DvpException e) {
      return e.diagnostics().stream().noneMatch(d -> showsNoTls(d.rule(), e, isDirect));
    }
  }

  /** An engine that is silent behind an encrypted connection takes TLS all the same. */
  private static boolean showsNoTls(Rule rule, DvpException thrown, boolean isDirect) {
    return rule == EngineRule.WRONG_SCHEME
        || (rule == EngineRule.CANNOT_CONNECT && isDirect)
        || (rule == EngineRule.NO_ANSWER_IN_TIME && ConnectionFailures.isNotConnected(thrown));
  }

  private EngineConnection connection(HttpSource source) {
    return new EngineConnection(address, source, proxies, () -> certificates().seen().refused());
  }

  /** Made when it is asked for: Java's trust store takes its time to be read. */
  private synchronized EngineTrust.Context certificates() {
    EngineTrust.Context made = certificates;
    if (made == null) {
      made = trust.context();
      certificates = made;
    }
    return made;
  }

  /** Made at the first call: the HTTP client starts threads and loads the trust store. */
  private final class LazyHttp implements HttpSource {
    private @Nullable HttpClient made;

    @Override
    public synchronized HttpClient client() {
      if (made == null) {
        made = http(timeouts.connect());
      }
      return made;
    }

    @Override
    public synchronized void renew() {
      // What others are about to send or fetch over the old ones comes to its end.
      made = null;
    }
  }

  private HttpClient http(Duration connect) {
    Optional<SSLContext> tls =
        address.secure() ? Optional.of(certificates().tls()) : Optional.empty();
    HttpClient.Builder builder = HttpClients.builder(connect, tls);
    proxies.ifPresent(builder::proxy);
    return builder.build();
  }

  /** Collects what a client needs. */
  public static final class Builder {
    private final EngineAddress address;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private EngineTimeouts timeouts = EngineTimeouts.defaults();
    private EngineTrust trust = EngineTrust.ofJava();
    private Backoff backoff = Backoff.usual();
    private Consumer<Diagnostic> warnings = warning -> {};
    private Consumer<String> notes = note -> {};
    private Map<String, String> environment = Map.of();

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
     * @param certificates which certificates are believed
     * @return this
     */
    public Builder trust(EngineTrust certificates) {
      this.trust = certificates;
      return this;
    }

    /**
     * Another way to try again.
     *
     * @param ways how often, and after which pauses
     * @return this
     */
    public Builder backoff(Backoff ways) {
      this.backoff = ways;
      return this;
    }

    /**
     * Who hears what is done about trouble on the way, such as another attempt; nobody unless set.
     *
     * @param listener takes a sentence each time, without secrets
     * @return this
     */
    public Builder notes(Consumer<String> listener) {
      this.notes = listener;
      return this;
    }

    /**
     * Proxies on the way to engines on other machines.
     *
     * @param variables the process's environment, of which {@code HTTPS_PROXY}, {@code HTTP_PROXY},
     *     {@code ALL_PROXY} and {@code NO_PROXY} count, in capitals or not
     * @return this
     */
    public Builder proxiesOf(Map<String, String> variables) {
      this.environment = Map.copyOf(variables);
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
