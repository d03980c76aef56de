package dev.dvp.core.python;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lists the modules that a file may import, wherever in it the import stands. */
final class ImportScan {
  private final ModuleFile importer;
  private final Set<String> names = new LinkedHashSet<>();

  private ImportScan(ModuleFile importer) {
    this.importer = importer;
  }

  /** Absolute names; a name imported from a module is listed too, since it may be a module. */
  static Set<String> of(PyModule module, ModuleFile importer) {
    ImportScan scan = new ImportScan(importer);
    scan.block(module.body());
    return scan.names;
  }

  private void block(List<PyStatement> statements) {
    for (PyStatement statement : statements) {
      if (statement instanceof PyStatement.Import imported) {
        imported.names().forEach(alias -> addWithParents(alias.name()));
      } else if (statement instanceof PyStatement.ImportFrom from) {
        importer.absolute(from.module(), from.level()).ifPresent(base -> addFrom(base, from));
      } else {
        statement.blocks().forEach(this::block);
      }
    }
  }

  private void addFrom(String base, PyStatement.ImportFrom from) {
    addWithParents(base);
    for (PyStatement.Alias alias : from.names()) {
      if (!alias.name().equals("*")) {
        names.add(base + "." + alias.name());
      }
    }
  }

  private void addWithParents(String name) {
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      names.add(name.substring(0, dot));
    }
    names.add(name);
  }
}
