package dev.dvp.core.runtime;

import java.util.Collection;

/**
 * Tells an artifact's runtime by the files that it carries. The artifact's JSON has no place for
 * it, since an engine may refuse keys that it does not know; so our own packages carry a module
 * that nothing imports, and that the official ones do not have.
 */
public final class RuntimeKinds {
  /** The module, below the payload's root, that only dvp's own runtime has. */
  public static final String MARKER = "dlpx/virtualization/_dvp_runtime";

  private static final String PLATFORM = "dlpx/virtualization/platform/__init__";

  private RuntimeKinds() {}

  /**
   * Looks at the names of a payload's files.
   *
   * @param names names with {@code /}, in any order, of source or bytecode
   * @return the runtime that they are part of
   */
  public static RuntimeKind of(Collection<String> names) {
    boolean platform = false;
    for (String name : names) {
      if (isModule(name, MARKER)) {
        return RuntimeKind.BUNDLED;
      }
      platform |= isModule(name, PLATFORM);
    }
    return platform ? RuntimeKind.OFFICIAL : RuntimeKind.NONE;
  }

  private static boolean isModule(String name, String module) {
    return name.equals(module + ".py") || name.equals(module + ".pyc");
  }
}
