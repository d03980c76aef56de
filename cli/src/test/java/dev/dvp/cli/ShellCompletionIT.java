package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.testkit.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real shells offer at a TAB with the scripts of {@code dvp completion}. */
@DisabledOnOs(OS.WINDOWS)
class ShellCompletionIT {
  /** Fills in what bash does at a TAB: the words with = and : apart, as it hands them over. */
  private static final String BASH =
      """
      source <(dvp completion bash)
      compopt() { :; }
      COMP_LINE=$1
      shift
      COMP_WORDS=("$@")
      COMP_CWORD=$(($# - 1))
      _dvp
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  /** A shell within the shell, whose TAB prints what would be offered. */
  private static final String ZSH =
      """
      zmodload zsh/zpty
      zpty z zsh -f -i
      zpty -w z 'PS1=; PS2=; autoload -U compinit; compinit -u -D; source <(dvp completion zsh)
        null-line() { echo -E - $'"'\\\\0'"' }
        compprefuncs=(null-line); comppostfuncs=(null-line exit)
        zstyle ":completion:*" list-grouped false
        zstyle ":completion:*" insert-tab false
        zstyle ":completion:*" list-separator ""
        compadd() {
          [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\\ * ]] || { builtin compadd "$@"; return }
          typeset -a hits; builtin compadd -A hits "$@"; print -l -- $hits; builtin compadd "$@" }
        echo READY'
      zpty -r z said '*READY'
      zpty -w -n z "$1"$'\\t'
      repeat 2; do zpty -r z said $'*\\0'; done
      print -r -- "${said%$'\\0'}"
      """;

  private static final String FISH =
      """
      dvp completion fish | source
      complete -C "$argv[1]"
      """;

  @TempDir Path folder;
  private Path home;
  private Path work;

  @BeforeEach
  void settle() throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("dvp"), LauncherSandbox.checkout().resolve("dvp.sh"));
    work = Files.createDirectories(folder.resolve("work"));
    Files.createDirectories(work.resolve("My Files"));
    Files.writeString(work.resolve("My Files/Müller x.json"), "");
    Path config = Files.createDirectories(home.resolve(".dvp")).resolve("config");
    Files.writeString(
        config,
        "[prod]\nengine = p.example.com\npassword = topsecret\n[Über uns]\nengine = u\n"
            + "[group.all]\nengines = prod\n");
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void removeTheLink() throws IOException {
    // Else JUnit warns that it leads out of the folder that it deletes.
    Files.delete(home.resolve("bin/dvp"));
  }

  private List<String> shell(String... command) throws Exception {
    String program = command[0];
    Programs.need(program);
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    Map<String, String> env = builder.environment();
    env.keySet().removeIf(name -> name.matches("(DVP|DELPHIX|XDG)_.*"));
    env.putAll(
        Map.of(
            "HOME",
            home.toString(),
            "PATH",
            home.resolve("bin") + ":" + System.getenv("PATH"),
            "JAVA_HOME",
            ClassDataArchive.javaHome(),
            "DVP_CACHE",
            ClassDataArchive.cache().toString(),
            "LC_ALL",
            "C.UTF-8",
            "TERM",
            "dumb"));
    // The script is to see to that at a TAB; here it is also asked for by hand.
    env.put("DVP_NO_BUILD", "1");
    Path out = folder.resolve("out.txt");
    Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return Files.readString(out, StandardCharsets.UTF_8).lines().toList();
  }

  /**
   * A line, and what is offered for its last word.
   *
   * @param bash the words as bash takes them apart
   * @param inBash what bash is to put in their place, quoted
   * @param elsewhere the whole words, as zsh and fish take them
   */
  record Line(String text, List<String> bash, List<String> inBash, List<String> elsewhere) {}

  static List<Line> lines() {
    return List.of(
        line("dvp val", "dvp|val", "validate", "validate"),
        line("dvp lab ref", "dvp|lab|ref", "refresh", "refresh"),
        line("dvp build --up", "dvp|build|--up", "--upload-artifact", "--upload-artifact"),
        line(
            "dvp explain M10",
            "dvp|explain|M10",
            "M101|M102|M103|M104|M105",
            "M101|M102|M103|M104|M105"),
        line("dvp validate --rule M102", "dvp|validate|--rule|M102", "M102=", "M102="),
        line(
            "dvp validate --rule M102=w",
            "dvp|validate|--rule|M102|=|w",
            "warning",
            "M102=warning"),
        line("dvp validate --format=s", "dvp|validate|--format|=|s", "sarif", "--format=sarif"),
        line(
            "dvp run virtual.conf",
            "dvp|run|virtual.conf",
            "virtual.configure",
            "virtual.configure"),
        line("dvp upload -e ", "dvp|upload|-e|", "local|prod|\\Ü|all", "local|prod|Über uns|all"),
        line("dvp upload --engine=pr", "dvp|upload|--engine|=|pr", "prod", "--engine=prod"),
        line("dvp env test lo", "dvp|env|test|lo", "local", "local"),
        line("dvp init --template dir", "dvp|init|--template|dir", "direct", "direct"),
        line("dvp config get prod.us", "dvp|config|get|prod.us", "prod.user", "prod.user"),
        line("dvp help arti", "dvp|help|arti", "artifacts", "artifacts"));
  }

  private static Line line(String text, String bash, String inBash, String elsewhere) {
    return new Line(
        text, parts(bash), parts(inBash.replace("\\Ü", "Über\\ uns")), parts(elsewhere));
  }

  private static List<String> parts(String text) {
    return Arrays.asList(text.split("\\|", -1));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void bashOffersIt(Line line) throws Exception {
    assertThat(bash(line.text(), line.bash().toArray(String[]::new))).isEqualTo(line.inBash());
  }

  private List<String> bash(String line, String... words) throws Exception {
    String[] command = {"bash", "--norc", "-c", BASH, "bash", line};
    String[] all = Arrays.copyOf(command, command.length + words.length);
    System.arraycopy(words, 0, all, command.length, words.length);
    return shell(all);
  }

  @Test
  void bashKeepsAQuoteThatIsOpen() throws Exception {
    assertThat(bash("dvp upload -e 'Ü", "dvp", "upload", "-e", "'Ü")).containsExactly("Über uns");
    assertThat(bash("dvp upload -e \"Üb", "dvp", "upload", "-e", "\"Üb"))
        .containsExactly("Über uns");
    assertThat(bash("dvp upload -e Über\\ u", "dvp", "upload", "-e", "Über\\ u"))
        .containsExactly("Über\\ uns");
  }

  @ParameterizedTest
  @MethodSource("lines")
  void fishOffersItWithDescriptions(Line line) throws Exception {
    List<String> offered = fish(line.text());
    assertThat(offered).extracting(one -> one.split("\t", 2)[0]).isEqualTo(line.elsewhere());
  }

  private List<String> fish(String line) throws Exception {
    return shell("fish", "--no-config", "-c", FISH, line);
  }

  @Test
  void fishDescribesAndCompletesPaths() throws Exception {
    assertThat(fish("dvp val")).containsExactly("validate\tCheck a plugin");
    assertThat(fish("dvp inspect My")).containsExactly("My Files/");
    assertThat(fish("dvp inspect 'My Files/M")).containsExactly("My Files/Müller x.json");
    assertThat(fish("dvp inspect --extract=My")).containsExactly("--extract=My Files/");
  }

  @ParameterizedTest
  @MethodSource("lines")
  void zshOffersIt(Line line) throws Exception {
    assertThat(zsh(line.text())).containsExactlyInAnyOrderElementsOf(line.elsewhere());
  }

  private List<String> zsh(String line) throws Exception {
    return shell("zsh", "-f", "-c", ZSH, "zsh", line).stream()
        .map(String::strip)
        .filter(offered -> !offered.isEmpty())
        .toList();
  }

  @Test
  void aBrokenFileSaysNothingAmidTheLine() throws Exception {
    Files.writeString(home.resolve(".dvp/config"), "[unfinished\n");
    assertThat(bash("dvp upload -e ", "dvp", "upload", "-e", "")).containsExactly("local");
    assertThat(fish("dvp upload -e ")).containsExactly("local\tthe engine of this machine");
    Files.writeString(work.resolve("plugin_config.yml"), "id: [\n");
    assertThat(fish("dvp run virtual.conf")).hasSize(1);
    assertThat(fish("dvp lab sync ")).isEmpty();
  }

  @Test
  void withoutAJarThereIsNothingAndNoBuild() throws Exception {
    Path checkout = Files.createDirectories(folder.resolve("checkout/cli"));
    Files.writeString(checkout.resolve("pom.xml"), "");
    Files.writeString(checkout.resolveSibling("pom.xml"), "");
    Path script = checkout.resolveSibling("dvp.sh");
    Files.copy(LauncherSandbox.checkout().resolve("dvp.sh"), script);
    assertThat(bash("x val", script.toString(), "val")).containsExactly("");
    assertThat(checkout.resolve("target")).doesNotExist();
  }
}
