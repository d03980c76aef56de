package dev.dvp.localengine.libraries;

import dev.dvp.localengine.running.LibraryCallException;

/** A machine that commands run on. */
interface Host {
  /**
   * Runs a script in bash.
   *
   * @param script one of {@link BashScript}
   * @param isLogin whether bash reads the user's profile first
   * @return what it came to
   * @throws HostException when it cannot be run there
   * @throws LibraryCallException when it prints too much
   * @throws InterruptedException when the thread is interrupted; the script has ended then
   */
  Ran bash(String script, boolean isLogin)
      throws HostException, LibraryCallException, InterruptedException;
}
