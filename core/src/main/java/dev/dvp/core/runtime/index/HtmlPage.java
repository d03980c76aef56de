package dev.dvp.core.runtime.index;

import dev.dvp.core.runtime.wheels.WheelName;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A package's page in HTML (PEP 503, 592, 629). */
final class HtmlPage {
  private static final String VERSION = "meta[name=pypi:repository-version]";

  /** A version behind a name, and a way to pack it that indexes have or had. */
  private static final Pattern PACKAGE =
      Pattern.compile(
          ".+-v?[0-9].*\\.(tar|tar\\.gz|tar\\.bz2|tar\\.xz|tar\\.Z|tgz|zip|egg|exe|msi|rpm|deb)");

  private HtmlPage() {}

  /**
   * The files of the page; nothing when it is of a newer API. Links to anything but packages'
   * files, such as a project's home page, are passed over.
   */
  static Optional<List<ListedFile>> parse(URI address, String text) {
    Document page = Jsoup.parse(text);
    Element version = page.selectFirst(VERSION);
    if (version != null && !version.attr("content").startsWith("1.")) {
      return Optional.empty();
    }
    Element folder = page.selectFirst("base[href]");
    URI base =
        folder == null
            ? address
            : PageLinks.resolve(address, folder.attr("href"))
                .map(PageLinks.Link::uri)
                .orElse(address);
    List<ListedFile> files = new ArrayList<>();
    for (Element anchor : page.select("a[href]")) {
      PageLinks.resolve(base, anchor.attr("href"))
          .filter(link -> isPackageFile(link.fileName()))
          .ifPresent(link -> files.add(file(address, anchor, link)));
    }
    return Optional.of(files);
  }

  private static ListedFile file(URI address, Element anchor, PageLinks.Link link) {
    Origin.Remote origin = new Origin.Remote(link.uri(), address, Checksum.best(link.hashes()));
    return new ListedFile(
        link.fileName(),
        origin,
        origin.sha256(),
        anchor.attr("data-requires-python"),
        anchor.hasAttr("data-yanked"));
  }

  private static boolean isPackageFile(String name) {
    return name.endsWith(WheelName.SUFFIX) || PACKAGE.matcher(name).matches();
  }

  /** Whether a page says of itself that it is an index's, which one without files has to. */
  static boolean saysThatItIsOne(String text) {
    return Jsoup.parse(text).selectFirst(VERSION) != null;
  }
}
