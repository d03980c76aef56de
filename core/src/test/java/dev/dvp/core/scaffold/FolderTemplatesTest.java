package dev.dvp.core.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.manifest.PluginType;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Any folder may be a template, and none of it is trusted. */
class FolderTemplatesTest {
  private static final UUID ID = new UUID(3, 4);
  private static final String MANIFEST =
      "# ours\nid: 16bef554-9470-41e9-b2e3-8c8590d4a42c # never change\nname: 'It''s old'  # told\n"
          + "pluginType: STAGED\nhostTypes: [UNIX]\n";

  @TempDir Path folder;
  private Path template;
  private Path target;

  @BeforeEach
  void makeATemplate() throws IOException {
    template = Files.createDirectory(folder.resolve("template"));
    target = folder.resolve("plugin");
    write("plugin_config.yml", MANIFEST);
    write("src/plugin_runner.py", "plugin = '{{id}}'\n");
  }

  private Path write(String name, String text) throws IOException {
    Path file = template.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private ScaffoldTemplate read() {
    return FolderTemplates.read("t", template);
  }

  private List<Path> scaffold() {
    try (CreatedPaths created = new CreatedPaths()) {
      List<Path> files =
          Scaffolder.scaffold(
              new ScaffoldRequest(
                  read(), target, "New \"one\"", ID, PluginType.DIRECT, HostType.UNIX),
              created);
      created.keep();
      return files;
    }
  }

  private List<Diagnostic> refused(TemplateRule rule) {
    DvpException failure = catchThrowableOfType(DvpException.class, this::scaffold);
    assertThat(failure).isNotNull();
    assertThat(failure.diagnostics()).extracting(Diagnostic::rule).containsOnly(rule);
    assertThat(target).doesNotExist();
    return failure.diagnostics();
  }

  private static Map<String, Object> yaml(String text) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }

  @Test
  void aPluginGetsAnotherIdAndNameAndKeepsItsComments() throws IOException {
    scaffold();
    assertThat(target.resolve("plugin_config.yml"))
        .hasContent(
            "# ours\nid: "
                + ID
                + " # never change\nname: \"New \\\"one\\\"\"  # told\n"
                + "pluginType: STAGED\nhostTypes: [UNIX]\n");
    assertThat(target.resolve("src/plugin_runner.py")).hasContent("plugin = '{{id}}'\n");
    assertThat(read().description().pluginTypes()).containsExactly(PluginType.STAGED);
    assertThat(read().description().hostTypes()).containsExactly(HostType.UNIX);
  }

  @ParameterizedTest
  @ValueSource(strings = {"old", "\"old\"", "'old'", "\"o\\\"ld\"", "'it''s'", "\"🐘 ü\"", "12"})
  void anyPlainNameIsReplaced(String name) throws IOException {
    write("plugin_config.yml", "{name: " + name + ", id: abc}\n");
    scaffold();
    assertThat(yaml(Files.readString(target.resolve("plugin_config.yml"))))
        .containsEntry("name", "New \"one\"")
        .containsEntry("id", ID.toString())
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "a: [",
        "name: x\n",
        "id: x\n",
        "name: |\n  two\n  lines\nid: y\n",
        "name: {a: b}\nid: y\n",
        "- id: x\n- name: y\n",
        "name: \"\\x41\"\nid: y\n",
        "\u0000"
      })
  void aManifestWithoutPlainIdAndNameIsRefused(String manifest) throws IOException {
    write("plugin_config.yml", manifest);
    assertThat(refused(TemplateRule.BROKEN).get(0).location().file())
        .isEqualTo(template.resolve("plugin_config.yml"));
  }

  @Test
  void aFolderWithoutAManifestIsNoTemplate() throws IOException {
    Files.delete(template.resolve("plugin_config.yml"));
    assertThat(refused(TemplateRule.BROKEN).get(0).message()).contains("plugin_config.yml");
    template = folder.resolve("nowhere");
    refused(TemplateRule.UNREACHABLE);
  }

  @Test
  void aDescriptionSaysWhatIsWrittenAndFilledIn() throws IOException {
    write("plugin_config.yml", "id: {{id}}\nname: {{name}}\npluginType: {{pluginType}}\n");
    write(
        "schema.json",
        "{\n{{#unix}}\n\"unix\": 1\n{{/unix}}\n{{^unix}}\n\"not\": 2\n{{/unix}}\n}\n");
    write("notes.txt", "for us\n");
    write(
        "template.yml",
        "summary: ours\npluginTypes: [DIRECT]\nfiles: [plugin_config.yml, schema.json]\n"
            + "placeholders: [plugin_config.yml, schema.json]\n");
    assertThat(scaffold().subList(0, 2))
        .containsExactly(target.resolve("plugin_config.yml"), target.resolve("schema.json"));
    assertThat(yaml(Files.readString(target.resolve("plugin_config.yml"))))
        .containsEntry("id", ID.toString())
        .containsEntry("name", "New \"one\"")
        .containsEntry("pluginType", "DIRECT");
    assertThat(target.resolve("schema.json")).hasContent("{\n\"unix\": 1\n}\n");
    assertThat(target.resolve("notes.txt")).doesNotExist();
    assertThat(target.resolve("src/plugin_runner.py")).doesNotExist();
    assertThat(read().description().summary()).isEqualTo("ours");
    assertThat(read().description().hostTypes()).hasSize(2);
  }

  @Test
  void aDescriptionWithoutFilesMeansAllAndAManifestWithoutPlaceholdersStillGetsAnId()
      throws IOException {
    write("template.yml", "summary: ours\n");
    scaffold();
    assertThat(target.resolve("src/plugin_runner.py")).exists();
    assertThat(target.resolve("template.yml")).doesNotExist();
    assertThat(target.resolve("plugin_config.yml")).content().contains("id: " + ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "- a\n- b\n",
        "just a text",
        "files: plugin_config.yml",
        "file: [plugin_config.yml]",
        "files: [plugin_config.yml, [x]]",
        "files: [plugin_config.yml, plugin_config.yml]",
        "files: [plugin_config.yml, ../outside]",
        "files: [plugin_config.yml, /etc/passwd]",
        "files: [plugin_config.yml, 'src\\x.py']",
        "files: [plugin_config.yml, src//plugin_runner.py]",
        "files: [plugin_config.yml, missing.py]",
        "files: [src/plugin_runner.py]",
        "pluginTypes: [VIRTUAL]",
        "pluginTypes: []",
        "summary: [a]",
        "summary: &a [*a]",
        "summary: !!java/object x",
        "a: 1\n---\nb: 2",
        "placeholders: [src/plugin_runner.py, plugin_config.yml, ../x]"
      })
  void aBrokenDescriptionIsRefusedAtItsPlace(String description) throws IOException {
    write("template.yml", description);
    refused(TemplateRule.BROKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{nam}}",
        "{{name.bytes}}",
        "{{{name}}}",
        "{{&name}}",
        "{{>name}}",
        "{{=<% %>=}}",
        "{{!x}}",
        "{{#name}}\n{{/name}}",
        "{{#unix}}",
        "{{/unix}}",
        "a {{#unix}} b",
        "{{#nix}}\n{{/nix}}",
        "{{#unix}}\n{{^windows}}\n",
        "{{unix}}",
        "{{",
        "{{name"
      })
  void otherPlaceholdersAreRefused(String text) throws IOException {
    write("plugin_config.yml", "id: {{id}}\nname: {{name}}\n# " + text + "\n" + text + "\n");
    write("template.yml", "summary: ours\n");
    assertThat(refused(TemplateRule.BROKEN).get(0).location().line()).isGreaterThan(2);
  }

  @Test
  void whatIsFilledInIsUtf8() throws IOException {
    Files.write(template.resolve("plugin_config.yml"), new byte[] {'a', (byte) 0xff});
    write("template.yml", "summary: ours\nplaceholders: [plugin_config.yml]\n");
    refused(TemplateRule.BROKEN);
  }

  @Test
  void linksOutOfTheTemplateAreRefusedAndThoseWithinAreCopied() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "mine");
    Files.createDirectories(template.resolve(".git"));
    Files.writeString(template.resolve(".git/config"), "token");
    Files.createSymbolicLink(template.resolve("within.py"), Path.of("src/plugin_runner.py"));
    assertThat(scaffold()).contains(target.resolve("within.py"));
    assertThat(target.resolve("within.py")).isRegularFile().hasContent("plugin = '{{id}}'\n");
    assertThat(Files.isSymbolicLink(target.resolve("within.py"))).isFalse();
    assertThat(target.resolve(".git")).doesNotExist();

    target = folder.resolve("other");
    Files.createSymbolicLink(template.resolve("a"), secret);
    Files.createSymbolicLink(template.resolve("b"), Path.of("../secret"));
    Files.createSymbolicLink(template.resolve("c"), Path.of("nowhere"));
    Files.createSymbolicLink(template.resolve("d"), folder);
    Files.createSymbolicLink(template.resolve("e"), Path.of("src"));
    Files.createSymbolicLink(template.resolve("f"), Path.of("f"));
    Files.createSymbolicLink(template.resolve("g"), Path.of(".git/config"));
    assertThat(refused(TemplateRule.REFUSED).stream().map(d -> d.location().file()))
        .containsExactlyElementsOf(
            List.of("a", "b", "c", "d", "e", "f", "g").stream().map(template::resolve).toList());
  }

  @Test
  void whatToolsKeepIsNotCopiedAndWhatAuthorsKeepIs() throws IOException {
    for (String name :
        List.of(
            ".git/HEAD",
            "src/__pycache__/x.pyc",
            ".venv/bin/python",
            ".dvp/schemas/x.json",
            ".idea/x",
            "src/x.py~",
            ".gitmodules")) {
      write(name, "x");
    }
    write("artifact.json", "{\"sourceCode\": \"\", \"engineApi\": {}, \"id\": \"x\"}");
    write(
        "src/generated/__init__.py", "# Generated by dvp from the plugin's schema; do not edit.\n");
    for (String name : List.of(".gitignore", ".dvpignore", "dvp.yml", "tests/test_x.py", "a.bin")) {
      write(name, "x");
    }
    scaffold();
    assertThat(read().files())
        .contains(".gitignore", ".dvpignore", "dvp.yml", "tests/test_x.py", "a.bin")
        .noneMatch(name -> name.contains("__pycache__") || name.startsWith(".venv"))
        .doesNotContain(".git/HEAD", ".dvp/schemas/x.json", ".idea/x", "src/x.py~", ".gitmodules")
        .doesNotContain("src/generated/__init__.py");
  }

  @Test
  void programsStayPrograms() throws IOException {
    assertThat(write("bin/run.sh", "#!/bin/sh\n").toFile().setExecutable(true)).isTrue();
    scaffold();
    assertThat(target.resolve("bin/run.sh")).isExecutable();
    assertThat(Files.isExecutable(target.resolve("src/plugin_runner.py"))).isFalse();
  }

  @Test
  void secretsAreRefused() throws IOException {
    write(".env", "x=y");
    write("src/key.py", "DB = 'postgres://admin:MyPa" + "ss2024xQ@db.corp.com/x'\n");
    assertThat(refused(TemplateRule.REFUSED))
        .extracting(d -> d.location().file())
        .contains(template.resolve(".env"), template.resolve("src/key.py"));
  }

  @Test
  void bombsAreRefused() throws IOException {
    try (RandomAccessFile large = new RandomAccessFile(template.resolve("big").toFile(), "rw")) {
      large.setLength(TemplateTree.MOST_BYTES + 1L);
    }
    assertThat(refused(TemplateRule.REFUSED).get(0).message()).contains("32 MiB");
    Files.delete(template.resolve("big"));

    Path deep = template;
    for (int i = 0; i < 40; i++) {
      deep = Files.createDirectory(deep.resolve("d"));
    }
    assertThat(refused(TemplateRule.REFUSED).get(0).message()).contains("deep");
    template = Files.createDirectory(folder.resolve("many"));
    for (int i = 0; i <= TemplateTree.MOST_ENTRIES; i++) {
      Files.createFile(template.resolve("f" + i));
    }
    assertThat(refused(TemplateRule.REFUSED)).hasSize(1);
  }

  @Test
  void namesThatSomeSystemCannotHoldAreRefused() throws IOException {
    write("src/aux.py", "");
    write("a:b", "");
    write("line\nbreak", "");
    assertThat(refused(TemplateRule.REFUSED)).hasSize(3);
  }

  @Test
  void aFileInTheWayIsNotOverwritten() throws IOException {
    Files.createDirectory(target);
    Files.writeString(target.resolve("plugin_config.yml"), "mine");
    assertThat(catchThrowableOfType(DvpException.class, this::scaffold)).isNotNull();
    assertThat(target.resolve("plugin_config.yml")).hasContent("mine");
    assertThat(Files.exists(target.resolve("src"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }
}
