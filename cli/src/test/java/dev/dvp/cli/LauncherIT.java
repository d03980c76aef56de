package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.LauncherSandbox.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How {@code dvp.sh} finds itself and Java, and what it hands on. */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
  @TempDir Path folder;

  private LauncherSandbox sandbox;

  @BeforeEach
  void makeSandbox() throws IOException {
    sandbox = new LauncherSandbox(folder);
  }

  static Stream<List<String>> shells() {
    return Stream.of(
            List.of("sh"),
            List.of("dash"),
            List.of("busybox", "sh"),
            List.of("mksh"),
            List.of("bash"))
        .filter(shell -> LauncherSandbox.onPath(shell.get(0)).isPresent());
  }

  @ParameterizedTest
  @MethodSource("shells")
  void handsArgumentsOnAsTheyAre(List<String> shell) throws IOException {
    Path script = sandbox.install("a folder with Ümläuten & $HOME");
    List<Object> command = new ArrayList<>(shell);
    command.set(0, LauncherSandbox.onPath(shell.get(0)).orElseThrow());
    command.addAll(
        List.of(script, "two words", "", "*", "it's \"quoted\"", "$HOME", "Ünï", "a\nb", "-n"));

    Result result = sandbox.with("JAVA_HOME", sandbox.java()).run(command.toArray());

    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .endsWith(
            "<dev.dvp.cli.Main>\n<two words>\n<>\n<*>\n<it's \"quoted\">\n<$HOME>\n<Ünï>\n<a\nb>\n<-n>\n")
        .contains("<-cp>\n<" + script.resolveSibling("dvp.jar") + ">\n");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void becomesJavaSoThatSignalsInputAndExitCodePassThrough() throws IOException {
    Path java = sandbox.java("java", "21", "echo $$; cat; echo no >&2; exit 42");
    Process process = sandbox.with("JAVA_HOME", java).start(sandbox.install("dvp"));

    Result result = LauncherSandbox.end(process, "some input");

    assertThat(result).isEqualTo(new Result(42, process.pid() + "\nsome input", "no\n"));
  }

  @Test
  void isFoundThroughAChainOfLinksOnPath() throws IOException {
    Path script = sandbox.install("opt/dvp 1.0");
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(folder.resolve("opt/current"), Path.of("dvp 1.0"));
    Files.createSymbolicLink(folder.resolve("opt/dvp"), Path.of("current/dvp.sh"));
    Files.createSymbolicLink(bin.resolve("dvp"), Path.of("../opt/dvp"));
    sandbox.with("PATH", bin + ":" + sandbox.tools).with("JAVA_HOME", sandbox.java());

    Result result = sandbox.run(sandbox.tools.resolve("sh"), "-c", "dvp init");

    assertThat(result.out())
        .contains("<" + script.resolveSibling("dvp.jar").toRealPath() + ">")
        .endsWith("<init>\n");
  }

  @Test
  void takesTheJavaOfJavaHomeThenTheOneOnPath() throws IOException {
    Path script = sandbox.install("dvp");
    Path first = sandbox.java("first", "17.0.1", "echo first");
    Path second = sandbox.java("second", "25", "echo second");
    Files.createSymbolicLink(sandbox.tools.resolve("java"), second.resolve("bin/java"));

    assertThat(sandbox.with("JAVA_HOME", first).run(script).out()).isEqualTo("first\n");
    assertThat(sandbox.with("JAVA_HOME", folder.resolve("gone")).run(script).out())
        .isEqualTo("second\n");
    assertThat(sandbox.without("JAVA_HOME").run(script).out()).isEqualTo("second\n");
  }

  @Test
  void saysWhereItLookedWhenThereIsNoJavaOrItIsTooOld() throws IOException {
    Path script = sandbox.install("dvp");
    Path old = sandbox.java("old", "1.8.0_402", "echo never");
    Path older = sandbox.java("older", "11.0.22", "echo never");

    Result none = sandbox.run(script);
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.out()).isEmpty();
    assertThat(none.err())
        .startsWith("dvp: Java 17 or newer is needed, and there is none.\n")
        .contains(
            "Looked at JAVA_HOME: is not set.\n", "Looked at PATH: has no java.\n", "apt install");

    Files.createSymbolicLink(sandbox.tools.resolve("java"), older.resolve("bin/java"));
    Result tooOld = sandbox.with("JAVA_HOME", old).run(script);
    assertThat(tooOld.exitCode()).isEqualTo(2);
    assertThat(tooOld.err())
        .contains(
            "Looked at JAVA_HOME: " + old + "/bin/java is Java 8.\n",
            "older/bin/java is Java 11.\n");

    Result wrong = sandbox.with("JAVA_HOME", folder.resolve("gone")).run(script);
    assertThat(wrong.err())
        .contains("Looked at JAVA_HOME: there is no " + folder + "/gone/bin/java.\n");
  }

  @Test
  void asksAJavaWithoutReleaseFileOnceForItsVersion() throws IOException {
    Path home = sandbox.java();
    Path shims = sandbox.folder.resolve("shims");
    LauncherSandbox.script(
        shims.resolve("java"),
        "echo asked >>'"
            + folder
            + "/asked'; printf '    java.home = %s\\n    java.specification.version = 17\\n' '"
            + home
            + "'");
    sandbox.with("PATH", shims + ":" + sandbox.tools);
    Path script = sandbox.install("dvp");

    assertThat(sandbox.run(script, "1").out()).endsWith("<1>\n");
    assertThat(sandbox.run(script, "2").out()).endsWith("<2>\n");
    assertThat(folder.resolve("asked")).hasContent("asked\n");
  }

  @Test
  void addsOptionsFromOutsideAndStepsBackWhereTheyWouldClash() throws IOException {
    Path script = sandbox.install("dvp");
    sandbox.with("JAVA_HOME", sandbox.java()).with("DVP_JAVA_OPTS", "-Xmx96m  -Da=*");

    assertThat(sandbox.run(script).out()).contains("<-XX:+UseSerialGC>", "<-Xmx96m>\n<-Da=*>\n");
    assertThat(sandbox.with("JAVA_TOOL_OPTIONS", "-XX:+UseG1GC").run(script).out())
        .contains("<-XX:TieredStopAtLevel=1>", "<-XX:-UsePerfData>")
        .doesNotContain("SerialGC");
  }

  @Test
  void readsArgumentsAsUtf8WhenNoLanguageIsSet() throws IOException {
    Path java = sandbox.java("java", "17", "echo \"$LC_ALL\"");
    Path script = sandbox.install("dvp");
    sandbox.with("JAVA_HOME", java);

    assertThat(sandbox.run(script).out()).isEqualTo("C.UTF-8\n");
    assertThat(sandbox.with("LANG", "C").run(script).out()).isEqualTo("C.UTF-8\n");
    // Named, but perhaps not installed.
    assertThat(sandbox.with("LANG", "xx_XX.UTF-8").run(script).out()).isEqualTo("C.UTF-8\n");
    assertThat(sandbox.with("LC_CTYPE", "de_DE.ISO-8859-1").run(script).out()).isEqualTo("\n");
  }

  @Test
  void saysThatItsJarIsMissing() throws IOException {
    Path script = sandbox.install("dvp");
    Files.delete(script.resolveSibling("dvp.jar"));

    Result result = sandbox.with("JAVA_HOME", sandbox.java()).run(script);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "dvp: "
                + script.resolveSibling("dvp.jar")
                + " is not there: dvp.sh wants dvp.jar beside it.\n");
  }

  @Test
  void startsTheRealThing() throws IOException {
    sandbox.with("JAVA_HOME", System.getProperty("java.home")).with("DVP_NO_BUILD", "1");

    Result result = sandbox.run(LauncherSandbox.checkout().resolve("dvp.sh"), "--version");

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).startsWith("dvp 0.");
    assertThat(result.exitCode()).isZero();
  }
}
