package dev.dvp.core.python.names;

import dev.dvp.core.python.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one file binds, uses and imports; collected in one pass over its syntax tree. */
final class FileNames {
  /** Uses of names that the file does not bind; star imports may. */
  final List<Undefined> undefined = new ArrayList<>();

  /** What the module binds, whatever branch does it. */
  final Set<String> bound = new HashSet<>();

  /** Star imports, in their order. */
  final List<ImportUse> stars = new ArrayList<>();

  /** All imports that nothing guards, star imports among them. */
  final List<ImportUse> imports = new ArrayList<>();

  /** Top-level modules that the file can do without: some import of them is guarded. */
  final Set<String> optional = new HashSet<>();

  /** Names that the file sets on the module {@code builtins}. */
  final Set<String> builtins = new HashSet<>();

  /** Top-level modules that the file puts into {@code sys.modules} under a constant name. */
  final Set<String> registered = new HashSet<>();

  /** Names of attributes that the file sets on something other than {@code self}. */
  final Set<String> attributes = new HashSet<>();

  /** The entries of {@code __all__}, as far as they are constant. */
  final Map<String, Span> exports = new LinkedHashMap<>();

  boolean hasExports;

  /** Whether {@code __all__} may hold more than is known. */
  boolean areExportsOpen;

  /** Whether the module's names are changed in ways that only running it shows. */
  boolean isDynamic;

  /** Whether a module-level {@code __getattr__} may provide any attribute. */
  boolean hasGetattr;

  /** Whether it registers modules of its own making, or loaders of such. */
  boolean makesModules;

  /** Whether it changes the search path. */
  boolean changesPath;
}
