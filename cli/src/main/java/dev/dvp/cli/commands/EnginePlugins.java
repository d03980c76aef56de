package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.engine.EngineRule;
import dev.dvp.core.engine.InstalledPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** What each of the engines that the user names has installed; they are asked at the same time. */
final class EnginePlugins {
  private static final int MOST_AT_ONCE = 8;

  private final Invocation call;

  /**
   * What came of one engine.
   *
   * @param label what the user calls it
   * @param address where it is, as it is written as long as it is not certain
   * @param isGood whether it answered
   * @param plugins what it has
   * @param findings why it did not answer
   */
  record Found(
      String label,
      String address,
      boolean isGood,
      List<InstalledPlugin> plugins,
      List<Diagnostic> findings) {
    static Found failed(String label, String address, DvpException why) {
      return new Found(label, address, false, List.of(), why.diagnostics());
    }
  }

  EnginePlugins(Invocation call) {
    this.call = call;
  }

  /**
   * Asks all of them.
   *
   * @return one for each engine, in the order of the command line
   */
  List<Found> all() {
    List<EngineTargets.Target> targets = EngineTargets.of(call);
    EnginePassword passwords = new EnginePassword(call);
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(MOST_AT_ONCE, targets.size()));
    try {
      List<FutureTask<Found>> begun = new ArrayList<>();
      // One after the other: a password may have to be asked for.
      targets.forEach(target -> begun.add(task(target, passwords)));
      begun.forEach(threads::execute);
      return begun.stream().map(EnginePlugins::result).toList();
    } finally {
      threads.shutdownNow();
    }
  }

  private FutureTask<Found> task(EngineTargets.Target target, EnginePassword passwords) {
    try {
      EngineLogin login = EngineLogin.of(call, target, passwords);
      return new FutureTask<>(() -> ask(login));
    } catch (DvpException e) {
      if (e.diagnostics().stream().anyMatch(d -> d.rule() == EngineRule.INTERRUPTED)) {
        // The user gave up all of them.
        throw e;
      }
      return new FutureTask<>(() -> Found.failed(target.label(), target.engine(), e));
    }
  }

  private Found ask(EngineLogin login) {
    String address = login.address().toString();
    try {
      List<InstalledPlugin> plugins = login.open(call, EngineOptions.timeouts(call)).plugins();
      return new Found(login.label(), address, true, plugins, List.of());
    } catch (DvpException e) {
      return Found.failed(login.label(), address, e);
    }
  }

  private static Found result(Future<Found> begun) {
    try {
      return begun.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException bug
          ? bug
          : new IllegalStateException(e.getCause());
    }
  }
}
