package dev.dvp.localengine.store;

/** What a source is in between workflows. */
public enum SourceState {
  /** It was made, and its first workflow has not come to a good end yet. */
  NEW,
  /** A linked source that can be synchronized. */
  ENABLED,
  /** A virtual source whose data is mounted, and which runs. */
  RUNNING,
  /** A virtual source whose data is mounted, and which was stopped. */
  STOPPED,
  /** A source whose data is not mounted. */
  DISABLED
}
