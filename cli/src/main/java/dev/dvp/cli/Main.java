package dev.dvp.cli;

/** Where the process starts: the only place that ends it. */
public final class Main {
  private Main() {}

  /**
   * Runs {@code dvp}.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.out.println("dvp 0.1.0");
  }
}
