package dev.dvp.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Finds out whether the engine took an upload of which no answer came. Engines number their actions
 * upwards and note the request of an upload token as one: the work on the upload is a later action,
 * of the same user, that names the plugin.
 */
final class UploadSearch {
  private static final Pattern NUMBERED = Pattern.compile("[A-Z]+-(\\d{1,18})");
  private static final String ACTIONS = "delphix/action";

  /** An engine that has all of an artifact notes its work on it well within that time. */
  private static final Duration SETTLED = Duration.ofSeconds(20);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  private final EngineCalls calls;
  private final EngineTimeouts timeouts;
  private final InstantSource clock;
  private final Sleeper sleeper;

  UploadSearch(EngineCalls calls, EngineTimeouts timeouts, InstantSource clock, Sleeper sleeper) {
    this.calls = calls;
    this.timeouts = timeouts;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /** What became of an upload. */
  sealed interface Verdict {
    /** The engine took it. */
    record Taken(EngineWork work) implements Verdict {}

    /** The engine did not take it, and will not. */
    record NotTaken() implements Verdict {}

    /** There is no telling. */
    record Unknown() implements Verdict {}
  }

  /**
   * Looks for the work on an upload, for as long as it may still turn up.
   *
   * @param order what was sent
   * @param tokenAction the reference of the action that the token was asked for with
   * @param sending how long the upload took until it broke
   * @return what became of it
   * @throws DvpException when the user gives up
   */
  Verdict search(UploadOrder order, Optional<String> tokenAction, Duration sending) {
    OptionalLong before = tokenAction.map(UploadSearch::number).orElse(OptionalLong.empty());
    if (before.isEmpty()) {
      return new Verdict.Unknown();
    }
    Call call = new Call.Plain(Step.FIND_UPLOAD, Location.of(order.file()), timeouts.request());
    Instant end = clock.instant().plus(SETTLED).plus(sending);
    Duration pause = FIRST_PAUSE;
    while (true) {
      JsonNode actions;
      try {
        actions = calls.get(call, ACTIONS).result();
      } catch (DvpException e) {
        if (isInterrupted(e)) {
          throw e;
        }
        return new Verdict.Unknown();
      }
      if (!actions.isArray()) {
        return new Verdict.Unknown();
      }
      Optional<JsonNode> found = newest(actions, order, before.getAsLong());
      if (found.isPresent()) {
        String reference = found.get().path("reference").asText();
        return new Verdict.Taken(new EngineWork(reference, Optional.empty(), true));
      }
      if (!clock.instant().isBefore(end)) {
        return new Verdict.NotTaken();
      }
      sleep(call, pause);
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }
  }

  private static boolean isInterrupted(DvpException failure) {
    return failure.diagnostics().stream().anyMatch(d -> d.rule() == EngineRule.INTERRUPTED);
  }

  private Optional<JsonNode> newest(JsonNode actions, UploadOrder order, long before) {
    return StreamSupport.stream(actions.spliterator(), false)
        .filter(action -> isOf(action, order, before))
        .max(Comparator.comparingLong(UploadSearch::numberOf));
  }

  private boolean isOf(JsonNode action, UploadOrder order, long before) {
    String title = action.path("title").asText("").toLowerCase(Locale.ROOT);
    String by = action.path("user").asText("");
    boolean ours = by.isEmpty() || calls.user().isEmpty() || by.equals(calls.user().get());
    return ours
        && numberOf(action) > before
        && EngineSession.isReference(action.path("reference").asText(""))
        && title.contains(order.pluginName().toLowerCase(Locale.ROOT));
  }

  private static long numberOf(JsonNode action) {
    return number(action.path("reference").asText("")).orElse(-1);
  }

  private static OptionalLong number(String reference) {
    Matcher numbered = NUMBERED.matcher(reference);
    return numbered.matches()
        ? OptionalLong.of(Long.parseLong(numbered.group(1)))
        : OptionalLong.empty();
  }

  private void sleep(Call call, Duration time) {
    try {
      sleeper.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw calls.connectionFailures().interrupted(call);
    }
  }
}
