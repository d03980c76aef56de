package dev.dvp.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.ZipDirectory;
import dev.dvp.core.files.ZipLimitException;
import dev.dvp.core.files.ZipRecord;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadCollector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArtifactCheckTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private Path artifact;
  private Path scratch;

  @BeforeEach
  void build() throws IOException {
    artifact = folder.resolve("artifact.json");
    scratch = Files.createDirectory(folder.resolve("scratch"));
    Diagnostics none = new Diagnostics();
    Payload payload =
        PayloadCollector.collect(
            TestArtifacts.sources(SamplePlugin.in(folder).manifest().srcDir()), none);
    TestArtifacts.write(
        SamplePlugin.of(folder), payload, artifact, Instant.parse("1980-02-01T00:00:00Z"));
  }

  private List<Diagnostic> check() throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    ArtifactReader.check(artifact, scratch, diagnostics);
    assertThat(scratch).isEmptyDirectory();
    return diagnostics.sorted();
  }

  private void change(Consumer<ObjectNode> change) throws IOException {
    ObjectNode document = (ObjectNode) JSON.readTree(artifact.toFile());
    change.accept(document);
    JSON.writeValue(artifact.toFile(), document);
  }

  private static ObjectNode at(ObjectNode document, String key) {
    return (ObjectNode) document.get(key);
  }

  @Test
  void findsNothingInWhatTheWriterMade() throws IOException {
    assertThat(check()).isEmpty();
    Diagnostics diagnostics = new Diagnostics();
    assertThat(ArtifactReader.check(artifact, scratch, diagnostics)).isPresent();
    assertThat(diagnostics.sorted()).isEmpty();
  }

  @Test
  void givesTheSchemasBack() throws IOException {
    assertThat(ArtifactReader.read(artifact).schemas())
        .isEqualTo(SamplePlugin.of(folder).schemas().definitions());
  }

  static Stream<Arguments> wrongValues() {
    return Stream.<Arguments>of(
        wrong("B104", "lacks `language`", d -> d.remove("language")),
        wrong("B104", "lacks `sourceCode`", d -> d.remove("sourceCode")),
        wrong("B104", "lacks `discoveryDefinition`", d -> d.remove("discoveryDefinition")),
        wrong("B104", "lacks `snapshotSchema`", d -> d.remove("snapshotSchema")),
        wrong("B105", "`sourceCode` must be a string", d -> d.put("sourceCode", 1)),
        wrong("B105", "`language` must be", d -> d.put("language", "PYTHON312")),
        wrong(
            "B105", "`hostTypes` must be", d -> d.putArray("hostTypes").add("UNIX").add("WINDOWS")),
        wrong("B105", "`hostTypes` must be", d -> d.putArray("hostTypes").add("VMS")),
        wrong("B105", "`hostTypes` must be", d -> d.put("hostTypes", "UNIX")),
        wrong("B105", "`entryPoint` must be", d -> d.put("entryPoint", "plugin_runner")),
        wrong("B105", "`pluginId` must be a UUID", d -> d.put("pluginId", "my-db")),
        wrong(
            "B105",
            "`pluginId` must be a UUID",
            d -> d.put("pluginId", "16bef554-9470-11e9-b2e3-8c8590d4a42c\n")),
        wrong("B105", "needless zeros", d -> d.put("buildNumber", "1.0")),
        wrong("B105", "`rootSquashEnabled`", d -> d.put("rootSquashEnabled", "true")),
        wrong("B105", "`luaName`", d -> d.put("luaName", 7)),
        wrong(
            "B105",
            "`virtualSourceDefinition`",
            d -> at(d, "virtualSourceDefinition").put("extra", 1)),
        wrong(
            "B105",
            "`virtualSourceDefinition`",
            d -> at(d, "virtualSourceDefinition").put("parameters", "x")),
        wrong(
            "B105",
            "`linkedSourceDefinition`",
            d -> at(d, "linkedSourceDefinition").remove("parameters")),
        wrong(
            "B105",
            "`discoveryDefinition`",
            d -> at(d, "discoveryDefinition").put("repositoryNameField", 1)),
        wrong("B105", "`snapshotSchema`", d -> d.put("snapshotSchema", true)),
        wrong("B105", "`PluginManifest`", d -> at(d, "manifest").put("type", "Manifest")),
        wrong("B105", "lacks `hasVirtualStop`", d -> at(d, "manifest").remove("hasVirtualStop")),
        wrong("B105", "lacks `migrationIdList`", d -> at(d, "manifest").remove("migrationIdList")),
        wrong("B106", "`hasVirtualStopp`", d -> at(d, "manifest").put("hasVirtualStopp", true)),
        wrong("B106", "`prettyName`", d -> d.put("prettyName", "x")),
        wrong("B106", "`sourcecode`", d -> d.put("sourcecode", "x")),
        wrong("B108", "no JSON Schema", d -> at(d, "snapshotSchema").put("type", "strong")),
        wrong("B108", "no JSON Schema", d -> at(d, "snapshotSchema").put("required", "name")),
        wrong(
            "B108", "`gone`", d -> at(d, "discoveryDefinition").put("repositoryNameField", "gone")),
        wrong(
            "B108",
            "`lost`",
            d -> at(d, "discoveryDefinition").putArray("sourceConfigIdentityFields").add("lost")),
        wrong(
            "B108",
            "no identity",
            d -> at(d, "discoveryDefinition").putArray("sourceConfigIdentityFields")),
        wrong("B109", "no base64", d -> d.put("sourceCode", "AAA!")),
        wrong("B110", "no zip", d -> d.put("sourceCode", "AAAA")),
        wrong("B110", "no zip", d -> d.put("sourceCode", "")),
        wrong("B113", "`elsewhere.main`", d -> d.put("entryPoint", "elsewhere.main:plugin")));
  }

  private static Arguments wrong(String rule, String words, Consumer<ObjectNode> change) {
    return Arguments.of(rule, words, change);
  }

  @ParameterizedTest
  @MethodSource("wrongValues")
  void reportsWhatAnEngineWouldRefuse(String rule, String words, Consumer<ObjectNode> change)
      throws IOException {
    change(change);

    assertThat(check())
        .anySatisfy(
            d -> {
              assertThat(d.rule().id()).isEqualTo(rule);
              assertThat(d.message()).contains(words).endsWith(".");
              assertThat(d.help()).isNotEmpty();
              assertThat(d.location().file()).isEqualTo(artifact);
            });
  }

  @Test
  void reportsAKeyThatStandsTwiceInAnyObject() throws IOException {
    String text = Files.readString(artifact);
    String flag = "\"hasVirtualStop\":";
    Files.writeString(
        artifact,
        text.replaceFirst("(?s)" + flag, flag + "1," + flag)
            .replaceFirst("\"snapshotSchema\":\\{", "$0\"title\":1,\"title\":2,"));

    assertThat(check())
        .hasSize(2)
        .allSatisfy(d -> assertThat(d.rule()).isEqualTo(BuildRule.ARTIFACT_DUPLICATE_KEY))
        .extracting(Diagnostic::message)
        .anySatisfy(
            m -> assertThat(m).contains("`hasVirtualStop` stands in an object of the artifact"))
        .anySatisfy(m -> assertThat(m).contains("`title`"));
  }

  @Test
  void reportsAllProblemsAtOnce() throws IOException {
    change(
        d -> {
          d.remove("language");
          d.put("name", 1);
          d.put("extra", 1);
          d.put("sourceCode", "AAAA");
        });

    assertThat(check()).extracting(d -> d.rule().id()).contains("B104", "B105", "B106", "B110");
  }

  @Test
  void takesWhatAnOlderReleaseLeftOut() throws IOException {
    change(
        d -> {
          at(d, "engineApi").put("micro", 0);
          at(d, "manifest").remove("hasVirtualCleanup");
        });

    assertThat(check()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"lib/plugin_runner.pyc", "lib/plugin_runner/__init__.py", "lib/plugin_runner.py"})
  void findsTheEntryModuleInAnyForm(String name) throws IOException {
    change(d -> d.put("entryPoint", "lib.plugin_runner:plugin").put("sourceCode", zip(name)));

    assertThat(check()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "../evil.py,leads out",
    "a/../../evil.py,leads out",
    "/etc/passwd,absolute",
    "C:/evil.py,absolute",
    "'a\\..\\b.py',backslash",
    "a//b.py,empty part",
    "./b.py,empty part",
    "'a\u0007b.py',control character",
  })
  void refusesNamesThatDoHarm(String name, String words) throws IOException {
    change(d -> d.put("sourceCode", zip("plugin_runner.py", name)));

    assertThat(check())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.rule()).isEqualTo(BuildRule.PAYLOAD_UNSAFE_NAME);
              assertThat(d.message()).contains(words);
              assertThat(d.message().chars()).noneMatch(Character::isISOControl);
            });
  }

  @Test
  void refusesTheSameNameTwice() throws IOException {
    change(d -> d.put("sourceCode", zip("plugin_runner.py", "a.py", "a.py")));

    // The library lets both point to the same bytes, which is another finding.
    assertThat(check()).anySatisfy(d -> assertThat(d.message()).contains("twice"));
  }

  @Test
  void reportsABoundedNumberOfBadNames() throws IOException {
    String[] names = IntStream.range(0, 500).mapToObj(i -> "../" + i).toArray(String[]::new);
    change(d -> d.put("sourceCode", zip(names)));

    assertThat(check()).hasSizeBetween(20, 21);
  }

  @Test
  void refusesAZipThatUnpacksToTooMuch() throws IOException {
    byte[] zip = Base64.getDecoder().decode(zip("a.py"));
    try (PayloadArchive archive =
        PayloadArchive.open(new SeekableInMemoryByteChannel(zip), Location.NONE)) {
      assertThat(archive.sizeProblem(3))
          .hasValueSatisfying(d -> assertThat(d.rule()).isEqualTo(BuildRule.PAYLOAD_OVER_LIMIT));
      assertThat(archive.sizeProblem(5)).isEmpty();
    }
  }

  @Test
  void refusesADirectoryOfTooManyEntriesUnread() throws IOException {
    byte[] bytes = Base64.getDecoder().decode(zip("a.py", "b.py", "c.py"));
    SeekableByteChannel zip = new SeekableInMemoryByteChannel(bytes);

    assertThat(ZipDirectory.count(zip, 100)).isEqualTo(3);
    assertThat(ZipDirectory.count(zip, 2)).isEqualTo(3);
    assertThat(ZipDirectory.count(zip, 1)).isEqualTo(2);
  }

  @Test
  void countsTheEntriesThatTheLibraryWouldReadOfAForgedZip() throws IOException {
    byte[] bytes = Base64.getDecoder().decode(zip("a.py", "b.py", "c.py"));
    int end = bytes.length - 22;
    int directory = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(end + 16);
    // Something before the zip, of which its offsets know nothing.
    ByteBuffer shifted = ByteBuffer.allocate(bytes.length + 9).put(9, bytes);
    // A 64-bit record and its locator, to which the fields of the 32-bit record do not refer.
    ByteBuffer hidden = ByteBuffer.allocate(bytes.length + 76).order(ByteOrder.LITTLE_ENDIAN);
    hidden.put(bytes, 0, end).putInt(0x06064b50).putLong(44).putShort((short) 45);
    hidden.putShort((short) 45).putInt(0).putInt(0).putLong(3).putLong(3);
    hidden.putLong(end - directory).putLong(directory);
    hidden.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
    hidden.put(bytes, end, 22).putInt(end + 76 + 12, 0).putInt(end + 76 + 16, end);

    for (byte[] forged : List.of(shifted.array(), hidden.array(), wide())) {
      Path zip = Files.write(folder.resolve("payload.zip"), forged);
      List<String> expected = new ArrayList<>();
      try (ZipFile read = ZipFile.builder().setPath(zip).get()) {
        for (ZipArchiveEntry e : Collections.list(read.getEntries())) {
          expected.add(
              List.of(e.getName(), e.getMethod(), e.getCrc(), e.getSize(), e.getCompressedSize())
                  + " at "
                  + e.getLocalHeaderOffset());
        }
      }
      SeekableByteChannel channel = new SeekableInMemoryByteChannel(forged);
      assertThat(expected).hasSize(3);
      assertThat(ZipDirectory.count(channel, 100)).isEqualTo(3);
      assertThat(ZipDirectory.read(channel, 100))
          .extracting(
              r ->
                  List.of(r.name(), r.method(), r.crc(), r.size(), r.packedSize())
                      + " at "
                      + r.offset())
          .isEqualTo(expected);
      try (PayloadArchive archive = PayloadArchive.open(channel, Location.NONE)) {
        for (ZipRecord record : archive.entries()) {
          assertThat(archive.nameInPlace(record)).isEqualTo(record.name());
          try (InputStream in = archive.open(record)) {
            assertThat(in).hasContent("x = 1");
          }
        }
      }
    }
  }

  /** All numbers stand where the large ones of a 64-bit zip do. */
  private static byte[] wide() throws IOException {
    SeekableInMemoryByteChannel bytes = new SeekableInMemoryByteChannel();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      zip.setUseZip64(Zip64Mode.Always);
      for (String name : List.of("ä.py", "b.py", "c.py")) {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write("x = 1".getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
      }
    }
    return Arrays.copyOf(bytes.array(), (int) bytes.size());
  }

  @Test
  void refusesADirectoryOfLargeEntriesUnread() {
    int entry = 46 + 65_000;
    int entries = (int) (ZipDirectory.MAX_BYTES / entry) + 1;
    ByteBuffer zip = ByteBuffer.allocate(entries * entry + 22).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < entries; i++) {
      zip.putInt(i * entry, 0x02014b50).putShort(i * entry + 32, (short) 65_000);
    }
    zip.putInt(entries * entry, 0x06054b50).putInt(entries * entry + 12, entries * entry);
    SeekableByteChannel channel = new SeekableInMemoryByteChannel(zip.array());

    assertThatThrownBy(() -> ZipDirectory.count(channel, 100_000))
        .isInstanceOf(ZipLimitException.class)
        .hasMessageContaining("longer than 32 MB");
    assertThatThrownBy(() -> PayloadArchive.open(channel, Location.NONE))
        .isInstanceOfSatisfying(
            DvpException.class,
            e ->
                assertThat(e.diagnostics())
                    .singleElement()
                    .satisfies(
                        d -> {
                          assertThat(d.rule()).isEqualTo(BuildRule.PAYLOAD_OVER_LIMIT);
                          assertThat(d.message()).contains("a list of files that is longer than");
                        }));
  }

  @Test
  void refusesAFileThatIsCalledOtherwiseWhereItStands() throws IOException {
    byte[] zip = Base64.getDecoder().decode(zip("plugin_runner.py", "lib/a.py"));
    String text = new String(zip, StandardCharsets.ISO_8859_1).replaceFirst("lib/a.py", "../xa.py");
    byte[] other = text.getBytes(StandardCharsets.ISO_8859_1);
    change(d -> d.put("sourceCode", Base64.getEncoder().encodeToString(other)));

    assertThat(check())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.rule()).isEqualTo(BuildRule.PAYLOAD_UNSAFE_NAME);
              assertThat(d.message()).contains("`lib/a.py`", "`../xa.py` where it stands");
            });
  }

  /** Whatever bytes are changed: findings or none, never an exception, never anything left. */
  @Test
  void survivesAnyDamage() throws IOException {
    byte[] good = Files.readAllBytes(artifact);
    String text = new String(good, StandardCharsets.UTF_8);
    int payload = text.indexOf("\"sourceCode\":\"") + 14;
    byte[] zip = Base64.getDecoder().decode(text.substring(payload, text.lastIndexOf('"')));
    Random random = new Random(11);
    int found = 0;
    for (int i = 0; i < 900; i++) {
      if (i % 3 == 0) {
        byte[] bad = good.clone();
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
        Files.write(
            artifact,
            random.nextInt(4) == 0 ? Arrays.copyOf(bad, random.nextInt(bad.length)) : bad);
      } else {
        byte[] bad = zip.clone();
        for (int n = random.nextInt(4); n >= 0; n--) {
          bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
        }
        String base64 = Base64.getEncoder().encodeToString(bad);
        Files.writeString(artifact, text.substring(0, payload) + base64 + "\"}");
      }
      found += check().isEmpty() ? 0 : 1;
    }
    assertThat(found).isGreaterThan(600);
  }

  private static String zip(String... names) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      for (String name : names) {
        zip.putArchiveEntry(new RawNameEntry(name));
        zip.write("x = 1".getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /** Keeps the backslash, which the library would turn into a slash. */
  private static final class RawNameEntry extends ZipArchiveEntry {
    private final String raw;

    RawNameEntry(String name) {
      super(name);
      this.raw = name;
      setUnixMode(0100644);
    }

    @Override
    public String getName() {
      return raw == null ? super.getName() : raw;
    }
  }
}
