package dev.dvp.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.documents.Shown;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules about {@code $ref}: that it leads somewhere, and not in a circle about the same value. */
final class ReferenceRules {
  private final Definition definition;
  private final Findings out;

  ReferenceRules(Definition definition, Findings out) {
    this.definition = definition;
    this.out = out;
  }

  /** Checks all references; tells whether all are good. */
  boolean check(List<SubSchema> schemas) {
    boolean good = true;
    for (SubSchema schema : schemas) {
      String reference = schema.node().path("$ref").textValue();
      boolean leads =
          reference == null
              || PlatformReferences.ALL.contains(reference)
              || definition.target(reference).isPresent();
      if (!leads) {
        dangling(schema, reference);
        good = false;
      }
    }
    return !circles(schemas) && good;
  }

  private void dangling(SubSchema schema, String reference) {
    out.add(
        SchemaRule.DANGLING_REFERENCE.at(
            schema.valueOf("$ref"),
            "The `$ref` " + Shown.text(reference) + " leads nowhere" + why(reference) + ".",
            help(reference)));
  }

  private String why(String reference) {
    if (isFromFile(reference)) {
      return ": each definition travels to the engine alone, and `#` is the definition, not the"
          + " file";
    }
    boolean platform = reference.startsWith(PlatformReferences.PLATFORM);
    return reference.startsWith("#") || platform ? "" : ": nothing is fetched from elsewhere";
  }

  private boolean isFromFile(String reference) {
    return reference.startsWith("#/")
        && Definition.decoded(reference.substring(1))
            .map(pointer -> definition.at(pointer).isObject())
            .orElse(false);
  }

  private String help(String reference) {
    Optional<String> platform =
        reference.startsWith("#")
            ? Optional.empty()
            : DidYouMean.nearest(reference, PlatformReferences.ALL);
    if (platform.isPresent()) {
      return "Did you mean `" + platform.get() + "`?";
    }
    String own = "/" + definition.kind().key() + "/";
    if (isFromFile(reference) && reference.startsWith("#" + own)) {
      return "Write `" + Shown.plain("#" + reference.substring(own.length())) + "`.";
    }
    String prefix = "#/definitions/";
    if (reference.startsWith(prefix)) {
      List<String> names = new ArrayList<>();
      definition.node().path("definitions").fieldNames().forEachRemaining(names::add);
      Optional<String> near = DidYouMean.nearest(reference.substring(prefix.length()), names);
      if (near.isPresent()) {
        return "Did you mean " + Shown.text(prefix + near.get()) + "?";
      }
    }
    return "Put the schema into the `definitions` of `"
        + definition.kind().key()
        + "` and write `#/definitions/NAME`.";
  }

  /**
   * Finds circles: a schema that, for one and the same value, refers to itself. Circles through
   * properties or items are how trees are described, and fine.
   */
  private boolean circles(List<SubSchema> schemas) {
    Map<String, Boolean> done = new HashMap<>();
    boolean found = false;
    for (SubSchema schema : schemas) {
      found |= circleFrom(schema.pointer(), done);
    }
    return found;
  }

  /** Depth first with a stack of our own: chains of references may be longer than Java's. */
  private boolean circleFrom(String start, Map<String, Boolean> done) {
    boolean found = false;
    Deque<String> path = new ArrayDeque<>(List.of(start));
    while (!path.isEmpty()) {
      String place = path.peek();
      Boolean state = done.putIfAbsent(place, false);
      if (state != null) {
        path.pop();
        done.put(place, true);
        continue;
      }
      for (Edge edge : edges(place)) {
        Boolean next = done.get(edge.to());
        if (next == null) {
          path.push(edge.to());
        } else if (!next) {
          found = true;
          circular(edge.reference() ? place : edge.to());
        }
      }
    }
    return found;
  }

  /** A step from a schema to another about the same value. */
  private record Edge(String to, boolean reference) {}

  private List<Edge> edges(String place) {
    JsonNode schema = definition.at(place);
    List<Edge> edges = new ArrayList<>();
    String reference = schema.path("$ref").textValue();
    if (reference != null) {
      definition.target(reference).ifPresent(to -> edges.add(new Edge(to, true)));
      return edges;
    }
    Keywords.children(
        place,
        schema,
        (keyword, child) -> {
          if (Keywords.isSameValue(keyword)) {
            edges.add(new Edge(child, false));
          }
        });
    return edges;
  }

  private void circular(String place) {
    String reference = definition.at(place).path("$ref").asText();
    out.add(
        SchemaRule.CIRCULAR_REFERENCE.at(
            definition.document().valueAt(place + "/$ref"),
            "The `$ref` "
                + Shown.text(reference)
                + " leads back to itself without ever saying anything about the value.",
            "Let it lead to a schema with a `type`; a circle through `properties` is fine."));
  }
}
