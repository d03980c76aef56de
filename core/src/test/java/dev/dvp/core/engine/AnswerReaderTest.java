package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
  private static final String REFUSAL =
      """
      {"type":"ErrorResult","status":"ERROR","error":{"type":"APIError","details":"Invalid username or password.",
       "action":"Try with a different set of credentials.","id":"exception.webservices.login.failed",
       "commandOutput":null,"diagnoses":[]}}
      """;
  private static final String SUCCESS =
      """
      {"type":"OKResult","status":"OK","result":{"token":"t-ö"},"job":"JOB-5","action":"ACTION-2","later":[1,{}]}
      """;

  private final AnswerReader reader = new AnswerReader(new EngineText());

  @Test
  void readsSuccess() {
    Answer.Success success = (Answer.Success) read(SUCCESS).orElseThrow();
    assertThat(success.result().path("token").asText()).isEqualTo("t-ö");
    assertThat(success.action()).contains("ACTION-2");
    assertThat(success.job()).contains("JOB-5");
    assertThat(success.toString()).doesNotContain("t-ö");
  }

  @Test
  void readsRefusal() {
    assertThat(read(REFUSAL))
        .contains(
            new Answer.Refusal(
                "Invalid username or password.",
                "Try with a different set of credentials.",
                "exception.webservices.login.failed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"ErrorResult\"}",
        "{\"type\":\"ErrorResult\",\"error\":null}",
        "{\"type\":\"ErrorResult\",\"error\":\"no\"}",
        "{\"type\":\"ErrorResult\",\"error\":{\"details\":null,\"action\":[],\"id\":{}}}",
        "{\"error\":{}}"
      })
  void aRefusalNeedsNoWords(String json) {
    assertThat(read(json)).contains(new Answer.Refusal("", "", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"DataResult\"}",
        "{\"type\":\"ListResult\",\"result\":[]}",
        "\uFEFF{\"type\":\"OKResult\",\"job\":5,\"action\":{}}",
        "{\"type\":\"OKResult\",\"job\":null,\"action\":\"\"}"
      })
  void aSuccessNeedsNothing(String json) {
    Answer.Success success = (Answer.Success) read(json).orElseThrow();
    assertThat(success.action()).isEmpty();
    assertThat(success.job()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "7",
        "\"OKResult\"",
        "{}",
        "{\"type\":\"Other\"}",
        "{\"type\":7}",
        "{\"type\":\"OKResult\"",
        "{\"type\":\"OKResult\"}{}",
        "{'type':'OKResult'}",
        "{\"type\":\"OKResult\",}",
        "<html></html>",
        "\u0000"
      })
  void anythingElseIsNoAnswer(String body) {
    assertThat(read(body)).isEmpty();
  }

  @Test
  void depthIsBounded() {
    assertThat(read("{\"type\":\"OKResult\",\"result\":" + "[".repeat(100_000))).isEmpty();
    String deep = "[".repeat(5000) + "]".repeat(5000);
    assertThat(read("{\"type\":\"OKResult\",\"result\":" + deep + "}")).isEmpty();
  }

  @Test
  void whatLooksLikeUtf32AndIsNoneIsNoAnswer() {
    assertThat(reader.read(new byte[] {0, 0, 0, '{', 0x7f, 0, 0, 0})).isEmpty();
    assertThat(reader.read(new byte[] {0, 0, 0, '{', 0})).isEmpty();
  }

  @Property(tries = 2000)
  void noBytesMakeItFail(@ForAll byte[] body) {
    assertThat(reader.read(body)).isNotNull();
  }

  @Property(tries = 2000)
  void noDamageMakesItFail(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = (random.nextBoolean() ? REFUSAL : SUCCESS).getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    bytes = Arrays.copyOf(bytes, bytes.length - random.nextInt(bytes.length));
    Optional<Answer> answer = reader.read(bytes);
    answer.ifPresent(a -> assertThat(a.toString()).isNotEmpty());
  }

  private Optional<Answer> read(String body) {
    return reader.read(body.getBytes(StandardCharsets.UTF_8));
  }
}
