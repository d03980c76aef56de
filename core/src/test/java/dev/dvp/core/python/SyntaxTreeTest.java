package dev.dvp.core.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyntaxTreeTest {
  private static List<PyStatement> parse(String source) {
    return DeepStack.call(() -> PythonParser.parse(Path.of("x.py"), source))
        .module()
        .orElseThrow()
        .body();
  }

  private static PyExpression expression(String source) {
    return ((PyStatement.ExpressionStatement) parse(source).get(0)).value();
  }

  @Test
  void parametersHaveKindDefaultAndPlace() {
    PyStatement.Function function =
        (PyStatement.Function)
            parse("async def f(a, /, b: int, c=1, *d, e, g=2, **h) -> str:\n  pass\n").get(0);

    assertThat(function.isAsync()).isTrue();
    assertThat(function.returns()).isPresent();
    assertThat(function.parameters())
        .extracting(PyParameter::name)
        .containsExactly("a", "b", "c", "d", "e", "g", "h");
    assertThat(function.parameters())
        .extracting(PyParameter::kind)
        .containsExactly(
            ParameterKind.POSITIONAL_ONLY,
            ParameterKind.POSITIONAL_OR_KEYWORD,
            ParameterKind.POSITIONAL_OR_KEYWORD,
            ParameterKind.VAR_POSITIONAL,
            ParameterKind.KEYWORD_ONLY,
            ParameterKind.KEYWORD_ONLY,
            ParameterKind.VAR_KEYWORD);
    assertThat(function.parameters())
        .extracting(p -> p.defaultValue().isPresent())
        .containsExactly(false, false, true, false, false, true, false);
    assertThat(function.parameters().get(1).span()).isEqualTo(new Span(1, 19, 1, 25));
    assertThat(function.parameters().get(1).annotation()).isPresent();
  }

  @Test
  void constantsKeepTheirValue() {
    assertThat(((PyExpression.Text) expression("'a' \"\\u00e9\\N{SNOWMAN}\"")).value())
        .isEqualTo("aé☃");
    assertThat(((PyExpression.Bytes) expression("b'\\xff'")).value()).isEqualTo("\u00ff");
    assertThat(((PyExpression.Int) expression("0x1_F")).value()).isEqualTo(BigInteger.valueOf(31));
    assertThat(((PyExpression.Int) expression("9" + "0".repeat(30))).value())
        .isEqualTo(BigInteger.TEN.pow(30).multiply(BigInteger.valueOf(9)));
    assertThat(((PyExpression.Real) expression("2.5")).value()).isEqualTo(2.5);
    assertThat(((PyExpression.Real) expression("3j")).imaginary()).isTrue();
    assertThat(((PyExpression.Truth) expression("True")).value()).isTrue();
    assertThat(expression("None")).isInstanceOf(PyExpression.None.class);
    assertThat(expression("...")).isInstanceOf(PyExpression.Ellipsis.class);
  }

  @Test
  void attributeNamesHaveAPlaceOfTheirOwn() {
    PyExpression.Attribute attribute = (PyExpression.Attribute) expression("a.b .\\\n  cde");
    assertThat(attribute.nameSpan()).isEqualTo(new Span(2, 3, 2, 6));
  }

  @Test
  void aFunctionStartsAtItsDefinition() {
    PyStatement statement = parse("@a\n@b\ndef f(): pass\n").get(0);
    assertThat(statement.span().line()).isEqualTo(3);
  }

  @Test
  void importsKeepDotsAndAliases() {
    PyStatement.ImportFrom from =
        (PyStatement.ImportFrom) parse("from ..a.b import c as d, e\n").get(0);
    assertThat(from.level()).isEqualTo(2);
    assertThat(from.module()).isEqualTo("a.b");
    assertThat(from.names())
        .extracting(PyStatement.Alias::alias)
        .containsExactly(Optional.of("d"), Optional.empty());
  }

  @Test
  void everyPartIsReachedFromItsParent() {
    String source =
        """
        @n1
        def f(a: n2 = n3, *b, c=n4) -> n5:
            global g
            return n6
        @n7
        class C(n8, k=n9): x: n10 = n11
        n12 = n13
        n14 += n15
        del n16
        for n17 in n18:
            n19
        else:
            n20
        while n21:
            n22
        if n23:
            n24
        else:
            n25
        with n26 as n27:
            n28
        match n29:
            case y if n30:
                n31
        try:
            n32
        except n33 as e:
            n34
        else:
            n35
        finally:
            n36
        def r(): raise n37 from n38
        assert n39, n40
        n41.a[n42:n43:n44](n45, *n46, k=n47, **n48)
        [n49, {n50}, {n51: n52, **n53}, (n54, n55)]
        lambda q=n56: n57
        n58 if n59 else n60
        n61 and n62 or not n63
        n64 + -n65 < n66
        (n67 := n68)
        [n69 for n70 in n71 if n72]
        {n73: n74 for n75 in n76}
        f"{n77!r:{n78}}"
        async def h():
            await n79
            yield n80
        """;
    List<String> names = new ArrayList<>();
    collect(parse(source), names);

    for (int i = 1; i <= 80; i++) {
      assertThat(names).as("in %s", names).contains("n" + i);
    }
    assertThat(names).doesNotHaveDuplicates();
  }

  private static void collect(List<PyStatement> block, List<String> names) {
    for (PyStatement statement : block) {
      assertThat(statement.span().line()).isPositive();
      statement.expressions().forEach(expression -> collect(expression, names));
      statement.blocks().forEach(inner -> collect(inner, names));
    }
  }

  private static void collect(PyExpression expression, List<String> names) {
    assertThat(expression.span().line()).isPositive();
    if (expression instanceof PyExpression.Name name) {
      names.add(name.id());
    }
    expression.children().forEach(child -> collect(child, names));
  }
}
