package dev.dvp.localengine.workflows;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The workflows, each with the names of those in {@code operations.yml} that it runs. */
public enum Workflow {
  /** Finds repositories and source configs. */
  DISCOVER("Environment Discovery"),
  /** Makes a linked source. */
  LINK(""),
  /** Takes a snapshot of a linked source. */
  SYNC("Linked Source Sync"),
  /** Makes a virtual source from a snapshot. */
  PROVISION("Virtual Source Provision"),
  /** Makes a virtual source without data. */
  CREATE_EMPTY("Virtual Source Create Empty"),
  /** Takes a snapshot of a virtual source. */
  SNAPSHOT("Virtual Source Snapshot"),
  /** Gives a virtual source the data of another snapshot. */
  REFRESH("Virtual Source Refresh"),
  /** Gives a virtual source the data of a snapshot of its own. */
  ROLLBACK("Virtual Source Rollback"),
  /** Starts a virtual source. */
  START("Virtual Source Start"),
  /** Stops a virtual source. */
  STOP("Virtual Source Stop"),
  /** Mounts a source's data again. */
  ENABLE("Virtual Source Enable", "Linked Source Enable"),
  /** Takes a source's data from its host. */
  DISABLE("Virtual Source Disable", "Linked Source Disable"),
  /** Removes a source. */
  DELETE("Virtual Source Delete", "Linked Source Delete"),
  /** Brings stored objects up to the plugin's version. */
  UPGRADE("Plugin Upgrade");

  private final String platformName;
  private final String ofLinkedSource;

  Workflow(String platformName) {
    this(platformName, "");
  }

  Workflow(String platformName, String ofLinkedSource) {
    this.platformName = platformName;
    this.ofLinkedSource = ofLinkedSource;
  }

  /**
   * What the user types.
   *
   * @return for example {@code create-empty}
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Finds a workflow.
   *
   * @param word what the user typed
   * @return the workflow, if there is one
   */
  public static Optional<Workflow> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  /** Whether it is this one that a platform's name stands for. */
  boolean isPlatforms(String name) {
    return name.equals(platformName) || name.equals(ofLinkedSource);
  }
}
