package dev.dvp.core.runtime.index;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.JsonReader;
import dev.dvp.core.documents.Limits;
import dev.dvp.core.documents.SourceText;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A package's page in JSON (PEP 691). */
final class JsonPage {
  private static final Limits LIMITS = new Limits(16 << 20, 30, 500_000);
  private static final String MAJOR = "1.";

  private JsonPage() {}

  /** The files of the page; nothing when it is no such page, or of a newer API. */
  static Optional<List<ListedFile>> parse(URI address, String text) {
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
        PageLinks.resolve(address, file.path("url").textValue())
            .ifPresent(link -> files.add(file(address, file, link)));
      }
    }
    return Optional.of(files);
  }

  private static ListedFile file(URI address, JsonNode file, PageLinks.Link link) {
    JsonNode yanked = file.path("yanked");
    Map<String, String> hashes = new HashMap<>();
    for (Map.Entry<String, JsonNode> one : file.path("hashes").properties()) {
      hashes.put(one.getKey().toLowerCase(Locale.ROOT), one.getValue().asText());
    }
    Optional<Checksum> checksum = Checksum.best(hashes.isEmpty() ? link.hashes() : hashes);
    Origin.Remote origin = new Origin.Remote(link.uri(), address, checksum);
    return new ListedFile(
        file.path("filename").asText(),
        origin,
        origin.sha256(),
        file.path("requires-python").asText(""),
        yanked.isTextual() || yanked.asBoolean(false));
  }
}
