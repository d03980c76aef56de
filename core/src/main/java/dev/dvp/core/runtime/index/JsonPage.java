package dev.dvp.core.runtime.index;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.JsonReader;
import dev.dvp.core.documents.Limits;
import dev.dvp.core.documents.SourceText;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A package's page in JSON (PEP 691). */
final class JsonPage {
  private static final Limits LIMITS = new Limits(16 << 20, 30, 500_000);
  private static final String MAJOR = "1.";

  private JsonPage() {}

  /** The files of the page; nothing when it is no such page, or of a newer API. */
  static Optional<List<ListedFile>> parse(URI base, String text) {
    SourceText source = new SourceText(Path.of(""), text);
    // A key that stands twice is no reason to refuse a page: what counts is the hash of the file.
    Optional<JsonNode> root = JsonReader.parse(source, LIMITS, problem -> {}).map(Document::root);
    boolean isPage =
        root.isPresent()
            && root.get().path("files").isArray()
            && root.get().path("meta").path("api-version").asText(MAJOR).startsWith(MAJOR);
    if (!isPage) {
      return Optional.empty();
    }
    List<ListedFile> files = new ArrayList<>();
    for (JsonNode file : root.get().path("files")) {
      if (file.path("filename").isTextual() && file.path("url").isTextual()) {
        PageLinks.resolve(base, file.path("url").textValue())
            .ifPresent(link -> files.add(file(file, link)));
      }
    }
    return Optional.of(files);
  }

  private static ListedFile file(JsonNode file, PageLinks.Link link) {
    JsonNode yanked = file.path("yanked");
    return new ListedFile(
        file.path("filename").asText(),
        new Origin.Remote(link.uri()),
        PageLinks.sha256(file.path("hashes").path("sha256").asText("")).or(link::sha256),
        file.path("requires-python").asText(""),
        yanked.isTextual() || yanked.asBoolean(false));
  }
}
