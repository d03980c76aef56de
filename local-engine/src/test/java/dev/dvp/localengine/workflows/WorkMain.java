package dev.dvp.localengine.workflows;

import dev.dvp.core.manifest.PluginType;
import dev.dvp.localengine.store.WorkflowEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Runs one workflow in a process of its own, which stops where it is told, to be killed there. */
final class WorkMain {
  static final String STOPPED = "stopped";

  private WorkMain() {}

  /**
   * Where it stops: at the first event of a kind and a step; or where it says so and goes on, to be
   * killed at any time after it.
   */
  record Stop(WorkflowEvent.Kind kind, String step, boolean stays) {
    static final String HANGS = "reached";

    Stop(WorkflowEvent.Kind kind, String step) {
      this(kind, step, true);
    }

    static Stop of(WorkflowEvent event) {
      return new Stop(event.kind(), event.step());
    }

    boolean isAt(WorkflowEvent event) {
      boolean isMiddle = kind != WorkflowEvent.Kind.NOTE || event.text().endsWith(": " + HANGS);
      return event.kind() == kind && event.step().equals(step) && isMiddle;
    }
  }

  /** A process that does the workflow; {@code source} is to be made, or is there. */
  static Process start(
      Path folder, PluginType type, Workflow workflow, String source, long snapshot, Stop stop)
      throws IOException {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx64m",
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            WorkMain.class.getName(),
            folder.toString(),
            type.name(),
            workflow.name(),
            source,
            Long.toString(snapshot),
            stop.kind().name(),
            stop.step(),
            Boolean.toString(stop.stays()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  static WorkflowRequest request(Workflow workflow, String source, long snapshot) {
    return switch (workflow) {
      case LINK -> LabBench.link(source);
      case PROVISION -> LabBench.provision(source, snapshot);
      case CREATE_EMPTY -> LabBench.empty(source);
      case DISCOVER -> new WorkflowRequest.Discover("local");
      case UPGRADE -> new WorkflowRequest.Upgrade(false);
      case REFRESH ->
          new WorkflowRequest.OnSource(
              workflow, source, Optional.of(snapshot), Optional.empty(), false);
      default -> WorkflowRequest.OnSource.of(workflow, source);
    };
  }

  public static void main(String[] args) throws Exception {
    Stop stop =
        new Stop(WorkflowEvent.Kind.valueOf(args[5]), args[6], Boolean.parseBoolean(args[7]));
    try (LabBench bench = new LabBench(Path.of(args[0]), PluginType.valueOf(args[1]))) {
      if (args[2].equals(Workflow.UPGRADE.name())) {
        bench.use(UpgradeTest.versionTwo(bench.plugin), RecordingPlugin.LONG);
      }
      bench.lab.run(
          request(Workflow.valueOf(args[2]), args[3], Long.parseLong(args[4])),
          bench.session,
          new WorkflowWatcher() {
            @Override
            public void happened(WorkflowEvent event) {
              if (stop.isAt(event)) {
                System.out.println(STOPPED);
                if (stop.stays()) {
                  stayForEver();
                }
              }
            }
          });
    }
    System.out.println("ended");
  }

  private static void stayForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
