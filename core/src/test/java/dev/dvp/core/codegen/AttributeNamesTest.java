package dev.dvp.core.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeNamesTest {
  private static final Set<String> KEYWORDS =
      Set.of(
          ("False None True and as assert async await break class continue def del elif else except"
                  + " finally for from global if import in is lambda nonlocal not or pass raise"
                  + " return try while with yield")
              .split(" "));

  @Test
  void givesTheNamesThatExistingPluginsUse() throws Exception {
    Map<String, String> observed = new LinkedHashMap<>();
    try (var bytes = getClass().getResourceAsStream("property-names.tsv");
        var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      // The first line says what the columns are; `#hash` is a pair.
      lines
          .lines()
          .skip(1)
          .map(line -> line.split("\t"))
          .forEach(pair -> observed.put(pair[0], pair[1]));
    }
    assertThat(observed).hasSize(78);
    Map<String, String> ours = new LinkedHashMap<>();
    observed.keySet().forEach(name -> ours.put(name, AttributeNames.of(name)));
    assertThat(ours).isEqualTo(observed);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          $,              value
          $ref,           ref
          a$b,            ab
          list[],         list
          a[b][c],        a_b_c
          f(x)(y),        f_x_y
          recordSizeInKB, record_size_in_kb
          DBName,         db_name
          dbName2Go,      db_name2_go
          ID,             id
          XMLHttpRequest, xml_http_request
          A1B2C3,         a1_b2_c3
          aB_cD,          a_b_c_d
          __init__,       init__
          __9lives,       _9lives
          Print,          _print
          None,           _none
          property,       _property
          async,          _async
          await,          _await
          validate,       _validate
          Validate,       _validate
          日本,            property_65e5_672c
          _,              property_5f
          '',             property_
          naïve,          nave
          x😀y,           xy
          """)
  void followsItsRule(String property, String attribute) {
    assertThat(AttributeNames.of(property)).isEqualTo(attribute);
  }

  @Property
  void isAlwaysAnIdentifierThatIsFree(@ForAll String property) {
    String name = AttributeNames.of(property);
    assertThat(name).matches("_?[a-z0-9][a-z0-9_]*").doesNotMatch("[0-9].*");
    assertThat(KEYWORDS).doesNotContain(name);
  }

  @Property
  void isStable(@ForAll String property) {
    String name = AttributeNames.of(property);
    // What is an attribute name already stays what it is, but for what had to be escaped.
    if (!name.startsWith("_")) {
      assertThat(AttributeNames.of(name)).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mountLocation, MountLocation, mount_location",
    "DBName, DbName, db_name",
    "class, Class, class",
    "9x, 9x, 9x",
    "a.b-c d, ABCD, abcd"
  })
  void namesClassesAndTheirModules(String property, String part, String module) {
    assertThat(AttributeNames.classNamePart(property)).isEqualTo(part);
    assertThat(AttributeNames.module(part)).isEqualTo(module);
  }
}
