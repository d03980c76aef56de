package dev.dvp.localengine.libraries;

/** What becomes of a process that a command on this machine leaves running when it ends well. */
public enum Leftovers {
  /** It goes on, as it does on any host: a plugin starts its database that way. */
  KEPT,
  /** It ends with the command: nothing of a trial stays on the machine. */
  ENDED
}
