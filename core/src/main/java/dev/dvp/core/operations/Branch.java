package dev.dvp.core.operations;

import java.util.List;

/** One arm of a fork in the program that cannot be decided. */
final class Branch {
  final int fork;
  final int arm;
  final int arms;

  /** How the other arms ended, if that is why only this one goes on. */
  final Flow others;

  /** Whether the arm turned out to be the only one. */
  boolean isCertain;

  Branch(int fork, int arm, int arms) {
    this(fork, arm, arms, Flow.NORMAL);
  }

  Branch(int fork, int arm, int arms, Flow others) {
    this.others = others;
    this.fork = fork;
    this.arm = arm;
    this.arms = arms;
  }

  /** Whether no course of the program is on both ways. */
  static boolean exclude(List<Branch> one, List<Branch> other) {
    for (Branch mine : one) {
      for (Branch its : other) {
        if (mine.fork == its.fork && mine.arm != its.arm && !mine.isCertain && !its.isCertain) {
          return true;
        }
      }
    }
    return false;
  }
}
