package dev.dvp.localengine.page;

import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Sources with their snapshots, and with each snapshot the sources that have their data of it. */
final class SourceTree {
  private static final int MOST_SNAPSHOTS = 50;

  private final Shelf shelf;
  private final ObjectView objects;
  private final String pluginId;
  private final Map<Long, List<Source>> bySnapshot;
  private final List<Source> all;
  private final Set<Long> written = new HashSet<>();

  SourceTree(Shelf shelf, String pluginId) {
    this.shelf = shelf;
    this.pluginId = pluginId;
    this.objects = new ObjectView(shelf.schemas(pluginId));
    this.all = shelf.book().sources(pluginId);
    this.bySnapshot =
        all.stream()
            .filter(one -> one.condition().parent().isPresent())
            .collect(Collectors.groupingBy(one -> one.condition().parent().orElseThrow()));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  void write(Html html) {
    List<Source> roots = new ArrayList<>();
    for (Source source : all) {
      boolean hasParent = source.condition().parent().flatMap(shelf::snapshot).isPresent();
      if (!hasParent) {
        roots.add(source);
      }
    }
    html.open("ul", "class", "tree").line();
    roots.forEach(source -> write(html, source));
    // Whatever a ring would hide.
    all.forEach(source -> write(html, source));
    html.close("ul").line();
  }

  private void write(Html html, Source source) {
    if (!written.add(source.number())) {
      return;
    }
    html.open("li").open("p");
    html.link("/sources/" + source.number(), source.identity().name()).text(" ");
    html.element("span", Words.kind(source), "class", "muted").text(" ");
    Words.state(html, source);
    html.close("p");
    List<Snapshot> snapshots = shelf.book().snapshots(source);
    if (!snapshots.isEmpty()) {
      html.open("ul", "aria-label", "Snapshots of " + source.identity().name());
      int left = Math.max(0, snapshots.size() - MOST_SNAPSHOTS);
      for (Snapshot snapshot : snapshots) {
        if (left <= 0 || bySnapshot.containsKey(snapshot.number())) {
          write(html, snapshot);
        } else {
          left--;
        }
      }
      html.close("ul");
    }
    html.close("li").line();
  }

  private void write(Html html, Snapshot snapshot) {
    html.open("li").open("p").text("Snapshot " + snapshot.number() + " ");
    html.open("span", "class", "muted");
    Shown.time(html, snapshot.created()).text(", " + Shown.bytes(snapshot.bytes()) + " ");
    html.close("span");
    html.element(
        "a",
        "Provision",
        "href",
        "/plugins/" + pluginId + "/provision?snapshot=" + snapshot.number(),
        "aria-label",
        "Provision from snapshot " + snapshot.number());
    html.close("p");
    String summary = objects.summary(DefinitionKind.SNAPSHOT, snapshot.value());
    if (!summary.isEmpty()) {
      html.element("p", summary, "class", "muted small");
    }
    List<Source> made = bySnapshot.getOrDefault(snapshot.number(), List.of());
    if (!made.isEmpty()) {
      html.open("ul", "aria-label", "Sources with data of snapshot " + snapshot.number());
      made.forEach(source -> write(html, source));
      html.close("ul");
    }
    html.close("li").line();
  }
}
