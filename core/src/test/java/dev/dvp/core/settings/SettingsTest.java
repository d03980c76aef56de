package dev.dvp.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.dvp.core.diagnostics.Diagnostics;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Configuration FILE =
      new IniParser(Path.of("config"), new Diagnostics())
          .parse(
              """
              [default]
              engine = from-file
              user = from-file
              password = hunter2
              fingerprint = f
              [prod]
              user = prod-user
              password = prod-hunter2
              ca_file = c
              """);

  @Test
  void theLaterWinsOverTheFormer() {
    Settings file = Settings.of(FILE, Map.of());
    assertThat(describe(file, Setting.USER)).isEqualTo("user from-file from ~/.dvp/config");
    Settings environment = Settings.of(FILE, Map.of("DVP_USER", "from-environment"));
    assertThat(describe(environment, Setting.USER))
        .isEqualTo("user from-environment from DVP_USER");
    Settings option = environment.with(Setting.USER, Secret.of("from-option"));
    assertThat(describe(option, Setting.USER)).isEqualTo("user from-option from --user");
    assertThat(describe(environment, Setting.USER)).contains("DVP_USER");
    assertThat(describe(option, Setting.ENGINE)).isEqualTo("engine from-file from ~/.dvp/config");
  }

  @Test
  void eachSettingHasItsNameInEachSource() {
    for (Setting setting : EnumSet.allOf(Setting.class)) {
      Settings environment =
          Settings.of(Configuration.empty(), Map.of(setting.environmentVariable(), "v"));
      assertThat(environment.find(setting)).isPresent();
      assertThat(environment.find(setting).get().secret()).isEqualTo(Secret.of("v"));
      assertThat(setting.option()).isEqualTo("--" + setting.key());
      assertThat(setting.label()).isNotBlank();
      assertThat(setting.environmentVariable()).isEqualTo("DVP_" + setting.name());
      assertThat(setting.description()).isNotBlank();
    }
    assertThat(unique(Setting::key)).isEqualTo(Setting.values().length);
    assertThat(Setting.keys())
        .containsExactly(
            "engine",
            "user",
            "password",
            "password-command",
            "ca-file",
            "fingerprint",
            "wait-timeout",
            "runtime",
            "wheelhouse",
            "index-url");
    assertThat(EnumSet.allOf(Setting.class).stream().filter(Setting::isSecret))
        .containsExactly(Setting.PASSWORD, Setting.INDEX_URL);
    assertThat(EnumSet.allOf(Setting.class).stream().filter(s -> s.defaultValue().isPresent()))
        .containsExactly(Setting.WAIT_TIMEOUT, Setting.RUNTIME, Setting.INDEX_URL);
  }

  @Test
  void aProfileWinsOverTheEnvironmentAndNotOverOptions() {
    Settings environment = Settings.of(FILE, Map.of("DVP_USER", "e", "DVP_ENGINE", "e"));
    Settings profile = environment.withProfile("prod");
    assertThat(describe(profile, Setting.USER))
        .isEqualTo("user prod-user from ~/.dvp/config [prod]");
    assertThat(describe(profile, Setting.ENGINE)).isEqualTo("engine e from DVP_ENGINE");
    assertThat(describe(profile.with(Setting.USER, Secret.of("o")), Setting.USER))
        .isEqualTo("user o from --user");
    assertThat(describe(environment, Setting.USER)).isEqualTo("user e from DVP_USER");
    assertThat(describe(environment.withProfile("default"), Setting.USER))
        .isEqualTo("user from-file from ~/.dvp/config");
    assertThat(describe(environment.withProfile("no-such"), Setting.USER)).contains("DVP_USER");
  }

  @Test
  void ofTwoWaysTheNearerHolds() {
    Settings file = Settings.of(FILE, Map.of());
    assertThat(nearest(file)).isEqualTo(Setting.PASSWORD);
    Settings environment = Settings.of(FILE, Map.of("DVP_PASSWORD_COMMAND", "x"));
    assertThat(nearest(environment)).isEqualTo(Setting.PASSWORD_COMMAND);
    assertThat(nearest(environment.withProfile("prod"))).isEqualTo(Setting.PASSWORD);
    assertThat(nearest(environment.withProfile("default"))).isEqualTo(Setting.PASSWORD);
    assertThat(nearest(environment.with(Setting.PASSWORD, Secret.of("x"))))
        .isEqualTo(Setting.PASSWORD);
    Settings both = Settings.of(FILE, Map.of("DVP_PASSWORD_COMMAND", "x", "DVP_PASSWORD", "y"));
    assertThat(nearest(both)).as("the first of one place").isEqualTo(Setting.PASSWORD_COMMAND);
    assertThat(
            Settings.of(Configuration.empty(), Map.of())
                .nearest(Setting.PASSWORD_COMMAND, Setting.PASSWORD))
        .isEmpty();
  }

  private static Setting nearest(Settings settings) {
    return settings.nearest(Setting.PASSWORD_COMMAND, Setting.PASSWORD).orElseThrow().setting();
  }

  @Test
  void whatIsSaidToAllIsNotAskedFor() {
    Settings all = Settings.of(FILE, Map.of("DVP_USER", "e"));
    assertThat(all.askedFor().find(Setting.USER)).isEmpty();
    assertThat(all.askedFor().find(Setting.PASSWORD)).isEmpty();
    Settings profile = all.withProfile("prod").askedFor();
    assertThat(profile.find(Setting.USER).orElseThrow().text()).isEqualTo("prod-user");
    assertThat(profile.find(Setting.ENGINE)).isEmpty();
    assertThat(all.with(Setting.USER, Secret.of("o")).askedFor().find(Setting.USER)).isPresent();
  }

  @Test
  void addressesAreShownWithoutWhatStandsBeforeTheHost() {
    assertThat(Setting.INDEX_URL.shown(Secret.of("https://u:p@host/simple/")))
        .isEqualTo("https://***@host/simple/");
    assertThat(Setting.INDEX_URL.shown(Secret.of("https://u:p@:/@q@host/simple/")))
        .isEqualTo("https://***@host/simple/");
    assertThat(Setting.INDEX_URL.shown(Secret.of("https://host/"))).isEqualTo("https://host/");
    assertThat(Setting.ENGINE.shown(Secret.of("u:p://q@host"))).doesNotContain("q@");
    assertThat(Setting.ENGINE.shown(Secret.of("u:p@host"))).isEqualTo("***@host");
    assertThat(Setting.PASSWORD.shown(Secret.of("p"))).isEqualTo("***");
    assertThat(Setting.USER.shown(Secret.of("a@b"))).isEqualTo("a@b");
  }

  @Test
  void whatNobodySetIsAbsent() {
    assertThat(Settings.of(Configuration.empty(), Map.of()).find(Setting.ENGINE)).isEmpty();
  }

  @Test
  void emptyVariablesAndKeysCountAsNotSetButEmptyOptionsDo() {
    Settings settings = Settings.of(FILE, Map.of("DVP_USER", ""));
    assertThat(describe(settings, Setting.USER)).contains("from-file");
    Settings option = settings.with(Setting.USER, Secret.of(""));
    assertThat(option.find(Setting.USER).orElseThrow().text()).isEmpty();
    Configuration empty =
        new IniParser(Path.of("c"), new Diagnostics()).parse("[default]\nuser =\n");
    assertThat(Settings.of(empty, Map.of()).find(Setting.USER)).isEmpty();
  }

  @Test
  void aSecretShowsNowhere() {
    Settings settings =
        Settings.of(FILE, Map.of()).with(Setting.USER, Secret.of("u"), new Origin.Option("prompt"));
    SettingValue password = settings.find(Setting.PASSWORD).orElseThrow();
    assertThat(password.describe()).isEqualTo("password *** from ~/.dvp/config");
    assertThat(password + " " + settings).doesNotContain("hunter2").contains("user u from prompt");
    assertThatIllegalStateException().isThrownBy(password::text);
    assertThat(new String(password.secret().reveal())).isEqualTo("hunter2");
    assertThat(new Origin.Default().describe()).isEqualTo("the default");
  }

  @Test
  void theEnvironmentIsCopied() {
    Map<String, String> environment = new HashMap<>(Map.of("DVP_USER", "a"));
    Settings settings = Settings.of(FILE, environment);
    environment.put("DVP_USER", "b");
    assertThat(settings.find(Setting.USER).orElseThrow().text()).isEqualTo("a");
  }

  @Test
  void secretsAreCopiedAndCompared() {
    char[] typed = "hunter2".toCharArray();
    Secret secret = Secret.of(typed);
    typed[0] = 'x';
    secret.reveal()[1] = 'x';
    assertThat(new String(secret.reveal())).isEqualTo("hunter2");
    assertThat(secret).hasToString("***").isEqualTo(Secret.of("hunter2"));
    assertThat(secret).hasSameHashCodeAs(Secret.of("hunter2")).isNotEqualTo(Secret.of("hunter3"));
    assertThat(secret).isNotEqualTo(Secret.of("hunter")).isNotEqualTo("hunter2");
    assertThat(secret.isEmpty()).isFalse();
    assertThat(Secret.of("").isEmpty()).isTrue();
  }

  private static String describe(Settings settings, Setting setting) {
    return settings.find(setting).orElseThrow().describe();
  }

  private static long unique(Function<Setting, String> name) {
    return EnumSet.allOf(Setting.class).stream().map(name).distinct().count();
  }
}
