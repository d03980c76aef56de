package dev.dvp.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link of the documentation leads somewhere; no network is asked. */
class LinksTest {
  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    pages.add(Golden.root().resolve("README.md"));
    pages.add(Golden.root().resolve("benchmarks/README.md"));
    try (Stream<Path> docs = Files.walk(Golden.root().resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().contains("/target/"))
          .sorted()
          .forEach(pages::add);
    }
    return pages;
  }

  @Test
  void noLinkIsDead() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path page : pages()) {
      for (MarkdownLinks.Link link : MarkdownLinks.read(page).links()) {
        if (!link.isExternal() && !leads(page, link)) {
          dead.add(Golden.root().relativize(page) + ":" + link.line() + ": " + link.target());
        }
      }
    }
    assertThat(dead).as(String.join("\n", dead)).isEmpty();
  }

  private static boolean leads(Path page, MarkdownLinks.Link link) throws IOException {
    Path target = link.path().isEmpty() ? page : page.resolveSibling(link.path()).normalize();
    if (!target.startsWith(Golden.root()) || !Files.exists(target)) {
      return false;
    }
    return link.anchor().isEmpty()
        || target.toString().endsWith(".md")
            && MarkdownLinks.read(target).anchors().contains(link.anchor());
  }

  /** A page that nothing leads to is not found by readers. */
  @Test
  void theIndexHasEveryPage() throws IOException {
    Set<Path> listed = new TreeSet<>();
    Path docs = Golden.root().resolve("docs");
    for (Path index : pages()) {
      if (index.startsWith(docs) && index.endsWith("README.md")) {
        listed.add(index);
        for (MarkdownLinks.Link link : MarkdownLinks.read(index).links()) {
          listed.add(index.resolveSibling(link.path()).normalize());
        }
      }
    }
    assertThat(listed)
        .containsAll(
            pages().stream().filter(page -> !page.startsWith(docs.resolve("examples"))).toList());
  }

  /** An address elsewhere may die any day: each is looked at by someone when it comes. */
  @Test
  void addressesElsewhereAreKnown() throws IOException {
    TreeMap<String, Set<String>> found = new TreeMap<>();
    for (Path page : pages()) {
      for (MarkdownLinks.Link link : MarkdownLinks.read(page).links()) {
        if (link.isExternal()) {
          found
              .computeIfAbsent(link.target(), target -> new TreeSet<>())
              .add(Golden.root().relativize(page).toString());
        }
      }
    }
    Golden.check(
        "docs/addresses-elsewhere.txt",
        found.entrySet().stream()
            .map(entry -> entry.getKey() + " " + String.join(" ", entry.getValue()) + "\n")
            .collect(Collectors.joining()));
  }

  @Test
  void linksAndAnchorsAreReadAsAForgeReadsThem() {
    MarkdownLinks page =
        MarkdownLinks.of(
            List.of(
                "# `dvp lock`: what's in it?",
                "## Same",
                "## Same",
                "## A [link](x.md#y), and_more",
                "see [a [b] c](one.md \"title\") and `[no](code.md)` and ![p](<two.png>)",
                "```sh",
                "# [no](fenced.md)",
                "```",
                "[ref]: three.md#there",
                "<https://example.com/>"));

    assertThat(page.anchors())
        .containsExactly("dvp-lock-whats-in-it", "same", "same-1", "a-link-and_more");
    assertThat(page.links())
        .extracting(MarkdownLinks.Link::target)
        .containsExactly("x.md#y", "one.md", "two.png", "three.md#there", "https://example.com/");
    assertThat(page.links().get(4).isExternal()).isTrue();
    assertThat(page.links().get(3).anchor()).isEqualTo("there");
  }
}
