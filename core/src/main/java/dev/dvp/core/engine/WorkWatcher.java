package dev.dvp.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.http.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks at the engine's work until it ends: often at first, then at the usual interval. The engine
 * works on whether anybody looks or not, so an engine that cannot be asked for a while, even one
 * that starts anew, is asked again.
 */
final class WorkWatcher {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** A job reports some dozens; what comes beyond this is not shown, so memory stays bounded. */
  private static final int MOST_EVENTS = 10_000;

  /** Some seconds' worth: what gives no known state for so long is not what was waited for. */
  private static final int MOST_UNKNOWN_STATES = 10;

  private final EngineCalls calls;
  private final EngineTimeouts timeouts;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final EngineWork work;
  private final UploadOrder order;
  private final Call call;
  private final Silence silence;
  private final Set<EngineEvent> seen = new HashSet<>();
  private Optional<EngineEvent> last = Optional.empty();
  private int unknownStates;

  WorkWatcher(
      EngineCalls calls,
      EngineTimeouts timeouts,
      InstantSource clock,
      Sleeper sleeper,
      EngineWork work,
      UploadOrder order) {
    this.calls = calls;
    this.timeouts = timeouts;
    this.clock = clock;
    this.sleeper = sleeper;
    this.work = work;
    this.order = order;
    this.silence = new Silence(calls, clock, timeouts.waitLimit());
    this.call = new Call.Plain(Step.WAIT, Location.of(order.file()), timeouts.request());
  }

  /** Returns when the work is completed; all other ends are failures. */
  void watch(Consumer<EngineEvent> listener) {
    if (work.isDone()) {
      return;
    }
    Instant end = clock.instant().plus(timeouts.waitLimit());
    Duration pause = shorter(FIRST_PAUSE, timeouts.pollInterval());
    while (true) {
      Optional<JsonNode> result = look(Duration.between(clock.instant(), end));
      if (result.isPresent()) {
        report(result.get().path("events"), listener);
        if (isCompleted(result.get())) {
          makeSureOfWhatWasFound();
          return;
        }
      }
      Duration left = Duration.between(clock.instant(), end);
      if (left.isNegative() || left.isZero()) {
        throw limitReached();
      }
      sleep(shorter(pause, left));
      pause = shorter(pause.multipliedBy(2), timeouts.pollInterval());
    }
  }

  /** The state of the work; nothing when the engine could not be asked this time. */
  private Optional<JsonNode> look(Duration left) {
    Duration patience = shorter(timeouts.request(), left.isNegative() ? FIRST_PAUSE : left);
    Call look = new Call.Plain(Step.WAIT, call.about(), longer(patience, FIRST_PAUSE));
    String path =
        "delphix/action/" + work.action().orElse("") + (work.job().isPresent() ? "/getJob" : "");
    try {
      Answer.Success answer = calls.getOnce(look, path);
      JsonNode result = calls.object(call, answer, "the state of `" + work.name() + "`");
      silence.isBroken();
      return Optional.of(result);
    } catch (DvpException e) {
      silence.goesOn(e);
      return Optional.empty();
    }
  }

  /** What was found by its name may have been somebody else's: what is installed tells. */
  private void makeSureOfWhatWasFound() {
    if (!work.wasFound()) {
      return;
    }
    Backoff backoff = calls.retries().backoff();
    for (int looks = 1; !isInstalled(); looks++) {
      if (looks >= backoff.attempts()) {
        throw AnswerFailures.failure(
            call,
            EngineRule.UPLOAD_LOST,
            "The connection broke when the artifact was sent, and the engine does not have it.",
            "Nothing of it was installed. Upload it again.");
      }
      // On a bad way the list may be one from before: what is said of it has to be certain.
      sleep(backoff.pause(looks));
      calls.renew();
    }
  }

  private boolean isInstalled() {
    JsonNode plugins = calls.get(call, InstalledPlugin.LIST).result();
    return InstalledPlugin.readAll(plugins, calls.text()).stream().anyMatch(order::isInstalledAs);
  }

  private void report(JsonNode events, Consumer<EngineEvent> listener) {
    EngineText text = calls.text();
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
          throw calls
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
    EngineText text = calls.text();
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
      throw calls.connectionFailures().interrupted(call);
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
