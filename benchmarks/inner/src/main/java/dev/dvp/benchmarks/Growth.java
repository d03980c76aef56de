package dev.dvp.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks in JVMs that are set up as dvp's own, and prints one table in Markdown:
 * milliseconds for each size, and the exponent of the growth.
 *
 * <p>The exponent is the slope of a straight line through the logarithms of time and size, by least
 * squares; 1 is linear. That of all sizes is lower than it should be where a small input costs what
 * everything costs; that of the two largest tells how it goes on.
 */
public final class Growth {
  private Growth() {}

  /**
   * Measures.
   *
   * @param args a pattern of the benchmarks' names; all without one
   * @throws RunnerException when one of them fails
   */
  public static void main(String[] args) throws RunnerException {
    Map<String, TreeMap<Integer, Double>> table = new TreeMap<>();
    Options average =
        base(args.length > 0 ? args[0] : "(properties|files)$")
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(2))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(2))
            .build();
    Options once =
        base(args.length > 0 ? args[0] : "megabytes$")
            .warmupIterations(1)
            .measurementIterations(3)
            .build();
    List<Options> all = args.length > 0 ? List.of(average) : List.of(average, once);
    for (Options options : all) {
      add(new Runner(options).run(), table);
    }
    print(table);
  }

  private static org.openjdk.jmh.runner.options.ChainedOptionsBuilder base(String include) {
    return new OptionsBuilder()
        .include("dev.dvp.benchmarks.*" + include)
        .forks(1)
        .timeUnit(TimeUnit.MILLISECONDS)
        .shouldFailOnError(true)
        .jvmArgs("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData");
  }

  private static void add(
      Collection<RunResult> results, Map<String, TreeMap<Integer, Double>> table) {
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark().replaceAll(".*\\.(\\w+)\\.(\\w+)$", "$1, $2");
      int size = Integer.parseInt(result.getParams().getParam("size"));
      table
          .computeIfAbsent(name, key -> new TreeMap<>())
          .put(size, result.getPrimaryResult().getScore());
    }
  }

  private static void print(Map<String, TreeMap<Integer, Double>> table) {
    System.out.println("\n| what | ms by size | exponent, all | exponent, the last two |");
    System.out.println("|---|---|---|---|");
    table.forEach(
        (name, times) -> {
          StringBuilder cells = new StringBuilder();
          times.forEach((size, time) -> cells.append("%s: %.2f, ".formatted(size, time)));
          cells.setLength(cells.length() - 2);
          Map<Integer, Double> last = times.tailMap(times.lowerKey(times.lastKey()));
          System.out.printf(
              "| %s | %s | %.2f | %.2f |%n", name, cells, exponent(times), exponent(last));
        });
  }

  /** The slope of the logarithms, by least squares. */
  static double exponent(Map<Integer, Double> times) {
    double n = times.size();
    double sumX = 0;
    double sumY = 0;
    double sumXy = 0;
    double sumXx = 0;
    for (Map.Entry<Integer, Double> one : times.entrySet()) {
      double x = Math.log(one.getKey());
      double y = Math.log(one.getValue());
      sumX += x;
      sumY += y;
      sumXy += x * y;
      sumXx += x * x;
    }
    return (n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX);
  }
}
