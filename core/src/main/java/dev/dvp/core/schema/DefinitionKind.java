package dev.dvp.core.schema;

import java.util.Arrays;
import java.util.Optional;

/** The six definitions that a {@code schema.json} consists of, in the platform's order. */
public enum DefinitionKind {
  /** An installation of the database on a host. */
  REPOSITORY("repositoryDefinition", "RepositoryDefinition"),
  /** A database that an installation runs. */
  SOURCE_CONFIG("sourceConfigDefinition", "SourceConfigDefinition"),
  /** What the user gives when linking a source. */
  LINKED_SOURCE("linkedSourceDefinition", "LinkedSourceDefinition"),
  /** What the user gives when provisioning a virtual source. */
  VIRTUAL_SOURCE("virtualSourceDefinition", "VirtualSourceDefinition"),
  /** What the plugin keeps with each snapshot. */
  SNAPSHOT("snapshotDefinition", "SnapshotDefinition"),
  /** What the user gives when taking a snapshot of a linked source. */
  SNAPSHOT_PARAMETERS("snapshotParametersDefinition", "SnapshotParametersDefinition");

  private final String key;
  private final String className;

  DefinitionKind(String key, String className) {
    this.key = key;
    this.className = className;
  }

  /**
   * The key in {@code schema.json}.
   *
   * @return for example {@code repositoryDefinition}
   */
  public String key() {
    return key;
  }

  /**
   * The name of the generated Python class.
   *
   * @return for example {@code RepositoryDefinition}
   */
  public String className() {
    return className;
  }

  /**
   * Tells whether the definition has {@code identityFields} and {@code nameField}.
   *
   * @return true for the repository and the source config
   */
  public boolean hasIdentity() {
    return this == REPOSITORY || this == SOURCE_CONFIG;
  }

  /**
   * Finds a definition by its key.
   *
   * @param key a key of {@code schema.json}
   * @return the kind, if the platform knows it
   */
  public static Optional<DefinitionKind> ofKey(String key) {
    return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
  }
}
