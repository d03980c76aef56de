package dev.dvp.core.engine;

import static dev.dvp.core.engine.AnswerFailures.join;

import dev.dvp.core.diagnostics.Causes;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.http.EnvironmentProxies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/** Says what a broken connection means, and in which state the engine is left. */
final class ConnectionFailures {
  private final EngineAddress address;
  private final Supplier<Optional<EnvironmentProxies.Way>> proxy;
  private final Supplier<Optional<String>> fingerprint;

  /**
   * Failures on the way to an engine.
   *
   * @param address the engine
   * @param proxy the proxy on the way, if there is one
   * @param fingerprint that of the certificate that was refused last
   */
  ConnectionFailures(
      EngineAddress address,
      Supplier<Optional<EnvironmentProxies.Way>> proxy,
      Supplier<Optional<String>> fingerprint) {
    this.address = address;
    this.proxy = proxy;
    this.fingerprint = fingerprint;
  }

  /** The call ended with an exception of the HTTP client. */
  DvpException failed(Call call, Throwable thrown) {
    Diagnostic diagnostic = explain(call, thrown);
    return new DvpException(diagnostic, Causes.withoutMessages(thrown));
  }

  /** Whether a failure of {@link #failed} means that no connection came about in time. */
  static boolean isNotConnected(DvpException failure) {
    // Of the exception itself only its name was kept.
    return Causes.find(failure, IOException.class)
        .map(cause -> HttpConnectTimeoutException.class.getName().equals(cause.getMessage()))
        .orElse(false);
  }

  /** The engine kept silent for too long. */
  DvpException tooSlow(Call call, Duration limit) {
    return new DvpException(
        EngineRule.NO_ANSWER_IN_TIME.at(
            call.about(),
            "While "
                + call.step().doing()
                + ", `"
                + address
                + "` was silent for "
                + inWords(limit)
                + ".",
            call.step().advice("Try again when the engine is less busy.")));
  }

  /** The user, or what started this thread, ended the command. */
  DvpException interrupted(Call call) {
    return new DvpException(
        EngineRule.INTERRUPTED.at(
            call.about(),
            "Interrupted while " + call.step().doing() + ".",
            call.step().leftBehind()));
  }

  private Diagnostic explain(Call call, Throwable thrown) {
    if (call instanceof Call.Download download) {
      if (Causes.find(thrown, BodySubscribers.LocalWriteException.class).isPresent()) {
        return EngineRule.CANNOT_WRITE_LOGS.at(
            Location.of(download.folder()),
            "The downloaded logs cannot be written: the disk is full or the folder is gone.",
            "Free some space or choose another folder; nothing was left behind.");
      }
    }
    if (Causes.find(thrown, FilePublisher.UnreadableException.class).isPresent()) {
      return EngineRule.ARTIFACT_NOT_SENT.at(
          call.about(),
          "The artifact changed, or could no longer be read, while it was sent.",
          join("Let the build end before you upload.", Step.SEND.leftBehind()));
    }
    Optional<SSLException> tls = Causes.find(thrown, SSLException.class);
    if (tls.isPresent()) {
      return explainTls(call, tls.get());
    }
    if (refusesTunnel(thrown)) {
      return EngineRule.PROXY_REFUSES.at(
          call.about(),
          "The proxy"
              + proxy.get().map(way -> " " + named(way)).orElse("")
              + " does not let dvp through to `"
              + address
              + "`.",
          "If it wants a user and a password, write them into the variable that names it, as"
              + " `http://USER:PASSWORD@HOST:PORT`; if the engine needs no proxy, add its host to"
              + " `NO_PROXY`.");
    }
    return explainConnecting(call, thrown).orElseGet(() -> explainBroken(call, thrown));
  }

  /** The JDK has no type of its own for it. */
  private static boolean refusesTunnel(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("Tunnel failed") || message.contains("roxy authentication")) {
        return true;
      }
    }
    return false;
  }

  /** What to look at besides, when the way leads through a proxy. */
  private String andTheProxy(String advice) {
    return proxy
        .get()
        .map(
            way -> advice + " The way leads through the proxy " + named(way) + ": check that, too.")
        .orElse(advice);
  }

  private static String named(EnvironmentProxies.Way way) {
    return "`" + way.at() + "` (from " + way.origin() + ")";
  }

  private Optional<Diagnostic> explainConnecting(Call call, Throwable thrown) {
    if (Causes.find(thrown, HttpConnectTimeoutException.class).isPresent()) {
      // Whether before the proxy or behind it, nobody knows.
      return Optional.of(
          EngineRule.NO_ANSWER_IN_TIME.at(
              call.about(),
              "`" + address + "` does not accept a connection in time.",
              join(
                  andTheProxy(
                      "Check the address, and that no firewall drops the connection."
                          + (address.secure() ? " Does this port take TLS?" : "")),
                  unlessAtStart(call))));
    }
    boolean isUnknown =
        Causes.find(thrown, UnresolvedAddressException.class).isPresent()
            || Causes.find(thrown, UnknownHostException.class).isPresent();
    boolean isNotThere =
        Causes.find(thrown, ConnectException.class).isPresent()
            || Causes.find(thrown, NoRouteToHostException.class).isPresent();
    if (!isUnknown && !isNotThere) {
      return Optional.empty();
    }
    EngineRule rule = isUnknown ? EngineRule.UNKNOWN_HOST : EngineRule.CANNOT_CONNECT;
    return Optional.of(
        proxy
            .get()
            .map(way -> proxyIsNotThere(call, rule, way))
            .orElseGet(() -> engineIsNotThere(call, rule)));
  }

  /** Behind a proxy nobody else is connected to, and nobody else's name is looked up. */
  private Diagnostic proxyIsNotThere(Call call, EngineRule rule, EnvironmentProxies.Way way) {
    String why =
        rule == EngineRule.UNKNOWN_HOST
            ? "its host is not known to the name server"
            : "nothing listens there, or no route leads there";
    return rule.at(
        call.about(),
        "The proxy "
            + named(way)
            + " on the way to `"
            + address
            + "` cannot be reached: "
            + why
            + ".",
        join(
            "The engine itself was not asked. Check the proxy's address, and that it is running; if"
                + " the engine needs no proxy, add its host to `NO_PROXY`.",
            unlessAtStart(call)));
  }

  private Diagnostic engineIsNotThere(Call call, EngineRule rule) {
    if (rule == EngineRule.UNKNOWN_HOST) {
      return rule.at(
          call.about(),
          "The host `" + address.host() + "` is not known to the name server.",
          join(
              "Check the spelling, and that this machine is in the engine's network (VPN).",
              unlessAtStart(call)));
    }
    return rule.at(
        call.about(),
        "`" + address + "` cannot be reached: nothing listens there, or no route leads there.",
        join("Check host and port, and that the engine is running.", unlessAtStart(call)));
  }

  private Diagnostic explainBroken(Call call, Throwable thrown) {
    boolean speaksNoHttp = Causes.find(thrown, ProtocolException.class).isPresent();
    boolean atStart = call.step() == Step.OPEN_SESSION;
    // Never past a proxy, which may be all that this machine is to speak to.
    boolean isDirect = atStart && proxy.get().isEmpty();
    if (isDirect && !address.secure() && TlsProbe.speaksTls(address)) {
      return wrongScheme(call.about(), address);
    }
    if (atStart && speaksNoHttp) {
      return EngineRule.NOT_AN_ENGINE.at(
          call.about(),
          "`" + address + "` answers, but it does not speak HTTP.",
          "Check host and port of the address.");
    }
    if (call instanceof Call.Download) {
      return EngineRule.DOWNLOAD_INCOMPLETE.at(
          Location.NONE,
          "The connection to `" + address + "` broke before the logs were complete.",
          "Try again.");
    }
    String advice =
        atStart && !address.secure()
            ? andTheProxy("If the engine takes TLS there, write `https://` in its address.")
            : "Try again.";
    return EngineRule.CONNECTION_LOST.at(
        call.about(),
        "The connection to `" + address + "` broke while " + call.step().doing() + ".",
        call.step().advice(advice));
  }

  private Diagnostic explainTls(Call call, SSLException thrown) {
    Optional<String> distrust = distrust(thrown);
    if (distrust.isPresent()) {
      return EngineRule.UNTRUSTED_CERTIFICATE.at(
          call.about(),
          "The certificate of `"
              + address
              + "` "
              + distrust.get()
              + ", so whoever answers there may not be your engine; nothing was sent.",
          untrustedHelp(thrown));
    }
    String message = String.valueOf(thrown.getMessage());
    if (message.contains("unrecognized SSL message") || message.contains("plaintext connection")) {
      return wrongScheme(call.about(), address);
    }
    boolean brokeOff = message.contains("terminated the handshake");
    if (call.step() != Step.OPEN_SESSION || brokeOff) {
      return explainBroken(call, new IOException());
    }
    return EngineRule.TLS_FAILED.at(
        call.about(),
        "`" + address + "` and this Java could not agree on an encrypted connection.",
        "Check that this port takes TLS, and that the engine offers TLS 1.2 or newer.");
  }

  /** TLS was spoken to a plain port, or plain HTTP to a TLS port. */
  static Diagnostic wrongScheme(Location about, EngineAddress address) {
    EngineAddress other =
        new EngineAddress(!address.secure(), address.host(), address.port(), address.path());
    return EngineRule.WRONG_SCHEME.at(
        about,
        "`" + address + "` takes " + (address.secure() ? "plain HTTP" : "TLS") + " on that port.",
        "Write `"
            + other
            + "` as the engine's address"
            + (address.secure() ? "; the password then travels unencrypted." : "."));
  }

  private String untrustedHelp(Throwable thrown) {
    Optional<String> shown = fingerprint.get();
    if (Causes.find(thrown, PinnedCertificate.OtherCertificateException.class).isPresent()) {
      return "Ask the engine's administrator whether the certificate was renewed; if it was not,"
          + " somebody else answers there."
          + shown.map(print -> "\nIt showed `" + print + "`.").orElse("");
    }
    boolean isOfTime =
        Causes.find(thrown, CertificateExpiredException.class).isPresent()
            || Causes.find(thrown, CertificateNotYetValidException.class).isPresent();
    String first =
        isOfTime
            ? "Have the engine's certificate renewed, and check the clock here."
            : "Use the host name that the certificate is made for, and name the authority that"
                + " signed it with `--ca-file FILE.pem`.";
    return shown
        .map(
            print ->
                first
                    + "\nIf the engine signs its certificate itself: it showed `"
                    + print
                    + "`. Compare that with what the engine's administrator says, and only then"
                    + " give `--fingerprint "
                    + print
                    + "`.")
        .orElse(first);
  }

  private static Optional<String> distrust(Throwable thrown) {
    if (Causes.find(thrown, PinnedCertificate.OtherCertificateException.class).isPresent()) {
      return Optional.of("is not the one that `--fingerprint` names");
    }
    if (Causes.find(thrown, CertificateExpiredException.class).isPresent()) {
      return Optional.of("has expired");
    }
    if (Causes.find(thrown, CertificateNotYetValidException.class).isPresent()) {
      return Optional.of("is not valid yet (or the clock here is wrong)");
    }
    if (Causes.find(thrown, CertPathBuilderException.class).isPresent()
        || Causes.find(thrown, CertPathValidatorException.class).isPresent()) {
      return Optional.of("is not signed by an authority that is trusted here");
    }
    return Causes.find(thrown, CertificateException.class)
        .map(e -> "is not made for this host name");
  }

  private static String unlessAtStart(Call call) {
    return call.step() == Step.OPEN_SESSION ? "" : call.step().leftBehind();
  }

  /** A time limit in its largest whole unit. */
  static String inWords(Duration limit) {
    if (limit.toMinutes() >= 2) {
      return limit.toMinutes() + " min";
    }
    return limit.toSeconds() >= 1 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }

  /** Whether an exception is a matter of the connection at all, and not a bug. */
  static boolean isTransport(Throwable thrown) {
    return thrown instanceof IOException
        || thrown instanceof UncheckedIOException
        || thrown instanceof UnresolvedAddressException;
  }
}
