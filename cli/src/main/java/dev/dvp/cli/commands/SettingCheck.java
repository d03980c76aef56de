package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.UsageException;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.engine.EngineAddress;
import dev.dvp.core.engine.EngineTrust;
import dev.dvp.core.runtime.index.IndexUrl;
import dev.dvp.core.runtime.resolving.RuntimeChoice;
import dev.dvp.core.settings.Configuration;
import dev.dvp.core.settings.Origin;
import dev.dvp.core.settings.Secret;
import dev.dvp.core.settings.Setting;
import dev.dvp.core.settings.SettingValue;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Checks a value before it is written to {@code ~/.dvp/config}, as strictly as the commands that
 * will read it: else it would fail much later, and far from where it was mistyped.
 */
final class SettingCheck {
  private static final Origin IN_THE_FILE =
      new Origin.ConfigurationFile(Configuration.DEFAULT_SECTION, Location.NONE);

  private final Invocation call;
  private final Configuration configuration;

  /**
   * A check.
   *
   * @param call says where the file is
   * @param configuration the file as it is: its profiles and groups are names of engines, too
   */
  SettingCheck(Invocation call, Configuration configuration) {
    this.call = call;
    this.configuration = configuration;
  }

  /**
   * Checks the engines of a group.
   *
   * @throws UsageException when one of them is none
   */
  void group(Secret value) {
    List<String> engines = Configuration.words(value);
    if (engines.isEmpty()) {
      throw new UsageException(
          "A group has at least one engine.",
          "Write them with commas between: `qa1.example.com,qa2.example.com`.");
    }
    engines.forEach(this::engine);
  }

  /**
   * Checks a setting's value, as it is to be written.
   *
   * @throws UsageException when the setting cannot have it; a secret is not quoted
   */
  void value(Setting setting, Secret value) {
    String text = new String(value.reveal());
    if (text.isEmpty()) {
      throw new UsageException(
          "The value is empty, which counts as not set.",
          "`dvp config unset` takes a setting away.");
    }
    SettingValue written = new SettingValue(setting, value, IN_THE_FILE);
    switch (setting) {
      case ENGINE -> engine(text);
      case FINGERPRINT -> accepted(() -> EngineTrust.ofFingerprint(text));
      case CA_FILE -> accepted(() -> EngineTrust.ofAuthorities(SettingPath.of(call, written)));
      case RUNTIME -> runtime(text);
      case WHEELHOUSE -> SettingPath.all(call, written).forEach(SettingCheck::wheelhouse);
      case INDEX_URL -> accepted(() -> IndexUrl.parse(value));
      case WAIT_TIMEOUT -> EngineOptions.waitLimit(written);
      case USER, PASSWORD, PASSWORD_COMMAND -> {} // any text may be one
    }
  }

  private void engine(String name) {
    boolean isKnown =
        name.equals(EngineLogin.LOCAL)
            || configuration.profiles().contains(name)
            || configuration.group(name).isPresent();
    if (!isKnown) {
      accepted(() -> EngineAddress.parse(name));
    }
  }

  private static void runtime(String word) {
    if (!RuntimeChoice.WORDS.contains(word.toLowerCase(Locale.ROOT))) {
      throw new UsageException(
          "The runtime cannot be `" + word + "`.",
          "It is one of `" + String.join("`, `", RuntimeChoice.WORDS) + "`.");
    }
  }

  private static void wheelhouse(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UsageException(
          "`" + folder + "` is no folder.",
          "Name folders of wheels, with `" + File.pathSeparator + "` between them.");
    }
  }

  /** What is refused in a file or by an engine with 1 is wrong usage when it was just typed. */
  private static void accepted(Runnable reading) {
    Optional<Diagnostic> refusal = Optional.empty();
    try {
      reading.run();
    } catch (DvpException e) {
      refusal = Optional.of(e.diagnostics().get(0));
    }
    if (refusal.isPresent()) {
      throw new UsageException(refusal.get().message(), refusal.get().help());
    }
  }
}
