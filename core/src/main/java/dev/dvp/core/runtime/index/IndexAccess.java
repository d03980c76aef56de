package dev.dvp.core.runtime.index;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Limits;
import dev.dvp.core.documents.SourceText;
import dev.dvp.core.runtime.RuntimeRule;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says with which user and password a host is asked: those of the index's address for the index
 * itself, those of the netrc file for hosts that it names. Neither goes to another host or port,
 * nor over an unencrypted connection unless the user wrote one.
 */
final class IndexAccess {
  private static final Limits LIMITS = new Limits(1 << 20, 1, 1);

  private final IndexSettings settings;
  private final Consumer<Diagnostic> warnings;
  private @Nullable Netrc netrc;

  IndexAccess(IndexSettings settings, Consumer<Diagnostic> warnings) {
    this.settings = settings;
    this.warnings = warnings;
  }

  Optional<Credentials> credentials(URI uri) {
    URI index = settings.index().uri();
    boolean isIndex = origin(uri).equals(origin(index));
    if (isIndex && settings.index().credentials().isPresent()) {
      return settings.index().credentials();
    }
    // A netrc file names no ports: what it says of the index's host is for the index alone, and not
    // for whatever else listens on that host.
    boolean isBeside = !isIndex && index.getHost().equalsIgnoreCase(uri.getHost());
    boolean isPlain = !"https".equalsIgnoreCase(uri.getScheme());
    if (isBeside || (!isIndex && isPlain)) {
      return Optional.empty();
    }
    return netrc().find(uri.getHost(), isIndex);
  }

  /** Scheme, host and port. */
  static String origin(URI uri) {
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    int port = uri.getPort() < 0 ? (secure ? 443 : 80) : uri.getPort();
    return (uri.getScheme() + "://" + uri.getHost() + ":" + port)
        .toLowerCase(java.util.Locale.ROOT);
  }

  private synchronized Netrc netrc() {
    Netrc known = netrc;
    if (known == null) {
      known = file().map(this::read).orElse(Netrc.EMPTY);
      netrc = known;
    }
    return known;
  }

  private Optional<Path> file() {
    String named = settings.environment().getOrDefault("NETRC", "");
    if (!named.isEmpty()) {
      try {
        return Optional.of(Path.of(named));
      } catch (InvalidPathException e) {
        return Optional.empty();
      }
    }
    Path usual = settings.home().resolve(".netrc");
    Path onWindows = settings.home().resolve("_netrc");
    return Files.exists(usual) ? Optional.of(usual) : Optional.of(onWindows).filter(Files::exists);
  }

  private Netrc read(Path file) {
    Optional<SourceText> text =
        SourceText.read(
            file, LIMITS, problem -> warnings.accept(problem.as(RuntimeRule.NETRC_UNREADABLE)));
    Netrc read = text.map(source -> Netrc.parse(source.text())).orElse(Netrc.EMPTY);
    if (read.brokenLine() > 0) {
      // The line is not quoted: it may be half a password.
      warnings.accept(
          RuntimeRule.NETRC_UNREADABLE.at(
              new Location(file, read.brokenLine(), 1),
              "From here on the netrc file has no effect: an entry starts with `machine HOST` or"
                  + " `default`.",
              "Write `machine HOST login USER password PASSWORD`."));
    }
    return read;
  }
}
