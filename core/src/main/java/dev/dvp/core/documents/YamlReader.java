package dev.dvp.core.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Overlay;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML 1.1 with positions, from SnakeYAML's events: nothing is ever constructed but texts,
 * numbers, booleans, nulls, lists and objects. Tags beyond the standard ones, merge keys, more than
 * a few aliases and more than one document are problems; so is a key that stands twice.
 */
public final class YamlReader {
  private static final int MOST_ALIASES = 50;
  private static final String STANDARD = "tag:yaml.org,2002:";

  /** What an anchor names: its tree, its places, and how much repeating it adds. */
  private record Anchor(JsonNode node, Position position, int values, int height) {}

  private final SourceText source;
  private final Limits limits;
  private final Consumer<Problem> problems;
  private final ParserImpl parser;
  private final Map<String, Optional<Anchor>> anchors = new HashMap<>();
  private int values;
  private int aliases;
  private int last;

  private YamlReader(
      SourceText source, Limits limits, Consumer<Problem> problems, ParserImpl parser) {
    this.source = source;
    this.limits = limits;
    this.problems = problems;
    this.parser = parser;
  }

  /**
   * Reads a file.
   *
   * @param file the file, in UTF-8
   * @param limits how much of it
   * @param problems receives what is wrong with it
   * @return the document, or nothing when it could not be read at all
   */
  public static Optional<Document> read(Path file, Limits limits, Consumer<Problem> problems) {
    return read(file, limits, Overlay.NONE, problems);
  }

  /**
   * Reads a file as it would be.
   *
   * @param file the file, in UTF-8
   * @param limits how much of it
   * @param overlay what files hold instead of what is on the disk
   * @param problems receives what is wrong with it
   * @return the document, or nothing when it could not be read at all
   */
  public static Optional<Document> read(
      Path file, Limits limits, Overlay overlay, Consumer<Problem> problems) {
    return SourceText.read(file, limits, overlay, problems)
        .flatMap(source -> parse(source, limits, problems));
  }

  /**
   * Reads a text.
   *
   * @param source the text
   * @param limits its depth and number of values
   * @param problems receives what is wrong with it
   * @return the document, or nothing when it could not be read at all
   */
  public static Optional<Document> parse(
      SourceText source, Limits limits, Consumer<Problem> problems) {
    try {
      YamlSyntax.checkCharacters(source);
      LoaderOptions options = new LoaderOptions();
      options.setCodePointLimit(Integer.MAX_VALUE);
      ParserImpl parser = new ParserImpl(new StreamReader(source.text()), options);
      return Optional.of(new YamlReader(source, limits, problems, parser).document());
    } catch (Stop stop) {
      problems.accept(stop.problem());
    } catch (YAMLException e) {
      problems.accept(YamlSyntax.explain(e, source));
    }
    return Optional.empty();
  }

  private Document document() {
    next();
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      throw new Stop(
          new Problem(
              Problem.Kind.NOT_AN_OBJECT,
              source.at(0),
              "The file is empty, or holds comments alone.",
              ""));
    }
    next();
    Position position = new Position(-1);
    JsonNode root = value(next(), position, 0);
    next();
    Event next = next();
    if (!next.is(Event.ID.StreamEnd)) {
      throw new Stop(
          feature(
              next.getStartMark(),
              "A second YAML document starts here; only one is read.",
              "Remove the `---` and what follows, or join the two."));
    }
    return new Document(source, root, position, true);
  }

  private Event next() {
    try {
      Event event = parser.getEvent();
      last = event.getEndMark().getIndex();
      return event;
    } catch (IllegalArgumentException e) {
      // SnakeYAML lets the JDK's own exception pass for `\\x`, `\\u` and `\\U` without a character.
      throw new Stop(
          new Problem(
              Problem.Kind.SYNTAX,
              source.atCodePoint(last),
              "After this, a text in double quotes holds a `\\x` or `\\u` that names no character.",
              "Write `\\\\` for a backslash, or use single quotes."));
    }
  }

  private JsonNode value(Event event, Position position, int depth) {
    position.value = event.getStartMark().getIndex();
    count(1, event.getStartMark());
    if (depth > limits.depth()) {
      throw new Stop(
          limit(
              event.getStartMark(),
              "Lists and objects stand more than " + limits.depth() + " levels deep here."));
    }
    if (event instanceof AliasEvent alias) {
      return alias(alias, position, depth);
    }
    String name = ((NodeEvent) event).getAnchor();
    int before = values;
    if (name != null) {
      anchors.put(name, Optional.empty());
    }
    JsonNode node;
    if (event instanceof ScalarEvent scalar) {
      node = scalar(scalar, position);
    } else if (event instanceof SequenceStartEvent start) {
      checkTag(start.getTag(), "seq", start.getStartMark());
      node = list(position, depth);
    } else {
      MappingStartEvent start = (MappingStartEvent) event;
      checkTag(start.getTag(), "map", start.getStartMark());
      node = object(position, depth);
    }
    if (name != null) {
      anchors.put(name, Optional.of(new Anchor(node, position, values - before, height(node))));
    }
    return node;
  }

  private ArrayNode list(Position position, int depth) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Event event = next(); !event.is(Event.ID.SequenceEnd); event = next()) {
      Position element = new Position(-1);
      list.add(value(event, element, depth + 1));
      position.add(element);
    }
    return list;
  }

  private ObjectNode object(Position position, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Event event = next(); !event.is(Event.ID.MappingEnd); event = next()) {
      Mark mark = event.getStartMark();
      Position member = new Position(mark.getIndex());
      String key = key(event, depth);
      JsonNode value = value(next(), member, depth + 1);
      if (key == null) {
        continue;
      }
      Position before = position.child(key);
      if (before != null) {
        problems.accept(
            new Problem(
                Problem.Kind.DUPLICATE_KEY,
                place(mark),
                "The key "
                    + Shown.text(key)
                    + " stands twice, first in line "
                    + source.atCodePoint(before.key).line()
                    + ".",
                "Remove one of the two."));
      }
      object.set(key, value);
      position.put(key, member);
    }
    return object;
  }

  /** The key's text; null after a problem with it. */
  private @Nullable String key(Event event, int depth) {
    Position position = new Position(-1);
    JsonNode key = value(event, position, depth + 1);
    if (event instanceof ScalarEvent scalar && scalar.isPlain() && scalar.getValue().equals("<<")) {
      problems.accept(
          feature(event.getStartMark(), "Merge keys (`<<`) are not read here.", "Write it out."));
      return null;
    }
    if (key.isContainerNode()) {
      problems.accept(
          feature(event.getStartMark(), "A key is a word here, not a list or an object.", ""));
      return null;
    }
    if (key.isTextual()) {
      return key.textValue();
    }
    // `on:`, `1:`, `null:`: PyYAML gives no text for them. As written, they are unknown to all
    // rules.
    return position.raw;
  }

  private JsonNode alias(AliasEvent event, Position position, int depth) {
    Optional<Anchor> anchor = anchors.get(event.getAnchor());
    Mark mark = event.getStartMark();
    if (anchor == null) {
      throw new Stop(
          feature(
              mark, "No `&" + Shown.plain(event.getAnchor()) + "` stands before this alias.", ""));
    }
    if (anchor.isEmpty()) {
      throw new Stop(feature(mark, "This alias stands inside what it names.", ""));
    }
    if (++aliases > MOST_ALIASES) {
      throw new Stop(
          feature(
              mark,
              "The file has more than " + MOST_ALIASES + " aliases.",
              "Write the values out."));
    }
    count(anchor.get().values(), mark);
    if (depth + anchor.get().height() > limits.depth()) {
      throw new Stop(limit(mark, "This alias repeats what is nested too deep for this place."));
    }
    position.insidesOf(anchor.get().position());
    return anchor.get().node();
  }

  private JsonNode scalar(ScalarEvent event, Position position) {
    String text = event.getValue();
    Mark mark = event.getStartMark();
    if (Surrogates.hasLone(text)) {
      problems.accept(
          limit(mark, "This text holds half of a surrogate pair, which is no character."));
    }
    JsonNode asText = JsonNodeFactory.instance.textNode(text);
    String tag = event.getTag();
    boolean plain = event.getImplicit().canOmitTagInPlainScalar() && tag == null;
    if (!plain && (tag == null || tag.equals("!") || tag.equals(STANDARD + "str"))) {
      return asText;
    }
    if (tag != null && !isScalarTag(tag)) {
      checkTag(tag, "str", mark);
      return asText;
    }
    JsonNode resolved =
        YamlScalars.resolve(text)
            .orElseGet(
                () -> {
                  problems.accept(limit(mark, "This number is too long or too large."));
                  return JsonNodeFactory.instance.numberNode(0);
                });
    if (!resolved.isTextual()) {
      position.raw = text;
    }
    return resolved;
  }

  private static int height(JsonNode node) {
    int height = 0;
    for (JsonNode child : node) {
      height = Math.max(height, 1 + height(child));
    }
    return height;
  }

  private static boolean isScalarTag(String tag) {
    return switch (tag) {
      case STANDARD + "int",
          STANDARD + "float",
          STANDARD + "bool",
          STANDARD + "null",
          STANDARD + "timestamp" ->
          true;
      default -> false;
    };
  }

  private void checkTag(@Nullable String tag, String expected, Mark mark) {
    if (tag != null && !tag.equals("!") && !tag.equals(STANDARD + expected)) {
      String shown = tag.startsWith(STANDARD) ? "!!" + tag.substring(STANDARD.length()) : tag;
      problems.accept(
          feature(
              mark,
              "The YAML tag "
                  + Shown.text(shown)
                  + " is refused: a tag can make a reader run code.",
              "Remove the tag."));
    }
  }

  private void count(int more, Mark mark) {
    values += more;
    if (values > limits.values()) {
      throw new Stop(
          limit(mark, "The file holds, aliases spelt out, over " + limits.values() + " values."));
    }
  }

  private Location place(Mark mark) {
    return source.atCodePoint(mark.getIndex());
  }

  private Problem feature(Mark mark, String message, String help) {
    return new Problem(Problem.Kind.FEATURE, place(mark), message, help);
  }

  private Problem limit(Mark mark, String message) {
    return new Problem(Problem.Kind.LIMIT, place(mark), message, "");
  }
}
