package dev.dvp.cli.man;

import dev.dvp.core.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** What a command looks at besides its command line, as its options tell. */
final class Surroundings {
  /** A variable or a file, and what it is for. */
  record Entry(String name, String text) {}

  private Surroundings() {}

  /** The environment's variables; those of all commands for {@code dvp} itself. */
  static List<Entry> environment(CommandSpec spec) {
    List<Entry> entries = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      if (has(spec, setting.option())) {
        String text = setting.description();
        entries.add(
            new Entry(
                setting.environmentVariable(),
                text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + "."));
      }
    }
    if (has(spec, "--data")) {
      entries.add(new Entry("DVP_ENGINE_DATA", "Where the local engine keeps everything."));
    }
    if (has(spec, "--no-cache")) {
      entries.add(new Entry("DVP_NO_CACHE", "When not empty: as `--no-cache`."));
    }
    if (has(spec, "--generate-only")) {
      entries.add(
          new Entry(
              "SOURCE_DATE_EPOCH", "The time of the files in an artifact, in seconds since 1970."));
    }
    if (is(spec, "help")) {
      entries.add(new Entry("PAGER", "What shows the text on a terminal [less]."));
    }
    entries.add(new Entry("NO_COLOR", "When not empty: no colours."));
    return entries;
  }

  /** Files and folders. */
  static List<Entry> files(CommandSpec spec) {
    List<Entry> entries = new ArrayList<>();
    if (has(spec, "--plugin-config")) {
      entries.add(new Entry("plugin_config.yml", "The plugin's manifest."));
      entries.add(new Entry("dvp.yml", "Beside it: which rules hold for the plugin."));
    }
    if (has(spec, "--locked") || is(spec, "lock")) {
      entries.add(
          new Entry("dvp.lock", "Beside it: the runtime packages, as `dvp lock` pins them."));
    }
    if (spec.qualifiedName().startsWith("dvp lab") || spec.parent() == null) {
      entries.add(new Entry("lab.yml", "Beside it: what the sources of `dvp lab` are made of."));
    }
    if (has(spec, "--engine") || spec.qualifiedName().startsWith("dvp config")) {
      entries.add(new Entry("~/.dvp/config", "Engines and how to log in to them."));
    }
    if (has(spec, "--data")) {
      entries.add(new Entry("~/.dvp/engine/", "What the local engine keeps."));
    }
    return entries;
  }

  private static boolean has(CommandSpec spec, String option) {
    return spec.parent() == null || spec.findOption(option) != null;
  }

  private static boolean is(CommandSpec spec, String command) {
    return spec.parent() == null || spec.qualifiedName().equals("dvp " + command);
  }
}
