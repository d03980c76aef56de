package dev.dvp.core.runtime.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dvp.core.runtime.TargetPython;
import dev.dvp.core.runtime.versions.SyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementTest {
  private static final MarkerEnvironment PYTHON_311 = MarkerEnvironment.of(new TargetPython(3, 11));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A                          | a
          Dvp_Common.x--y (>= 1.0 , <2)| dvp-common-x-y>=1.0,<2
          name [ b , A_1 ] ~= 1.2    | name[a-1,b]~=1.2
          name[]                     | name
          name<=1                    | name<=1
          name>=3,                   | name>=3
          name; os_name=='a' or os_name=='b' and python_version<'3' | name; os_name == "a" or os_name == "b" and python_version < "3"
          name>1;(os.name=="a" or extra == 'x')and "3" in python_version | name>1; (os_name == "a" or extra == "x") and "3" in python_version
          """)
  void isReadInAnySpelling(String written, String normal) throws SyntaxException {
    Requirement requirement = Requirement.parse(written);
    assertThat(requirement).hasToString(normal);
    assertThat(Requirement.parse(normal)).hasToString(normal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                    | 0
          -name                 | 0
          name-                 | 0
          name @ https://x/y    | 5
          name 1.0              | 5
          name >= 1.0 1.1       | 8
          name[a b]             | 7
          name[a                | 6
          name (>=1             | 9
          name ; foo == 'a'     | 7
          name ; os_name 'a'    | 15
          name ; 'a' == 'b'     | 17
          name ; os_name == 'a  | 20
          name ; (os_name == 'a'| 22
          name ; os_name == 'a' x | 22
          """)
  void whatIsNoneIsSaidWithItsPlace(String text, int offset) {
    assertThatThrownBy(() -> Requirement.parse(text))
        .isInstanceOfSatisfying(
            SyntaxException.class,
            e -> {
              assertThat(e.offset()).as(e.problem()).isEqualTo(offset);
              assertThat(e.problem()).endsWith(".");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "python_version >= '3.8'",
        "python_version == '3.11'",
        "'3.9' < python_version",
        "python_version in '3.10 3.11'",
        "python_version not in '2.7'",
        "python_full_version < '3.11.3'",
        "sys_platform == 'linux' and os_name == 'posix'",
        "platform_system == \"Linux\" and platform_machine == 'x86_64'",
        "implementation_name == 'cpython'",
        "platform_python_implementation != 'PyPy'",
        "sys_platform != 'win32' or extra == 'x'",
        "platform_release == ''",
        "python_version >= '2.7' and python_version not in '3.0, 3.1'"
      })
  void holdsOnAnEngine(String marker) throws SyntaxException {
    assertThat(Requirement.parse("a; " + marker).holds(PYTHON_311)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "python_version < '3.8'",
        "python_version < '3.9' or python_version == '3.10.*'",
        "sys_platform == 'win32'",
        "platform_system == 'Darwin'",
        "extra == 'test'",
        "sys_platform ~= 'linux'",
        "sys_platform >= 'linux2'",
        "platform_python_implementation == 'PyPy' and python_version > '3'"
      })
  void holdsNotOnAnEngine(String marker) throws SyntaxException {
    assertThat(Requirement.parse("a; " + marker).holds(PYTHON_311)).isFalse();
  }

  @Test
  void anExtraIsNamedInAnySpelling() throws SyntaxException {
    Requirement requirement = Requirement.parse("a; extra == 'Socks_5'");
    assertThat(requirement.holds(PYTHON_311.withExtra("socks-5"))).isTrue();
    assertThat(requirement.holds(PYTHON_311.withExtra("socks"))).isFalse();
  }

  @Test
  void deepBracketsEnd() {
    String deep = "a; " + "(".repeat(3_000) + "os_name == 'a'";
    assertThatThrownBy(() -> Requirement.parse(deep)).isInstanceOf(SyntaxException.class);
    String wide = "a; os_name=='a'" + " or os_name=='a'".repeat(240);
    assertThatThrownBy(() -> Requirement.parse(wide + " or")).isInstanceOf(SyntaxException.class);
  }

  @Provide
  Arbitrary<String> almost() {
    return Arbitraries.of(
            "name",
            "a.b",
            "[",
            "]",
            "(",
            ")",
            ";",
            ",",
            " ",
            ">=",
            "==",
            "1.0",
            ".*",
            "and ",
            "or ",
            "not in ",
            "in ",
            "os_name",
            "extra",
            "python_version",
            "'",
            "\"x\"",
            "'3.8'",
            "@",
            "#")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }

  @Property
  void noTextBreaksTheReader(@ForAll("almost") String text) {
    readBack(text);
  }

  @Property
  void noTextAtAllBreaksTheReader(@ForAll String text) {
    readBack(text);
  }

  private static void readBack(String text) {
    try {
      Requirement read = Requirement.parse(text);
      read.holds(PYTHON_311);
      assertThat(Requirement.parse(read.toString())).hasToString(read.toString());
    } catch (SyntaxException e) {
      assertThat(e.offset()).isBetween(0, text.length());
    }
  }
}
