package dev.dvp.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Looks at the engine's work until it ends: often at first, then at the usual interval. */
final class WorkWatcher {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** A job reports some dozens; what comes beyond this is not shown, so memory stays bounded. */
  private static final int MOST_EVENTS = 10_000;

  /** Some seconds' worth: what gives no known state for so long is not what was waited for. */
  private static final int MOST_UNKNOWN_STATES = 10;

  private final EngineConnection connection;
  private final EngineTimeouts timeouts;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final EngineWork work;
  private final Call call;
  private final Set<EngineEvent> seen = new HashSet<>();
  private Optional<EngineEvent> last = Optional.empty();
  private int unknownStates;

  WorkWatcher(
      EngineConnection connection,
      EngineTimeouts timeouts,
      InstantSource clock,
      Sleeper sleeper,
      EngineWork work,
      Location artifact) {
    this.connection = connection;
    this.timeouts = timeouts;
    this.clock = clock;
    this.sleeper = sleeper;
    this.work = work;
    this.call = new Call.Plain(Step.WAIT, artifact, timeouts.request());
  }

  /** Returns when the work is completed; all other ends are failures. */
  void watch(Consumer<EngineEvent> listener) {
    Instant end = clock.instant().plus(timeouts.waitLimit());
    Duration pause = shorter(FIRST_PAUSE, timeouts.pollInterval());
    while (true) {
      JsonNode result = look();
      report(result.path("events"), listener);
      if (isCompleted(result)) {
        return;
      }
      Duration left = Duration.between(clock.instant(), end);
      if (left.isNegative() || left.isZero()) {
        throw limitReached();
      }
      sleep(shorter(pause, left));
      pause = shorter(pause.multipliedBy(2), timeouts.pollInterval());
    }
  }

  private JsonNode look() {
    String path = "delphix/action/" + work.action() + (work.job().isPresent() ? "/getJob" : "");
    JsonNode result = connection.get(call, path).result();
    if (!result.isObject()) {
      throw connection.failures().incomplete(call, "the state of `" + work.name() + "`");
    }
    return result;
  }

  private void report(JsonNode events, Consumer<EngineEvent> listener) {
    EngineText text = connection.text();
    for (JsonNode node : events) {
      EngineEvent event =
          new EngineEvent(
              text.clean(node.path("timestamp")),
              text.clean(node.path("messageCode")),
              text.details(node.path("messageDetails")),
              text.details(node.path("messageAction")));
      boolean empty = event.code().isEmpty() && event.details().isEmpty();
      if (!empty && seen.size() < MOST_EVENTS && seen.add(event)) {
        last = Optional.of(event);
        listener.accept(event);
      }
    }
  }

  private boolean isCompleted(JsonNode result) {
    String state = result.path(work.job().isPresent() ? "jobState" : "state").asText("");
    unknownStates = isUnderWay(state) ? 0 : unknownStates + 1;
    return switch (state) {
      case "COMPLETED" -> true;
      case "FAILED" -> throw ended(EngineRule.JOB_FAILED, "failed", result);
      case "SUSPENDED" -> throw ended(EngineRule.JOB_SUSPENDED, "is suspended", result);
      case "CANCELLED", "CANCELED" ->
          throw ended(EngineRule.JOB_CANCELLED, "was cancelled", result);
      default -> {
        if (unknownStates >= MOST_UNKNOWN_STATES) {
          throw connection
              .failures()
              .incomplete(call, "a state of `" + work.name() + "` that dvp knows");
        }
        yield false;
      }
    };
  }

  private static boolean isUnderWay(String state) {
    return switch (state) {
      case "INITIAL", "QUEUED", "PENDING", "WAITING", "STARTED", "RUNNING", "EXECUTING" -> true;
      default -> false;
    };
  }

  private DvpException ended(EngineRule rule, String how, JsonNode result) {
    EngineText text = connection.text();
    String reason =
        text.find(result.path("failureDescription"))
            .or(() -> last.map(EngineEvent::details))
            .orElse("");
    String advice =
        text.find(result.path("failureAction")).or(() -> last.map(EngineEvent::action)).orElse("");
    String message = "The engine took the artifact, but its work `" + work.name() + "` " + how;
    boolean about =
        rule == EngineRule.JOB_FAILED
            && AnswerFailures.isAboutBuildNumber(new Answer.Refusal(reason, advice, ""));
    return AnswerFailures.failure(
        call,
        about ? EngineRule.BUILD_NUMBER_REFUSED : rule,
        message + (reason.isEmpty() ? "." : ": " + reason),
        AnswerFailures.join(advice, ownAdvice(rule)));
  }

  private static String ownAdvice(EngineRule rule) {
    return switch (rule) {
      case JOB_SUSPENDED -> "Resume or cancel the job on the engine before you upload again.";
      case JOB_CANCELLED -> "What was installed before is still there; upload again when you like.";
      default -> "What was installed before is still there.";
    };
  }

  private DvpException limitReached() {
    return AnswerFailures.failure(
        call,
        EngineRule.WAIT_LIMIT_REACHED,
        "The engine has not ended `"
            + work.name()
            + "` within "
            + ConnectionFailures.inWords(timeouts.waitLimit())
            + ".",
        Step.WAIT.leftBehind());
  }

  private void sleep(Duration time) {
    try {
      sleeper.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw connection.connectionFailures().interrupted(call);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
