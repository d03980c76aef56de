package dev.dvp.core.runtime.index;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.runtime.requirements.PackageName;
import java.util.List;

/** Something that has files of packages: a wheelhouse or an index. */
public interface PackageSource {
  /**
   * What there is of a package.
   *
   * @param name the package
   * @return its files, wheels and others; empty when the source does not have the package
   * @throws DvpException when the source cannot be asked
   */
  List<ListedFile> files(PackageName name);

  /**
   * What messages call it.
   *
   * @return for example {@code the wheelhouse `wheels`}; never with a password
   */
  String describe();
}
