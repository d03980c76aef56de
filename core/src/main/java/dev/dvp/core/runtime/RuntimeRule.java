package dev.dvp.core.runtime;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/**
 * The rules of runtime packages: {@code B60…} what is asked for, {@code B61…} where wheels come
 * from, {@code B62…} choosing among them, {@code B63…} what is in a wheel, {@code B64…} the lock,
 * {@code B65…} which runtime an artifact has.
 */
public enum RuntimeRule implements Rule {
  /** A requirement that is none of PEP 508, or is of a kind that an artifact cannot have. */
  BAD_REQUIREMENT("B601", "bad-requirement"),
  /** A line of a requirements file that dvp does not act on. */
  UNSUPPORTED_OPTION("B602", "unsupported-requirements-option"),
  /** A requirements file is missing, lies outside the plugin's folder or includes itself. */
  REQUIREMENTS_UNREADABLE("B603", "requirements-unreadable"),

  /** An index gives no hash of a file that would tell it from others. */
  UNCHECKED_DOWNLOAD("B610", "unchecked-download", Severity.WARNING),
  /** A wheelhouse is no folder that can be read. */
  WHEELHOUSE_UNREADABLE("B611", "wheelhouse-unreadable"),
  /** The text that should be the address of an index is none. */
  BAD_INDEX_URL("B612", "bad-index-url"),
  /** The index cannot be reached, or does not answer in time. */
  INDEX_UNREACHABLE("B613", "index-unreachable"),
  /** What answers is no index, or a broken one. */
  INDEX_ANSWER("B614", "unexpected-index-answer"),
  /** The index, or the proxy before it, wants to know who asks. */
  INDEX_REFUSED("B615", "index-refused"),
  /** The index sends the client round in circles, or to an unencrypted connection. */
  INDEX_REDIRECTED("B616", "index-redirected"),
  /** The netrc file cannot be read. */
  NETRC_UNREADABLE("B617", "netrc-unreadable", Severity.WARNING),
  /** A file from the index is not the one that the index, or the lock, tells of. */
  DOWNLOAD_DAMAGED("B618", "download-damaged"),
  /** The cache cannot be written. */
  CACHE_UNUSABLE("B619", "wheel-cache-unusable"),

  /** No source has the package at all. */
  PACKAGE_NOT_FOUND("B621", "package-not-found"),
  /** There is the package, and no wheel of it that the engine's Python could use. */
  NO_FITTING_WHEEL("B622", "no-fitting-wheel"),
  /** No version satisfies everybody who asks for the package. */
  CONFLICTING_REQUIREMENTS("B623", "conflicting-requirements"),
  /** Choosing took more steps than any sensible set of packages needs. */
  RESOLUTION_OVER_LIMIT("B624", "resolution-over-limit"),
  /** A version goes in that its authors withdrew, since just that one is asked for. */
  WITHDRAWN_VERSION("B625", "withdrawn-version", Severity.WARNING),

  /** A wheel is no zip, or lacks a file that makes it a wheel. */
  WHEEL_DAMAGED("B631", "wheel-damaged"),
  /** A file in a wheel is not the one that its RECORD tells of. */
  WHEEL_RECORD("B632", "wheel-record-mismatch"),
  /** A wheel holds compiled code. */
  WHEEL_NOT_PURE("B633", "wheel-not-pure"),
  /** A file of a wheel would be unpacked outside its folder, or over another. */
  WHEEL_UNSAFE_NAME("B634", "wheel-unsafe-name"),
  /** A wheel is larger, packed or unpacked, than any pure-Python package is. */
  WHEEL_OVER_LIMIT("B635", "wheel-over-limit"),
  /** A wheel's metadata cannot be read, or speaks of another package than its name. */
  WHEEL_METADATA("B636", "wheel-metadata"),
  /** Two packages bring different files of one name. */
  PACKAGES_OVERLAP("B637", "packages-overlap"),

  /** The lock file cannot be read, or does not say what a lock says. */
  BAD_LOCK("B641", "bad-lock"),
  /** There is no lock, and one was asked for. */
  LOCK_MISSING("B642", "lock-missing"),
  /** The lock was made for other requirements. */
  LOCK_OUTDATED("B643", "lock-outdated"),
  /** No source has the very file that the lock names. */
  LOCKED_FILE_MISSING("B644", "locked-file-missing"),
  /** The lock file cannot be written. */
  LOCK_NOT_WRITABLE("B645", "lock-not-writable"),

  /** An artifact gets dvp's own runtime, since the official one is not to be had. */
  BUNDLED_RUNTIME("B651", "bundled-runtime", Severity.WARNING),
  /** An artifact without the official runtime was about to go to a real engine. */
  NOT_FOR_REAL_ENGINES("B652", "not-for-real-engines");

  private final RuleIdentity identity;

  RuntimeRule(String id, String title) {
    this(id, title, Severity.ERROR);
  }

  RuntimeRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}
