package dev.dvp.localengine.workflows;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.SourceKind;
import dev.dvp.localengine.store.SourceState;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which workflows a source's state allows. */
public final class Allowed {
  private Allowed() {}

  /**
   * The workflows that can be run.
   *
   * @param source a source
   * @return the workflows
   */
  public static Set<Workflow> of(Source source) {
    Set<Workflow> usual = usual(source.identity().kind(), source.condition().state());
    Optional<Workflow> unfinished =
        source.condition().unfinished().flatMap(work -> Workflow.of(work.workflow()));
    return unfinished.map(work -> afterwards(work, usual)).orElse(usual);
  }

  private static Set<Workflow> usual(SourceKind kind, SourceState state) {
    boolean isLinked = kind == SourceKind.LINKED;
    return switch (state) {
      case NEW ->
          EnumSet.of(
              Workflow.DELETE,
              isLinked ? Workflow.LINK : Workflow.PROVISION,
              isLinked ? Workflow.LINK : Workflow.CREATE_EMPTY);
      case ENABLED -> EnumSet.of(Workflow.SYNC, Workflow.DISABLE, Workflow.DELETE);
      case RUNNING ->
          EnumSet.of(
              Workflow.SNAPSHOT,
              Workflow.STOP,
              Workflow.REFRESH,
              Workflow.ROLLBACK,
              Workflow.DISABLE,
              Workflow.DELETE);
      case STOPPED ->
          EnumSet.of(
              Workflow.SNAPSHOT,
              Workflow.START,
              Workflow.REFRESH,
              Workflow.ROLLBACK,
              Workflow.DISABLE,
              Workflow.DELETE);
      case DISABLED ->
          isLinked
              ? EnumSet.of(Workflow.ENABLE, Workflow.DELETE)
              : EnumSet.of(Workflow.ENABLE, Workflow.REFRESH, Workflow.ROLLBACK, Workflow.DELETE);
    };
  }

  /** Whatever was left in the middle can be done again, or be given up for what needs no more. */
  private static Set<Workflow> afterwards(Workflow unfinished, Set<Workflow> usual) {
    return switch (unfinished) {
      case SYNC, SNAPSHOT -> usual;
      case START, STOP -> {
        Set<Workflow> all = EnumSet.copyOf(usual);
        all.add(Workflow.START);
        all.add(Workflow.STOP);
        yield all;
      }
      case REFRESH, ROLLBACK -> EnumSet.of(Workflow.REFRESH, Workflow.ROLLBACK, Workflow.DELETE);
      case ENABLE, DISABLE -> EnumSet.of(Workflow.ENABLE, Workflow.DISABLE, Workflow.DELETE);
      case PROVISION, CREATE_EMPTY, LINK -> EnumSet.of(unfinished, Workflow.DELETE);
      default -> EnumSet.of(unfinished);
    };
  }

  /**
   * Refuses what is not allowed.
   *
   * @throws DvpException when the state does not allow the workflow
   */
  static void check(Source source, Workflow workflow) {
    Set<Workflow> allowed = of(source);
    if (!allowed.contains(workflow)) {
      throw new DvpException(
          WorkflowRule.NOT_ALLOWED.at(
              Location.NONE,
              "`"
                  + workflow.word()
                  + "` cannot be run on `"
                  + source.identity().name()
                  + "`, which is "
                  + source.stateText()
                  + ".",
              "It can be: "
                  + allowed.stream()
                      .map(one -> "`" + one.word() + "`")
                      .collect(Collectors.joining(", "))
                  + "."));
    }
  }
}
