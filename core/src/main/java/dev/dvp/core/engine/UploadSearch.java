package dev.dvp.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.http.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out whether the engine took an upload of which no answer came. Engines number their actions
 * upwards and note the request of an upload token as one: the work on the upload is a later action,
 * of the same user, that names the plugin. Only a list that holds the token's own action, and
 * nothing later that could be the upload, says that it was not taken. Where the list does not tell,
 * a plugin that is installed now and was not before tells that it was.
 */
final class UploadSearch {
  private static final Pattern NUMBERED = Pattern.compile("[A-Z]+-(\\d{1,18})");
  private static final String ACTIONS = "delphix/action";

  /** A title's name of a plugin, such as in {@code Upgrade plugin "My DB"}. */
  private static final Pattern QUOTED = Pattern.compile("\"(.*)\"");

  /** What dvp itself does meanwhile. */
  private static final Pattern HARMLESS =
      Pattern.compile("token|log ?in|log ?out|session", Pattern.CASE_INSENSITIVE);

  /** An engine that has all of an artifact notes its work on it well within that time. */
  private static final Duration SETTLED = Duration.ofSeconds(20);

  /** For a look that only helps when the answer to the upload gets lost. */
  private static final Duration GLANCE = Duration.ofSeconds(10);

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
   * What is known from before the upload.
   *
   * @param tokenAction the reference of the action that the token was asked for with
   * @param wasThere whether this build of the plugin, with this content where the engine tells it,
   *     was installed, or there was no telling
   */
  record Before(Optional<String> tokenAction, boolean wasThere) {}

  /**
   * Looks for the work on an upload, for as long as it may still turn up.
   *
   * @param order what was sent
   * @param before what is known from before
   * @param sending how long the upload took until it broke
   * @return what became of it
   * @throws DvpException when the user gives up
   */
  Verdict search(UploadOrder order, Before before, Duration sending) {
    Call call = new Call.Plain(Step.FIND_UPLOAD, Location.of(order.file()), timeouts.request());
    Instant end = clock.instant().plus(SETTLED).plus(sending);
    OptionalLong token =
        before.tokenAction().map(UploadSearch::number).orElse(OptionalLong.empty());
    Verdict verdict =
        token.isEmpty()
            ? new Verdict.Unknown()
            : look(
                () -> byActions(call, order, token.getAsLong()), end, call, new Verdict.NotTaken());
    if (verdict instanceof Verdict.Taken || before.wasThere()) {
      return verdict;
    }
    return look(() -> byPlugins(call, order), end, call, verdict);
  }

  /**
   * Whether the engine has this build of the plugin before the upload. The upload can do without
   * knowing, so it does not wait long for it.
   *
   * @return whether it does; nothing when there is no telling
   */
  Optional<Boolean> wasInstalled(UploadOrder order) {
    Duration patience = patienceBefore(timeouts);
    return isInstalled(
        new Call.Plain(Step.LIST_PLUGINS, Location.of(order.file()), patience), order);
  }

  static Duration patienceBefore(EngineTimeouts timeouts) {
    return timeouts.request().compareTo(GLANCE) < 0 ? timeouts.request() : GLANCE;
  }

  private Optional<Boolean> isInstalled(Call call, UploadOrder order) {
    return list(() -> calls.getOnce(call, InstalledPlugin.LIST))
        .map(
            plugins ->
                InstalledPlugin.readAll(plugins, calls.text()).stream()
                    .anyMatch(order::isInstalledAs));
  }

  /** Looks again and again until there is a verdict, or the time is up. */
  private Verdict look(
      Supplier<Optional<Verdict>> once, Instant end, Call call, Verdict whenTimeIsUp) {
    Duration pause = FIRST_PAUSE;
    while (true) {
      Optional<Verdict> verdict = once.get();
      if (verdict.isPresent()) {
        return verdict.get();
      }
      if (!clock.instant().isBefore(end)) {
        return whenTimeIsUp;
      }
      sleep(call, pause);
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }
  }

  /** What the list of actions tells; nothing when the work on the upload may still turn up. */
  private Optional<Verdict> byActions(Call call, UploadOrder order, long before) {
    Optional<JsonNode> actions = list(() -> calls.get(call, ACTIONS));
    if (actions.isEmpty()) {
      return Optional.of(new Verdict.Unknown());
    }
    Later later = later(actions.get(), order, before);
    if (later.ours().size() == 1 && later.unexplained() == 0) {
      String reference = later.ours().get(0).path("reference").asText();
      return Optional.of(
          new Verdict.Taken(new EngineWork(Optional.of(reference), Optional.empty(), true)));
    }
    return later.ours().size() + later.unexplained() > 0 || !later.isWhole()
        ? Optional.of(new Verdict.Unknown())
        : Optional.empty();
  }

  private Optional<Verdict> byPlugins(Call call, UploadOrder order) {
    return isInstalled(call, order)
        .filter(isThere -> isThere)
        .map(isThere -> new Verdict.Taken(EngineWork.done()));
  }

  /** A list of the engine's; nothing when it gives none. */
  private static Optional<JsonNode> list(Supplier<Answer.Success> asking) {
    try {
      return Optional.of(asking.get().result()).filter(JsonNode::isArray);
    } catch (DvpException e) {
      if (isInterrupted(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static boolean isInterrupted(DvpException failure) {
    return failure.diagnostics().stream().anyMatch(d -> d.rule() == EngineRule.INTERRUPTED);
  }

  /**
   * What the user did after the token was asked for.
   *
   * @param isWhole whether the list goes back to that
   * @param ours work that names the plugin
   * @param unexplained how much of it could be anything
   */
  private record Later(boolean isWhole, List<JsonNode> ours, int unexplained) {}

  private Later later(JsonNode actions, UploadOrder order, long before) {
    boolean isWhole = false;
    List<JsonNode> ours = new ArrayList<>();
    int unexplained = 0;
    for (JsonNode action : actions) {
      long number = numberOf(action);
      isWhole |= number == before;
      if (number <= before || !mayBeOurs(action)) {
        continue;
      }
      String title = action.path("title").asText("");
      Matcher quoted = QUOTED.matcher(title);
      if (quoted.find()) {
        // Of another plugin it is another upload.
        if (quoted.group(1).equals(order.pluginName())) {
          ours.add(action);
        }
      } else if (!HARMLESS.matcher(title + " " + action.path("actionType").asText("")).find()) {
        unexplained++;
      }
    }
    return new Later(isWhole, ours, unexplained);
  }

  private boolean mayBeOurs(JsonNode action) {
    String by = action.path("user").asText("");
    return by.isEmpty() || calls.user().isEmpty() || by.equals(calls.user().get());
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
