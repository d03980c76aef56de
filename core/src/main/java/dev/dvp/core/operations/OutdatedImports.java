package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Edit;
import dev.dvp.core.diagnostics.Fix;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.python.PyStatement;
import dev.dvp.core.python.PythonFile;
import dev.dvp.core.python.Span;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Finds imports of the generated classes by the name that older releases gave their package. */
public final class OutdatedImports {
  /** The package's name in older releases. */
  public static final String PACKAGE = "dlpx.virtualization.generated";

  private static final String TODAY = "generated";
  private static final String CLASSES = "definitions";

  private final Path file;
  private final Diagnostics out;

  private OutdatedImports(Path file, Diagnostics out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Looks through a file.
   *
   * @param file a file below srcDir
   * @param out takes the findings
   */
  public static void check(PythonFile file, Diagnostics out) {
    file.module().ifPresent(module -> new OutdatedImports(file.path(), out).all(module.body()));
  }

  private void all(List<PyStatement> body) {
    Deque<List<PyStatement>> open = new ArrayDeque<>(List.of(body));
    while (!open.isEmpty()) {
      for (PyStatement statement : open.pop()) {
        if (statement instanceof PyStatement.ImportFrom imported && imported.level() == 0) {
          check(imported);
        } else if (statement instanceof PyStatement.Import imported) {
          imported.names().forEach(this::check);
        } else {
          statement.blocks().forEach(open::push);
        }
      }
    }
  }

  private void check(PyStatement.ImportFrom imported) {
    Span span = imported.span();
    if (isOld(imported.module())) {
      String today = today(imported);
      int afterFrom = span.column() + "from ".length();
      String old = imported.module();
      out.add(
          finding(old, today, span)
              .withFix(
                  Fix.of(
                      "write `" + today + "`",
                      new Edit(new Location(file, span.line(), afterFrom), old, today))));
    } else if (imported.module().equals(PACKAGE.substring(0, PACKAGE.lastIndexOf('.')))) {
      boolean isAlone = imported.names().size() == 1;
      imported.names().stream()
          .filter(alias -> alias.name().equals(TODAY))
          .map(alias -> finding(PACKAGE, TODAY, alias.span()))
          .forEach(found -> out.add(isAlone ? found.withFix(ofPackage(span)) : found));
    }
  }

  /** {@code from dlpx.virtualization import generated}: both bind the same name. */
  private Fix ofPackage(Span span) {
    String parent = PACKAGE.substring(0, PACKAGE.lastIndexOf('.'));
    return Fix.of(
        "write `import " + TODAY + "`",
        new Edit(
            new Location(file, span.line(), span.column()),
            "from " + parent + " import " + TODAY,
            "import " + TODAY));
  }

  /** Without an alias, {@code dlpx} is what is bound, and all uses would have to change. */
  private void check(PyStatement.Alias alias) {
    if (isOld(alias.name())) {
      Diagnostic finding = finding(alias.name(), today(alias.name()), alias.span());
      Span span = alias.span();
      out.add(
          alias.alias().isPresent() ? finding.withFix(fix(span.line(), span.column())) : finding);
    }
  }

  private static boolean isOld(String module) {
    return module.equals(PACKAGE) || module.startsWith(PACKAGE + ".");
  }

  private static String today(String module) {
    return TODAY + module.substring(PACKAGE.length());
  }

  /** The old package held the classes themselves; today they are in a package within it. */
  private static String today(PyStatement.ImportFrom imported) {
    boolean isOfClasses =
        imported.module().equals(PACKAGE)
            && imported.names().stream().noneMatch(alias -> alias.name().equals(CLASSES));
    return isOfClasses ? TODAY + "." + CLASSES : today(imported.module());
  }

  private Diagnostic finding(String module, String today, Span span) {
    return OutdatedImportRule.OUTDATED_GENERATED_MODULE.at(
        new Location(file, span.line(), span.column()),
        "`"
            + module
            + "` is where older releases put the classes of the schema; today they are in `"
            + today
            + "`.",
        "Import from `" + today + "`.");
  }

  private Fix fix(int line, int column) {
    return Fix.of(
        "write `" + TODAY + "`", new Edit(new Location(file, line, column), PACKAGE, TODAY));
  }
}
