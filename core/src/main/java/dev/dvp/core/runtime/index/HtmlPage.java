package dev.dvp.core.runtime.index;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A package's page in HTML (PEP 503, 592, 629). */
final class HtmlPage {
  private HtmlPage() {}

  /** The files of the page; nothing when it is of a newer API. */
  static Optional<List<ListedFile>> parse(URI address, String text) {
    Document page = Jsoup.parse(text);
    Element version = page.selectFirst("meta[name=pypi:repository-version]");
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
          .ifPresent(
              link ->
                  files.add(
                      new ListedFile(
                          link.fileName(),
                          new Origin.Remote(link.uri()),
                          link.sha256(),
                          anchor.attr("data-requires-python"),
                          anchor.hasAttr("data-yanked"))));
    }
    return Optional.of(files);
  }
}
