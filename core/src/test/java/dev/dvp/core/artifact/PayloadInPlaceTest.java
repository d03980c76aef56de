package dev.dvp.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The payload is found without a parser, and read without being unpacked. */
class PayloadInPlaceTest {
  @TempDir Path folder;

  private static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Path temporary(String json) {
    try {
      return Files.writeString(Files.createTempFile("in-place", ".json"), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property(tries = 60)
  void anyPositionGivesTheBytesThere(@ForAll @IntRange(max = 200_000) int length, @ForAll long seed)
      throws IOException {
    byte[] bytes = random(length, seed);
    String start = "{\"x\":1,\"sourceCode\":\"";
    Path file = temporary(start + base64(bytes) + "\"}");
    try (Base64Channel channel =
        Base64Channel.open(file, new PayloadPlace(start.length(), base64(bytes).length()))) {
      assertThat(channel.size()).isEqualTo(length);
      Random random = new Random(seed);
      for (int i = 0; i < 50; i++) {
        int at = random.nextInt(length + 10);
        ByteBuffer target = ByteBuffer.allocate(random.nextInt(70_000));
        int read = channel.position(at).read(target);
        int expected = Math.max(0, Math.min(target.capacity(), length - at));
        assertThat(Math.max(0, read)).isEqualTo(expected);
        assertThat(Arrays.copyOf(target.array(), expected))
            .isEqualTo(
                Arrays.copyOfRange(bytes, Math.min(at, length), Math.min(at, length) + expected));
      }
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void theChannelIsForReadingOnly() throws IOException {
    Path file = folder.resolve("f");
    Files.writeString(file, "AAAA");
    Base64Channel channel = Base64Channel.open(file, new PayloadPlace(0, 4));
    assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
        .isInstanceOf(NonWritableChannelException.class);
    assertThatThrownBy(() -> channel.truncate(1)).isInstanceOf(NonWritableChannelException.class);
    assertThatThrownBy(() -> channel.position(-1)).isInstanceOf(IllegalArgumentException.class);
    Files.writeString(file, "A!!!");
    assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(3))).hasMessageContaining("changed");
    Files.writeString(file, "A");
    assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(3))).hasMessageContaining("shorter");
    channel.close();
    assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(3)))
        .isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void thePlaceIsFoundInAnyJson() throws IOException {
    String code = base64(random(3000, 1));
    for (String json :
        List.of(
            "{\"sourceCode\":\"%s\",\"a\":1}",
            "\n{ \"a\" : {\"sourceCode\":\"AAAA\"} ,\r\n \"sourceCode\"\t:\n \"%s\" }\n",
            "{\"a\":\"sourceCode\",\"b\":[\"sourceCode\",{\"c\":\"\\\"sourceCode\"}],\"sourceCode\":\"%s\"}",
            "{\"\\\"sourceCode\":\"AAAA\",\"xsourceCode\":\"B\",\"sourceCod\":\"\\\\\",\"sourceCode\":\"%s\"}",
            "{\"sourceCodes\":\"AAAA\",\"sourceCode\":\"%s\"}",
            "\uFEFF{\"ü\":\"é\",\"sourceCode\":\"%s\"}")) {
      Path file = Files.writeString(folder.resolve("artifact.json"), json.formatted(code));
      ArtifactHeader header = ArtifactHeader.read(file);
      PayloadPlace place = header.payload().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      assertThat(
              new String(
                  bytes, (int) place.start(), (int) place.length(), StandardCharsets.US_ASCII))
          .isEqualTo(code);
    }
  }

  @Test
  void otherFormsAreLeftToTheParser() throws IOException {
    for (String json :
        List.of(
            "{\"sourceCode\":\"AA\\/A\"}",
            "{\"sourceCode\":\"AAAA\\n\"}",
            "{\"sourceCode\":\"AAA\"}",
            "{\"sourceCode\":\"A===\"}",
            "{\"sourceCode\":\"AA=A\"}",
            "{\"source\\u0043ode\":\"AAAA\"}",
            "{\"sourceCode\":\"AA-_\"}")) {
      Path file = Files.writeString(folder.resolve("artifact.json"), json);
      ArtifactHeader header = ArtifactHeader.read(file);
      assertThat(header.hasPayload()).isTrue();
      assertThat(header.payload()).as(json).isEmpty();
    }
    Path number = Files.writeString(folder.resolve("artifact.json"), "{\"sourceCode\":[\"AAAA\"]}");
    assertThat(ArtifactHeader.read(number).payload()).isEmpty();
    assertThat(ArtifactHeader.read(number).hasPayload()).isFalse();
  }

  /**
   * Whatever the file holds, the same is said of it as if all of it had gone through the parser.
   */
  @Property(tries = 400)
  void theShortCutChangesNoAnswer(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    String good =
        "{\"type\":\"Plugin\",\n\"sourceCode\":\""
            + base64(random(random.nextInt(60), seed))
            + "\",\"name\":\"My \\\"DB\\\"\",\"x\":[1,{\"sourceCode\":\"AA\"}]}";
    byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
    String alphabet = "\"\\{}[]:,= A\n\u00e9";
    for (int n = random.nextInt(3); n > 0; n--) {
      bytes[random.nextInt(bytes.length)] =
          (byte) alphabet.charAt(random.nextInt(alphabet.length()));
    }
    bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    Path file = Files.write(Files.createTempFile("in-place", ".json"), bytes);
    try {
      assertThat(answer(file)).isEqualTo(parsed(bytes));
    } finally {
      Files.delete(file);
    }
  }

  private static Optional<Object> answer(Path file) {
    try {
      return Optional.of(ArtifactHeader.read(file).document());
    } catch (DvpException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> parsed(byte[] bytes) {
    try {
      ObjectMapper mapper =
          new ObjectMapper()
              .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      var tree = mapper.readTree(bytes);
      if (!(tree instanceof com.fasterxml.jackson.databind.node.ObjectNode object)) {
        return Optional.empty();
      }
      object.remove("sourceCode");
      return Optional.of(object);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Test
  void placesBehindThePayloadAreThoseOfTheFile() throws IOException {
    String start = "{\"sourceCode\":\"" + base64(random(900, 3)) + "\",";
    Path file =
        Files.writeString(
            folder.resolve("artifact.json"), start + "\"a\":1,\n \"b\":2,\"c\":nonsense}");
    Diagnostics problems = new Diagnostics();
    ArtifactHeader header = ArtifactHeader.readSome(file, Progress.NONE, problems);
    assertThat(header.place("a").column()).isEqualTo(start.length() + 1);
    assertThat(header.place("b").line()).isEqualTo(2);
    assertThat(header.place("b").column()).isEqualTo(2);
    assertThat(problems.sorted())
        .singleElement()
        .extracting(Diagnostic::location)
        .satisfies(where -> assertThat(where.line()).isEqualTo(2));
    assertThat(header.document().has("b")).isTrue();
    assertThat(header.payload()).isPresent();
    Files.writeString(file, start + "\"a\":1,nonsense}");
    assertThatThrownBy(() -> ArtifactHeader.read(file))
        .isInstanceOfSatisfying(
            DvpException.class,
            e ->
                assertThat(e.diagnostics().get(0).location().column())
                    .isGreaterThan(start.length()));
  }

  @Test
  void bothWaysGiveTheSameBytes() throws IOException {
    byte[] bytes = random(100_000, 4);
    Path file =
        Files.writeString(
            folder.resolve("artifact.json"), "{\"sourceCode\":\"" + base64(bytes) + "\"}");
    ByteArrayOutputStream extracted = new ByteArrayOutputStream();
    ArtifactReader.extractPayload(file, extracted);
    assertThat(extracted.toByteArray()).isEqualTo(bytes);
    try (Base64Channel channel =
        Base64Channel.open(file, ArtifactHeader.read(file).payload().orElseThrow())) {
      ByteBuffer all = ByteBuffer.allocate(bytes.length);
      channel.read(all);
      assertThat(all.array()).isEqualTo(bytes);
    }
  }
}
