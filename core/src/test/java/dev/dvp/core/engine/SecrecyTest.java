package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.engine.FakeEngine.Reply;
import dev.dvp.core.files.Progress;
import dev.dvp.core.settings.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a hostile engine does at whichever call, nothing that can be observed holds the
 * password, the cookie, a token or the body of the upload.
 */
class SecrecyTest {
  private static final String CONTENT = "the-body-of-the-upload";
  private static final List<String> SECRETS =
      List.of(
          FakeEngine.PASSWORD,
          FakeEngine.COOKIE,
          FakeEngine.TOKEN,
          FakeEngine.BUNDLE_TOKEN,
          CONTENT);
  private static final List<String> CALLS =
      List.of(
          "delphix/session",
          "delphix/login",
          "delphix/toolkit/requestUploadToken",
          "delphix/data/upload",
          "delphix/action/ACTION-2",
          "delphix/toolkit",
          "delphix/service/support/bundle/generate",
          "delphix/data/downloadOutputStream");

  @TempDir Path folder;

  /** Each call, answered in each way, with all secrets repeated that there are by then. */
  static Stream<String[]> attacks() {
    return CALLS.stream()
        .flatMap(
            call -> {
              String all = String.join(" ", secretsAt(CALLS.indexOf(call)));
              String path = all.replace(' ', '/');
              String error = "{\"details\":\"%1$s\",\"action\":\"%1$s\",\"id\":\"%1$s\"}";
              return Stream.of(
                  new String[] {
                    call, "200", "{\"type\":\"ErrorResult\",\"error\":" + error.formatted(all) + "}"
                  },
                  new String[] {call, "500", "<html>" + all + "</html>"},
                  new String[] {call, "200", "{\"type\":\"OKResult\",\"result\":\"" + all},
                  new String[] {call, "200", all},
                  new String[] {call, "404", "{\"type\":\"" + all + "\"}"},
                  new String[] {call, "302", "/login;x=" + path},
                  new String[] {call, "302", "https://" + all.replace(' ', '.') + "/" + path});
            });
  }

  private static List<String> secretsAt(int call) {
    List<String> known = new ArrayList<>();
    known.add(FakeEngine.PASSWORD);
    if (call > CALLS.indexOf("delphix/session")) {
      known.add(FakeEngine.COOKIE);
    }
    if (call > CALLS.indexOf("delphix/toolkit/requestUploadToken")) {
      known.add(FakeEngine.TOKEN);
    }
    if (call > CALLS.indexOf("delphix/service/support/bundle/generate")) {
      known.add(FakeEngine.BUNDLE_TOKEN);
    }
    return known;
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void nothingIsRepeated(String call, String status, String body) throws Exception {
    Path artifact = Files.writeString(folder.resolve("artifact.json"), CONTENT);
    StringBuffer observed = new StringBuffer();
    Handler log = listen(observed);
    try (FakeEngine engine = new FakeEngine()) {
      engine.reply(
          "delphix/toolkit",
          Reply.ok("[{\"identifier\":\"id\",\"reference\":\"TOOLKIT-1\",\"name\":\"n\"}]"));
      engine.reply(
          "delphix/data/downloadOutputStream", Reply.of(200, "application/gzip", "\u001F\u008B"));
      int code = Integer.parseInt(status);
      engine.reply(
          call, code == 302 ? Reply.redirect(302, body) : Reply.of(code, "text/plain", body));
      try {
        EngineSession session = engine.login();
        observed.append(session).append(engine.client());
        EngineWork work =
            session.upload(
                FakeEngine.order(artifact), (done, total) -> observed.append(done).append(total));
        session.await(work, FakeEngine.order(artifact), observed::append);
        observed.append(session.plugins());
        session.downloadLogs("id", folder, Progress.NONE);
        assertThat(call).as("the call that should have failed").isEmpty();
      } catch (DvpException e) {
        observed.append(Observed.everythingOf(e));
      }
    } finally {
      Logger.getLogger("").removeHandler(log);
    }
    assertThat(observed.toString()).isNotEmpty();
    for (String secret : SECRETS) {
      assertThat(observed.toString()).doesNotContainIgnoringCase(secret);
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void noValuePrintsASecret(Object value) {
    assertThat(value.toString()).doesNotContain(SECRETS);
  }

  static Stream<Object> values() {
    byte[] token = ("{\"type\":\"OKResult\",\"result\":\"" + FakeEngine.TOKEN + "\"}").getBytes();
    EngineText text = new EngineText();
    CookieJar jar = new CookieJar(text);
    jar.take(List.of("JSESSIONID=" + FakeEngine.COOKIE));
    text.hide(FakeEngine.TOKEN);
    return Stream.of(
        Secret.of(FakeEngine.PASSWORD),
        new AnswerReader(text).read(token),
        new Body.InMemory(token, false),
        text,
        jar);
  }

  private static Handler listen(StringBuffer into) {
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            if (!String.valueOf(record.getLoggerName()).startsWith("com.sun.net.httpserver")) {
              into.append(record.getMessage());
              List<Object> parameters = new ArrayList<>();
              if (record.getParameters() != null) {
                parameters.addAll(List.of(record.getParameters()));
              }
              into.append(parameters);
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    handler.setLevel(Level.ALL);
    Logger root = Logger.getLogger("");
    root.addHandler(handler);
    return handler;
  }
}
