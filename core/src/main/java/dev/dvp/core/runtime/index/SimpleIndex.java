package dev.dvp.core.runtime.index;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.Sha256;
import dev.dvp.core.http.Credentials;
import dev.dvp.core.http.EnvironmentProxies;
import dev.dvp.core.runtime.requirements.PackageName;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * A package index that speaks the Simple API (PEP 503, 691), as JSON or, when it cannot, as HTML.
 * Each page is asked for once.
 */
public final class SimpleIndex implements PackageSource {
  static final String JSON = "application/vnd.pypi.simple.v1+json";
  private static final String HTML = "application/vnd.pypi.simple.v1+html";
  private static final String OLD_HTML = "text/html";
  private static final String ACCEPT = JSON + ", " + HTML + ";q=0.2, " + OLD_HTML + ";q=0.01";
  private static final long LARGEST_PAGE = 16L << 20;

  private final IndexSettings settings;
  private final Consumer<Diagnostic> warnings;
  private final IndexFailures failures = new IndexFailures();
  private final IndexAccess access;
  private final IndexHttp http;
  private final Map<PackageName, List<ListedFile>> known = new HashMap<>();

  /**
   * An index, which nobody is asked about yet.
   *
   * @param settings the index and the world around it
   * @param warnings takes what is wrong with the netrc file, and which files were not checked
   */
  public SimpleIndex(IndexSettings settings, Consumer<Diagnostic> warnings) {
    this(settings, warnings, Optional.empty());
  }

  /** An index whose certificate somebody else than Java's own trust store is to judge. */
  SimpleIndex(IndexSettings settings, Consumer<Diagnostic> warnings, Optional<SSLContext> tls) {
    this.settings = settings;
    this.warnings = warnings;
    this.access = new IndexAccess(settings, warnings);
    this.http = new IndexHttp(settings, access, failures, tls);
  }

  @Override
  public List<ListedFile> files(PackageName name) {
    return files(name, IndexHttp.Effort.of(settings.timeouts().page(), LARGEST_PAGE));
  }

  /**
   * The files of a package, asked for once and for a short time.
   *
   * @param name the package
   * @return its files
   * @throws DvpException when the index is not there, or not quick enough
   */
  public List<ListedFile> filesSoon(PackageName name) {
    return files(name, IndexHttp.Effort.once(settings.timeouts().probe(), LARGEST_PAGE));
  }

  /**
   * Its address.
   *
   * @return the address without user and password
   */
  public String address() {
    return settings.index().toString();
  }

  /**
   * The way to the index: its address, the proxies before it, and who asks either. Whether one way
   * leads anywhere says nothing about another.
   *
   * @return a text to compare with others and to hash, with users and without passwords
   */
  public String way() {
    URI uri = settings.index().uri();
    EnvironmentProxies proxies = IndexFailures.proxies(settings.environment());
    return String.join(
        "\n",
        address(),
        user(access.credentials(uri)),
        proxies.select(uri).toString(),
        user(proxies.credentials(uri)));
  }

  // A password is not part of it: a name in the cache could be tried out against short ones.
  private static String user(Optional<Credentials> known) {
    return known.map(one -> "user " + new String(one.user().reveal())).orElse("nobody");
  }

  private synchronized List<ListedFile> files(PackageName name, IndexHttp.Effort effort) {
    List<ListedFile> before = known.get(name);
    if (before == null) {
      before = page(name, effort);
      known.put(name, before);
    }
    return before;
  }

  private List<ListedFile> page(PackageName name, IndexHttp.Effort effort) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    URI uri = settings.index().uri().resolve(name.value() + "/");
    IndexHttp.Answer answer =
        http.get(
            uri,
            ACCEPT,
            effort,
            () -> {
              body.reset();
              return body;
            });
    if (answer.status() == 404 || answer.status() == 410) {
      return List.of();
    }
    if (answer.status() != 200) {
      throw failures.refused(answer);
    }
    List<ListedFile> files =
        switch (answer.type()) {
          case JSON, "application/json" -> json(answer.uri(), body);
          case HTML, OLD_HTML -> html(answer, body);
          default -> throw failures.unexpected(answer.uri(), "is no page of the Simple API");
        };
    return files;
  }

  private List<ListedFile> json(URI uri, ByteArrayOutputStream body) {
    return JsonPage.parse(uri, body.toString(StandardCharsets.UTF_8))
        .orElseThrow(() -> failures.unexpected(uri, "sends JSON that is no page of an index"));
  }

  private List<ListedFile> html(IndexHttp.Answer answer, ByteArrayOutputStream body) {
    String text = body.toString(StandardCharsets.UTF_8);
    List<ListedFile> files =
        HtmlPage.parse(answer.uri(), text)
            .orElseThrow(
                () -> failures.unexpected(answer.uri(), "speaks a newer Simple API than 1"));
    // A portal, or an application of the web, answers with some page at any address.
    boolean isOne =
        !files.isEmpty() || answer.type().equals(HTML) || HtmlPage.saysThatItIsOne(text);
    if (!isOne) {
      throw failures.unexpected(answer.uri(), "sends a page that links to no package's file");
    }
    return files;
  }

  /**
   * Fetches a file, and holds it against what the index says of it.
   *
   * @param file where it is
   * @param most the largest that it may be, in bytes
   * @param sink makes a stream for its bytes, anew at each attempt
   * @throws DvpException when it cannot be had, or is not what the index says
   */
  void download(Origin.Remote file, long most, IndexHttp.Sink sink) {
    http.checked(file.page(), file.uri());
    Optional<Checksum> strong = file.checksum().filter(one -> one.strong().isPresent());
    if (strong.isPresent() && !strong.get().isUsable()) {
      throw failures.noChecksum(file.uri(), strong.get());
    }
    MessageDigest digest = Sha256.digest(strong.flatMap(Checksum::strong).orElse("SHA-256"));
    IndexHttp.Effort effort = IndexHttp.Effort.of(settings.timeouts().file(), most);
    IndexHttp.Sink digesting =
        () -> {
          digest.reset();
          return new DigestOutputStream(sink.open(), digest);
        };
    IndexHttp.Answer answer = http.get(file.uri(), "*/*", effort, digesting);
    if (answer.status() != 200) {
      throw failures.refused(answer);
    }
    if (strong.isPresent() && !strong.get().value().equals(Sha256.hex(digest))) {
      throw failures.otherChecksum(file.uri(), strong.get());
    }
    if (strong.isEmpty() && file.checksum().isPresent()) {
      warnings.accept(failures.unchecked(file.uri(), file.checksum().get()));
    }
  }

  @Override
  public String describe() {
    return "the index `" + settings.index() + "`";
  }
}
