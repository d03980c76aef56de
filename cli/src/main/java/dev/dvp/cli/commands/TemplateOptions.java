package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.UsageException;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.FolderRemoval;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.scaffold.BundledTemplates;
import dev.dvp.core.scaffold.FolderTemplates;
import dev.dvp.core.scaffold.GitTemplate;
import dev.dvp.core.scaffold.ScaffoldTemplate;
import dev.dvp.core.scaffold.TemplateRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The options that say what a new plugin is made of. */
final class TemplateOptions {
  private static final String TEMPLATE = "--template";
  private static final String BRANCH = "--branch";
  private static final String BELOW = "--path";

  private TemplateOptions() {}

  static void describe(CommandSpec spec) {
    spec.addOption(
        Options.value(
                "TEMPLATE",
                "What to make it of: a name of --list, a folder, or a git URL.",
                TEMPLATE)
            .completionCandidates(() -> BundledTemplates.names().iterator())
            .build());
    spec.addOption(
        Options.value("REF", "Of a git URL: the branch or tag [the repository's own].", BRANCH)
            .build());
    spec.addOption(
        Options.value("DIR", "Of a git URL: the folder in the repository [its root].", BELOW)
            .build());
  }

  /** The template that the options name, all of it in memory; nothing when they name none. */
  static Optional<ScaffoldTemplate> template(Invocation call) {
    Optional<String> wanted = call.value(TEMPLATE);
    boolean isGit = wanted.filter(GitTemplate::isAddress).isPresent();
    for (String option : List.of(BRANCH, BELOW)) {
      if (!isGit && call.value(option).isPresent()) {
        throw new UsageException(
            "`" + option + "` is about a git repository, and `" + TEMPLATE + "` names none.",
            "Write `--template https://…` too, or leave it out.");
      }
    }
    if (isGit) {
      return Optional.of(fetched(call, wanted.get()));
    }
    return wanted.map(name -> nearby(call, name));
  }

  private static ScaffoldTemplate nearby(Invocation call, String name) {
    List<String> names = BundledTemplates.names();
    if (names.contains(name)) {
      return BundledTemplates.named(name);
    }
    Path folder = call.host().resolve(name);
    boolean isPath = name.matches(".*[/\\\\].*|\\.\\.?");
    if (name.isEmpty() || (!isPath && !Files.isDirectory(folder))) {
      String hint = DidYouMean.hint(name, names);
      throw new UsageException(
          "There is no template `" + name + "`, and no folder of that name.",
          hint.isEmpty()
              ? "The templates are " + String.join(", ", names) + "; `dvp init --list` shows more."
              : hint);
    }
    return FolderTemplates.read(name, folder);
  }

  private static ScaffoldTemplate fetched(Invocation call, String url) {
    Path below = below(call);
    try {
      Path folder = Files.createTempDirectory("dvp-template-").toRealPath();
      try {
        Path clone = folder.resolve("clone");
        GitTemplate git = new GitTemplate(url, call.value(BRANCH), call.host().env(), clone);
        Runnable giveUp =
            () -> {
              git.cancel();
              FolderRemoval.quietly(folder);
            };
        return call.host()
            .cleanups()
            .during(
                giveUp,
                () -> {
                  git.fetch();
                  return FolderTemplates.read(GitTemplate.shown(url), clone.resolve(below));
                });
      } finally {
        FolderRemoval.quietly(folder);
      }
    } catch (IOException e) {
      throw new DvpException(
          TemplateRule.UNREACHABLE.at(
              Location.NONE,
              "There is no room for the template in the temporary folder" + Reasons.of(e) + ".",
              "Let TMPDIR name a folder that you may write to."),
          e);
    }
  }

  /** A folder of the repository: it has no way out of it. */
  private static Path below(Invocation call) {
    String text = call.value(BELOW).orElse("");
    Path below = Path.of("").resolve(text).normalize();
    if (below.isAbsolute() || below.startsWith("..") || text.contains("\\")) {
      throw new UsageException(
          "`" + BELOW + "` takes a folder of the repository, not `" + text + "`.",
          "Write it relative to the repository's root.");
    }
    return below;
  }
}
