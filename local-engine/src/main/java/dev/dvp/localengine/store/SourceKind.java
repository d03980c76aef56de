package dev.dvp.localengine.store;

/** The two kinds of sources. */
public enum SourceKind {
  /** A linked source, which snapshots of somebody's data are taken of. */
  LINKED,
  /** A virtual source, which is provisioned from a snapshot. */
  VIRTUAL
}
