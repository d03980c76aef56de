package dev.dvp.localengine.page;

import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.SourceKind;
import dev.dvp.localengine.store.WorkState;
import dev.dvp.localengine.store.WorkflowJob;
import dev.dvp.localengine.workflows.Workflow;
import java.util.Locale;
import java.util.Optional;

/** Words that several pages use. */
final class Words {
  private Words() {}

  /** What a button says. */
  static String button(Workflow workflow) {
    return switch (workflow) {
      case SYNC -> "Synchronize";
      case SNAPSHOT -> "Take a snapshot";
      case CREATE_EMPTY -> "Create empty";
      case ROLLBACK -> "Roll back";
      default -> sentence(workflow.word());
    };
  }

  static String sentence(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  static String kind(Source source) {
    return source.identity().kind() == SourceKind.LINKED ? "linked" : "virtual";
  }

  /** The state of a source in a word, and in a colour. */
  static void state(Html html, Source source) {
    boolean isUnfinished = source.condition().unfinished().isPresent();
    String style =
        isUnfinished
            ? "bad"
            : switch (source.condition().state()) {
              case RUNNING, ENABLED -> "good";
              default -> "plain";
            };
    html.element("span", source.stateText(), "class", "state " + style);
  }

  static String state(WorkflowJob job) {
    return switch (job.state()) {
      case RUNNING -> "running";
      case COMPLETED -> "completed";
      case FAILED -> "failed";
    };
  }

  static void state(Html html, WorkflowJob job) {
    String style =
        job.state() == WorkState.COMPLETED
            ? "good"
            : job.state() == WorkState.FAILED ? "bad" : "busy";
    html.element("span", state(job), "class", "state " + style);
  }

  /** The number of a source, where a job worked on one. */
  static Optional<Long> sourceNumber(String target) {
    return target.matches("(LINKED|VIRTUAL)-\\d{1,18}")
        ? Optional.of(Long.parseLong(target.substring(target.indexOf('-') + 1)))
        : Optional.empty();
  }
}
