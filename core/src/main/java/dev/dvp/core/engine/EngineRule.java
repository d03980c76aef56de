package dev.dvp.core.engine;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can go wrong between this machine and an engine. */
public enum EngineRule implements Rule {
  /** The text that should name an engine does not. */
  BAD_ADDRESS("E101", "bad-engine-address", Severity.ERROR),
  /** The address holds a user or a password. */
  ADDRESS_WITH_CREDENTIALS("E102", "address-with-credentials", Severity.ERROR),
  /** The password travels unencrypted. */
  PASSWORD_IN_CLEAR("E103", "password-in-clear", Severity.WARNING),
  /** The text that should be a certificate's fingerprint is none. */
  BAD_FINGERPRINT("E104", "bad-fingerprint", Severity.ERROR),
  /** The file of authorities cannot be used. */
  BAD_AUTHORITIES("E105", "bad-ca-file", Severity.ERROR),

  /** The name server does not know the host. */
  UNKNOWN_HOST("E201", "unknown-host", Severity.ERROR),
  /** Nothing listens there, or no way leads there. */
  CANNOT_CONNECT("E202", "cannot-connect", Severity.ERROR),
  /** The engine did not connect or answer in time. */
  NO_ANSWER_IN_TIME("E203", "no-answer-in-time", Severity.ERROR),
  /** The engine's certificate is not trusted, not valid or not for this host. */
  UNTRUSTED_CERTIFICATE("E204", "untrusted-certificate", Severity.ERROR),
  /** TLS to a plain port, or plain HTTP to a TLS port. */
  WRONG_SCHEME("E205", "wrong-scheme", Severity.ERROR),
  /** The connection broke. */
  CONNECTION_LOST("E206", "connection-lost", Severity.ERROR),
  /** The engine sends the client elsewhere. */
  REDIRECTED("E207", "redirected", Severity.ERROR),
  /** No TLS version or cipher is common to both sides, or the handshake failed otherwise. */
  TLS_FAILED("E208", "tls-failed", Severity.ERROR),
  /** The proxy on the way cannot be used, or lets nobody through. */
  PROXY_REFUSES("E209", "proxy-refuses", Severity.ERROR),

  /** Something answers, and it is no engine. */
  NOT_AN_ENGINE("E301", "not-an-engine", Severity.ERROR),
  /** An answer that the web API does not have. */
  UNEXPECTED_ANSWER("E302", "unexpected-answer", Severity.ERROR),
  /** A balancer or a proxy answers in the engine's stead. */
  ENGINE_UNAVAILABLE("E303", "engine-unavailable", Severity.ERROR),
  /** The engine says no, in its own words. */
  REQUEST_REFUSED("E304", "request-refused", Severity.ERROR),

  /** Wrong user or password. */
  LOGIN_REFUSED("E401", "login-refused", Severity.ERROR),
  /** The engine no longer knows the session. */
  SESSION_EXPIRED("E402", "session-expired", Severity.ERROR),
  /** The engine is older (or newer) than the artifact asks for. */
  API_VERSION_REFUSED("E403", "api-version-refused", Severity.ERROR),

  /** The engine does not take the artifact. */
  UPLOAD_REFUSED("E501", "upload-refused", Severity.ERROR),
  /** A higher build number is installed. */
  BUILD_NUMBER_REFUSED("E502", "build-number-refused", Severity.ERROR),
  /** The engine's work on the upload failed. */
  JOB_FAILED("E503", "job-failed", Severity.ERROR),
  /** The engine's work on the upload is suspended. */
  JOB_SUSPENDED("E504", "job-suspended", Severity.ERROR),
  /** Somebody cancelled the engine's work on the upload. */
  JOB_CANCELLED("E505", "job-cancelled", Severity.ERROR),
  /** The engine's work took longer than dvp waits. */
  WAIT_LIMIT_REACHED("E506", "wait-limit-reached", Severity.ERROR),
  /** The user ended the command. */
  INTERRUPTED("E507", "interrupted", Severity.ERROR),
  /** The file to send is not there, or changes while it is sent. */
  ARTIFACT_NOT_SENT("E508", "artifact-not-sent", Severity.ERROR),
  /** What was found on the engine after a broken upload was another's. */
  UPLOAD_LOST("E509", "upload-lost", Severity.ERROR),

  /** The engine does not have the plugin. */
  PLUGIN_NOT_INSTALLED("E601", "plugin-not-installed", Severity.ERROR),
  /** The download ended before its end, or is no archive. */
  DOWNLOAD_INCOMPLETE("E602", "download-incomplete", Severity.ERROR),
  /** The downloaded file cannot be written. */
  CANNOT_WRITE_LOGS("E603", "cannot-write-logs", Severity.ERROR),
  /** The downloaded archive cannot be unpacked, or would do harm. */
  LOGS_NOT_UNPACKED("E604", "logs-not-unpacked", Severity.ERROR);

  private final RuleIdentity identity;

  EngineRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }

  @Override
  public boolean isBesideSecrets() {
    return true;
  }
}
