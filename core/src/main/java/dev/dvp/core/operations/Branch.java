package dev.dvp.core.operations;

/** One arm of a fork in the program that cannot be decided. */
final class Branch {
  final int fork;
  final int arm;
  final int arms;

  /** Whether the arm turned out to be the only one. */
  boolean isCertain;

  Branch(int fork, int arm, int arms) {
    this.fork = fork;
    this.arm = arm;
    this.arms = arms;
  }
}
