package dev.dvp.core.runtime.index;

import dev.dvp.core.diagnostics.Causes;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.http.EnvironmentProxies;
import dev.dvp.core.runtime.RuntimeRule;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * Says why an index cannot be asked, and which option or setting mends it. Addresses are shown
 * without user, password and query, and what a server says is not shown at all.
 */
final class IndexFailures {
  private static final String OTHERWISE =
      "Check the network, name another index with `--index-url`, or give a folder of wheels with"
          + " `--wheelhouse`.";

  private static final String TELL_THEM =
      "If it stays so, tell those who run the index, or name another with `--index-url`.";

  /** The proxies on the way, of which one that cannot be used makes the index unreachable. */
  static EnvironmentProxies proxies(Map<String, String> environment) {
    return new EnvironmentProxies(environment, RuntimeRule.INDEX_UNREACHABLE, "the package index");
  }

  /** The connection failed. */
  DvpException broken(URI uri, IOException e) {
    Diagnostic finding = explain(uri, e);
    return new DvpException(finding, Causes.withoutMessages(e));
  }

  private static Diagnostic explain(URI uri, IOException e) {
    if (Causes.find(e, BodySink.LocalWriteException.class).isPresent()) {
      return RuntimeRule.CACHE_UNUSABLE.at(
          Location.NONE,
          "What comes from " + shown(uri) + " cannot be written to the cache of wheels.",
          "Make room on the disk, and `~/.dvp/cache/wheels` writable for you.");
    }
    if (Causes.find(e, BodySink.TooLargeException.class).isPresent()) {
      return RuntimeRule.INDEX_ANSWER.at(
          Location.NONE,
          "What " + shown(uri) + " sends is larger than any package's page or wheel is.",
          "Check the address that `--index-url` names.");
    }
    if (Causes.find(e, IndexHttp.TooSlowException.class).isPresent()) {
      return unreachable(uri, "does not answer, or too slowly", OTHERWISE);
    }
    if (Causes.find(e, SSLException.class).isPresent()) {
      return unreachable(
          uri,
          "and this Java could not agree on an encrypted connection, or its certificate is not"
              + " trusted",
          "Where a proxy or a company's own authority signs certificates, add it to Java's trust"
              + " store (`keytool -importcert`), or name one with"
              + " `DVP_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE`.");
    }
    if (Causes.find(e, UnknownHostException.class).isPresent()
        || Causes.find(e, UnresolvedAddressException.class).isPresent()) {
      return RuntimeRule.INDEX_UNREACHABLE.at(
          Location.NONE,
          "The host `" + uri.getHost() + "` of the package index is not known to the name server.",
          "Where the way out leads through a proxy, set `HTTPS_PROXY`. " + OTHERWISE);
    }
    boolean refused = Causes.find(e, ConnectException.class).isPresent();
    return unreachable(uri, refused ? "does not take a connection" : "broke off", OTHERWISE);
  }

  private static Diagnostic unreachable(URI uri, String problem, String help) {
    return RuntimeRule.INDEX_UNREACHABLE.at(
        Location.NONE, "The package index at " + shown(uri) + " " + problem + ".", help);
  }

  /** The index answered, and with no page or file. */
  DvpException refused(IndexHttp.Answer answer) {
    int status = answer.status();
    if (status == 401 || status == 403) {
      return new DvpException(
          RuntimeRule.INDEX_REFUSED.at(
              Location.NONE,
              shown(answer.uri()) + " does not let this user in (HTTP " + status + ").",
              "Write `machine "
                  + answer.uri().getHost()
                  + " login USER password PASSWORD` into ~/.netrc, or put user and password into"
                  + " `DVP_INDEX_URL`; check them when they are there."));
    }
    if (status == 407) {
      return new DvpException(
          RuntimeRule.INDEX_REFUSED.at(
              Location.NONE,
              "The proxy on the way to " + shown(answer.uri()) + " wants a user and a password.",
              "Write them into `HTTPS_PROXY` as `http://USER:PASSWORD@HOST:PORT`; check them when"
                  + " they are there."));
    }
    if (status >= 500 || status == 429) {
      return new DvpException(
          unreachable(
              answer.uri(), "is out of order or overloaded (HTTP " + status + ")", OTHERWISE));
    }
    return unexpected(answer.uri(), "answers with HTTP " + status);
  }

  /** What answers is no index. */
  DvpException unexpected(URI uri, String problem) {
    return new DvpException(
        RuntimeRule.INDEX_ANSWER.at(
            Location.NONE,
            shown(uri) + " " + problem + ", so it is no package index that dvp understands.",
            "Check the address that `--index-url` names; that of an index ends with `/simple/` as a"
                + " rule."));
  }

  DvpException redirectedInCircles(URI start) {
    return new DvpException(
        RuntimeRule.INDEX_REDIRECTED.at(
            Location.NONE,
            shown(start) + " sends the client on without an end, or to no address.",
            "Name the index's final address with `--index-url`."));
  }

  DvpException ledElsewhere(URI from, URI to) {
    return new DvpException(
        RuntimeRule.INDEX_REDIRECTED.at(
            Location.NONE,
            shown(from)
                + " leads to an address of the kind `"
                + to.getScheme()
                + ":`, and packages come over `https:` and `http:` only.",
            "Name the index's final address with `--index-url`."));
  }

  DvpException unencrypted(URI from, URI to) {
    return new DvpException(
        RuntimeRule.INDEX_REDIRECTED.at(
            Location.NONE,
            shown(from)
                + " leads to "
                + IndexAccess.origin(to)
                + ", which is not encrypted: whoever is on the way could put another file in the"
                + " place of a package.",
            "Name an index with `--index-url` that stays with `https://`."));
  }

  /** What the index says of a file's content cannot be that of any file. */
  DvpException noChecksum(URI file, Checksum stated) {
    return new DvpException(
        RuntimeRule.DOWNLOAD_DAMAGED.at(
            Location.NONE,
            "The index gives for "
                + shown(file)
                + " a "
                + stated.algorithm()
                + " that is none, so it cannot be told whether the file is the right one, and it"
                + " was not fetched.",
            TELL_THEM));
  }

  /** A file is another one than the index says. */
  DvpException otherChecksum(URI file, Checksum stated) {
    return new DvpException(
        RuntimeRule.DOWNLOAD_DAMAGED.at(
            Location.NONE,
            "The file "
                + shown(file)
                + " has another "
                + stated.algorithm()
                + " than the index says: it was damaged or exchanged on the way, and was not used.",
            "Try again. " + TELL_THEM));
  }

  /** A file may be another one than the index says. */
  Diagnostic unchecked(URI file, Checksum stated) {
    return RuntimeRule.UNCHECKED_DOWNLOAD.at(
        Location.NONE,
        "Nobody checked that "
            + shown(file)
            + " is the file that the index means: all that it gives for it is "
            + Shown.text(stated.algorithm())
            + ", which dvp does not take for a proof.",
        "Pin the files with `dvp lock`, or name an index with `--index-url` that gives SHA-256.");
  }

  /** An address in backquotes without what may be secret in it. */
  static String shown(URI uri) {
    int port = uri.getPort();
    return "`"
        + uri.getScheme()
        + "://"
        + uri.getHost()
        + (port < 0 ? "" : ":" + port)
        + (uri.getRawPath() == null ? "" : uri.getRawPath())
        + "`";
  }
}
