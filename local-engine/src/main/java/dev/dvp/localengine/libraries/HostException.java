package dev.dvp.localengine.libraries;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.localengine.environments.EnvironmentRule;
import dev.dvp.localengine.running.LibraryCallException;

/** Something cannot be done on a host, for a reason that lies outside of the command. */
public final class HostException extends Exception {
  private static final long serialVersionUID = 1;

  private final EnvironmentRule rule;
  private final String problem;
  private final String remedy;

  /**
   * A failure.
   *
   * @param rule its kind
   * @param problem what is wrong and where: whole sentences, without secrets
   * @param remedy what to do about it
   */
  HostException(EnvironmentRule rule, String problem, String remedy) {
    super(problem);
    this.rule = rule;
    this.problem = problem;
    this.remedy = remedy;
  }

  /**
   * The failure as a plugin gets it, which may catch it.
   *
   * @return problem and remedy
   */
  LibraryCallException forPlugin() {
    return new LibraryCallException(problem + " " + remedy, true);
  }

  /**
   * The failure as the user of a command gets it.
   *
   * @return the finding
   */
  public DvpException forUser() {
    return new DvpException(rule.at(Location.NONE, problem, remedy), this);
  }

  /**
   * The kind of the failure.
   *
   * @return the rule
   */
  public EnvironmentRule rule() {
    return rule;
  }
}
