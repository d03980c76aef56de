package dev.dvp.core.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.TemporaryNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedClassesWriterTest {
  private static final GeneratedClasses NESTED =
      GeneratedClasses.of(
          Schemas.withProperties("{'a': {'properties': {'b': {}}}, 'c': {'type': 'string'}}"));
  private static final GeneratedClasses FLAT =
      GeneratedClasses.of(Schemas.withProperties("{'c': {'type': 'string'}}"));

  @TempDir Path folder;
  private Path src;
  private Path definitions;

  @BeforeEach
  void makeSource() throws IOException {
    src = Files.createDirectory(folder.resolve("my source é"));
    definitions = src.resolve("generated/definitions");
  }

  @Test
  void writesEverythingOnce() throws Exception {
    var first = GeneratedClassesWriter.write(NESTED, src);
    assertThat(first.written())
        .containsExactlyElementsOf(NESTED.files().keySet().stream().map(src::resolve).toList());
    assertThat(first.removed()).isEmpty();
    assertThat(first.kept()).isEmpty();
    NESTED.files().forEach((name, text) -> assertThat(src.resolve(name)).hasContent(text));

    FileTime old = FileTime.fromMillis(1_000_000);
    Path base = definitions.resolve("base_model_.py");
    Files.setLastModifiedTime(base, old);
    var second = GeneratedClassesWriter.write(NESTED, src);
    assertThat(second.written()).isEmpty();
    assertThat(second.removed()).isEmpty();
    assertThat(second.kept()).hasSameSizeAs(first.written());
    assertThat(Files.getLastModifiedTime(base)).isEqualTo(old);
  }

  @Test
  void writesWhatChangedAndRemovesItsOwnStaleFilesAlone() throws Exception {
    GeneratedClassesWriter.write(NESTED, src);
    Path stale = definitions.resolve("repository_definition_a.py");
    Path foreign = write(definitions.resolve("util.py"), "# Somebody else's\n");
    Path almost = write(definitions.resolve("almost.py"), GeneratedClasses.HEADER + " x\n");
    Path text = write(definitions.resolve("notes.txt"), GeneratedClasses.HEADER + "\n");
    Path elsewhere = write(src.resolve("plugin.py"), GeneratedClasses.HEADER + "\n");
    Path deep = write(src.resolve("generated/old/x.py"), GeneratedClasses.HEADER + "\r\n# x\n");
    assertThat(GeneratedClassesWriter.stale(FLAT, src)).containsExactly(stale, deep);

    var result = GeneratedClassesWriter.write(FLAT, src);
    assertThat(result.written())
        .containsExactly(
            definitions.resolve("__init__.py"), definitions.resolve("repository_definition.py"));
    assertThat(result.removed()).containsExactly(stale, deep);
    assertThat(stale).doesNotExist();
    assertThat(List.of(foreign, almost, text, elsewhere)).allMatch(Files::exists);
    assertThat(GeneratedClassesWriter.stale(FLAT, src)).isEmpty();
  }

  @Test
  void leavesNoTemporaryFileAndUsualPermissions() throws Exception {
    GeneratedClassesWriter.write(NESTED, src);
    Path usual = write(src.resolve("usual.py"), "");
    assertThat(Files.getPosixFilePermissions(definitions.resolve("__init__.py")))
        .isEqualTo(Files.getPosixFilePermissions(usual));
    try (Stream<Path> files = Files.walk(src)) {
      assertThat(files.filter(Files::isRegularFile).filter(f -> !f.toString().endsWith(".py")))
          .isEmpty();
    }
  }

  @Test
  void replacesFilesOfTheExistingGenerator() throws Exception {
    Path theirs = write(definitions.resolve("repository_definition.py"), "# coding: utf-8\n");
    GeneratedClassesWriter.write(FLAT, src);
    assertThat(theirs)
        .hasContent(FLAT.files().get("generated/definitions/repository_definition.py"));
  }

  @Test
  void refusesAFolderThatLeadsOut() throws Exception {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.createSymbolicLink(src.resolve("generated"), outside);
    assertRefused(CodegenRule.GENERATED_OUTSIDE_SOURCE);
    Files.delete(src.resolve("generated"));

    Files.createDirectory(src.resolve("generated"));
    Files.createSymbolicLink(definitions, outside);
    assertRefused(CodegenRule.GENERATED_OUTSIDE_SOURCE);
    assertThat(src.resolve("generated/__init__.py")).doesNotExist();
    Files.delete(definitions);

    Files.createSymbolicLink(definitions, folder.resolve("nowhere"));
    assertRefused(CodegenRule.GENERATED_OUTSIDE_SOURCE);
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void takesALinkThatStaysInside() throws Exception {
    Files.createDirectory(src.resolve("made"));
    Files.createSymbolicLink(src.resolve("generated"), Path.of("made"));
    GeneratedClassesWriter.write(NESTED, src);
    assertThat(GeneratedClassesWriter.write(FLAT, src).removed())
        .containsExactly(definitions.resolve("repository_definition_a.py"));
    assertThat(src.resolve("made/definitions/__init__.py")).exists();
  }

  @Test
  void replacesALinkedFileAndLeavesItsTarget() throws Exception {
    Path outside = write(folder.resolve("precious.py"), "precious\n");
    Files.createDirectories(definitions);
    Files.createSymbolicLink(definitions.resolve("__init__.py"), outside);
    Path ours = write(folder.resolve("ours.py"), GeneratedClasses.HEADER + "\n");
    Path linked = Files.createSymbolicLink(definitions.resolve("old.py"), ours);
    GeneratedClassesWriter.write(FLAT, src);
    assertThat(outside).hasContent("precious");
    assertThat(definitions.resolve("__init__.py")).isRegularFile();
    assertThat(Files.isSymbolicLink(definitions.resolve("__init__.py"))).isFalse();
    assertThat(linked).exists();
    assertThat(GeneratedClassesWriter.isOurs(linked)).isFalse();
  }

  @Test
  void saysWhatItCannotWriteAndLeavesTheRest() throws Exception {
    write(src.resolve("generated"), "a file\n");
    assertRefused(CodegenRule.GENERATED_NOT_WRITTEN);
    assertThat(src.resolve("generated")).hasContent("a file");
    Files.delete(src.resolve("generated"));

    Path taken = write(definitions.resolve("checks_.py/inside.txt"), "x");
    assertRefused(CodegenRule.GENERATED_NOT_WRITTEN);
    assertThat(taken).exists();
    try (Stream<Path> files = Files.walk(src)) {
      assertThat(files.filter(f -> TemporaryNames.isTemporary(f.getFileName().toString())))
          .isEmpty();
    }
  }

  @Test
  void knowsItsOwnFiles() throws Exception {
    assertThat(GeneratedClassesWriter.isOurs(write(src.resolve("a"), GeneratedClasses.HEADER)))
        .isTrue();
    assertThat(GeneratedClassesWriter.isOurs(write(src.resolve("b"), ""))).isFalse();
    assertThat(GeneratedClassesWriter.isOurs(src)).isFalse();
    assertThat(GeneratedClassesWriter.isOurs(src.resolve("none"))).isFalse();
    assertThat(GeneratedClassesWriter.stale(FLAT, folder.resolve("none"))).isEmpty();
  }

  private void assertRefused(CodegenRule rule) {
    assertThatThrownBy(() -> GeneratedClassesWriter.write(NESTED, src))
        .isInstanceOfSatisfying(
            DvpException.class,
            e ->
                assertThat(e.diagnostics())
                    .singleElement()
                    .satisfies(
                        d -> {
                          assertThat(d.rule()).isEqualTo(rule);
                          assertThat(d.message()).contains("generated").endsWith(".");
                          assertThat(d.message()).doesNotContain("Exception");
                          assertThat(d.help()).isNotEmpty();
                          assertThat(d.location().hasFile()).isTrue();
                        }));
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
