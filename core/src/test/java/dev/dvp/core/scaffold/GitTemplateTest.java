package dev.dvp.core.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.interpreter.BoundedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitTemplateTest {
  @TempDir Path folder;

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    environment.put("HOME", folder.toString());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    return environment;
  }

  private void git(Path repository, String... words) {
    List<String> line =
        new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@example.com"));
    line.addAll(List.of("-C", repository.toString()));
    line.addAll(List.of(words));
    BoundedProcess.Ended ended =
        new BoundedProcess(line, environment(), Duration.ofMinutes(1)).run();
    assumeTrue(ended.exitCode().isPresent(), "no git");
    assertThat(ended.isGood()).as(ended.output()).isTrue();
  }

  private Path repository() throws IOException {
    Path repository = Files.createDirectory(folder.resolve("origin"));
    git(repository, "init", "-q", "-b", "main", ".");
    Files.writeString(repository.resolve("a.txt"), "one");
    git(repository, "add", "-A");
    git(repository, "commit", "-q", "-m", "one");
    git(repository, "tag", "v1");
    Files.writeString(repository.resolve("a.txt"), "two");
    git(repository, "commit", "-q", "-a", "-m", "two");
    return repository;
  }

  /** A {@code git} of ours, found before the machine's. */
  private Map<String, String> withGit(String script) throws IOException {
    Path git = Files.createDirectories(folder.resolve("bin")).resolve("git");
    Files.writeString(git, "#!/bin/sh\n" + script);
    assertThat(git.toFile().setExecutable(true)).isTrue();
    Map<String, String> environment = environment();
    environment.compute("PATH", (name, path) -> git.getParent() + ":" + path);
    return environment;
  }

  private GitTemplate template(String url, Optional<String> branch, Map<String, String> env) {
    return new GitTemplate(url, branch, env, folder.resolve("clone"));
  }

  @Test
  void fetchesTheNewestStateOrTheOneThatIsNamed() throws IOException {
    String url = repository().toUri().toString();
    template(url, Optional.empty(), environment()).fetch();
    assertThat(folder.resolve("clone/a.txt")).hasContent("two");
    new GitTemplate(url, Optional.of("v1"), environment(), folder.resolve("tag")).fetch();
    assertThat(folder.resolve("tag/a.txt")).hasContent("one");
    DvpException failure =
        catchThrowableOfType(
            DvpException.class,
            () ->
                new GitTemplate(url, Optional.of("--x"), environment(), folder.resolve("no"))
                    .fetch());
    assertThat(failure.diagnostics().get(0).rule()).isEqualTo(TemplateRule.UNREACHABLE);
    assertThat(failure.diagnostics().get(0).message()).contains("--x not found");
  }

  @Test
  void runsNothingOfTheUsersOrTheRepositorys() throws IOException {
    String url = repository().toUri().toString();
    Path hooks = Files.createDirectories(folder.resolve("template/hooks"));
    Path hook = Files.writeString(hooks.resolve("post-checkout"), "#!/bin/sh\ntouch ../ran\n");
    assertThat(hook.toFile().setExecutable(true)).isTrue();
    Files.writeString(
        folder.resolve(".gitconfig"),
        "[init]\ntemplateDir = " + hooks.getParent() + "\n[core]\nhooksPath = " + hooks + "\n");
    Map<String, String> environment = environment();
    environment.put("GIT_DIR", folder.resolve("origin/.git").toString());
    template(url, Optional.empty(), environment).fetch();
    assertThat(folder.resolve("clone/a.txt")).hasContent("two");
    assertThat(folder.resolve("ran")).doesNotExist();
  }

  @Test
  void protocolsThatRunProgramsAreRefused() throws IOException {
    repository();
    DvpException failure =
        catchThrowableOfType(
            DvpException.class,
            () ->
                template("ext::sh -c 'touch " + folder + "/ran'", Optional.empty(), environment())
                    .fetch());
    assertThat(failure.diagnostics().get(0).message()).contains("not allowed");
    assertThat(folder.resolve("ran")).doesNotExist();
  }

  @Test
  void passwordsInAnAddressAreNotShown() throws IOException {
    Map<String, String> environment =
        withGit("echo \"fatal: cannot get $9 ${10} $*\" >&2; exit 128");
    DvpException failure =
        catchThrowableOfType(
            DvpException.class,
            () ->
                template(
                        "https://scott:open-sesame@example.com/x.git",
                        Optional.empty(),
                        environment)
                    .fetch());
    assertThat(failure.diagnostics().get(0).message())
        .contains("https://example.com/x.git", "fatal: cannot get")
        .doesNotContain("sesame", "scott");
  }

  @Test
  void nobodyIsAsked() throws IOException {
    Map<String, String> environment =
        withGit("echo \"$GIT_TERMINAL_PROMPT $GIT_ALLOW_PROTOCOL $GIT_SSH_COMMAND\"; exit 1");
    assertThatThrownBy(
            () -> template("https://example.com/x", Optional.empty(), environment).fetch())
        .hasMessageContaining("0 file:git:http:https:ssh ssh -o BatchMode=yes");
  }

  @Test
  void aMissingGitIsNamed() {
    Map<String, String> environment = Map.of("PATH", folder.toString());
    assertThatThrownBy(() -> template("https://example.com/x", Optional.empty(), environment))
        .isInstanceOf(DvpException.class)
        .hasMessageContaining("`git` is not on the PATH");
  }

  @Test
  void itsTimeIsLimited() throws IOException {
    Map<String, String> environment = withGit("exec sleep 60");
    GitTemplate slow =
        new GitTemplate(
            "https://example.com/x",
            Optional.empty(),
            environment,
            folder.resolve("clone"),
            Duration.ofMillis(50));
    assertThatThrownBy(slow::fetch).hasMessageContaining("took longer than allowed");
  }

  @Test
  void givingUpEndsGit() throws Exception {
    Map<String, String> environment = withGit("exec sleep 60");
    GitTemplate slow = template("https://example.com/x", Optional.empty(), environment);
    CompletableFuture<Void> fetching = CompletableFuture.runAsync(slow::fetch);
    slow.cancel();
    assertThatThrownBy(() -> fetching.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(CancellationException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/x.git,true",
    "file:///srv/x,true",
    "ssh://git@example.com/x,true",
    "git@example.com:team/x.git,true",
    "files,false",
    "./x.git,false",
    "C:\\x,false",
    "C:/x,false",
    "/srv/x.git,false"
  })
  void knowsAnAddress(String template, boolean isAddress) {
    assertThat(GitTemplate.isAddress(template)).isEqualTo(isAddress);
  }
}
