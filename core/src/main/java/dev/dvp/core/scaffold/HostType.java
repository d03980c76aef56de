package dev.dvp.core.scaffold;

/** The hosts that a plugin works on: the manifest's {@code hostTypes}. */
public enum HostType {
  /** Linux and other Unix systems. */
  UNIX,
  /** Windows. */
  WINDOWS
}
