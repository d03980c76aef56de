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
              [prod]
              user = prod-user
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
      assertThat(setting.option()).isEqualTo("--" + setting.label());
      assertThat(setting.key()).isEqualTo(setting.label());
      assertThat(setting.environmentVariable()).isEqualTo("DVP_" + setting.name());
      assertThat(setting.description()).isNotBlank();
    }
    assertThat(unique(Setting::key)).isEqualTo(Setting.values().length);
    assertThat(Setting.keys())
        .containsExactly("engine", "user", "password", "runtime", "wheelhouse", "index-url");
    assertThat(EnumSet.allOf(Setting.class).stream().filter(Setting::isSecret))
        .containsExactly(Setting.PASSWORD, Setting.INDEX_URL);
    assertThat(EnumSet.allOf(Setting.class).stream().filter(s -> s.defaultValue().isPresent()))
        .containsExactly(Setting.RUNTIME, Setting.INDEX_URL);
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
