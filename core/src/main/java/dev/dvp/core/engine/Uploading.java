package dev.dvp.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Sends an artifact until the engine has it, and never when the engine may have it already: what
 * broke before its last byte was sent was not taken; of what broke later the engine is asked.
 */
final class Uploading {
  private static final byte[] NO_BODY = {};

  private final EngineCalls calls;
  private final EngineTimeouts timeouts;
  private final InstantSource clock;
  private final UploadSearch search;
  private final UploadOrder order;
  private final Progress progress;
  private boolean hasLoggedInAgain;

  Uploading(
      EngineCalls calls,
      EngineTimeouts timeouts,
      InstantSource clock,
      UploadSearch search,
      UploadOrder order,
      Progress progress) {
    this.calls = calls;
    this.timeouts = timeouts;
    this.clock = clock;
    this.search = search;
    this.order = order;
    this.progress = progress;
  }

  /** A right to one upload. */
  private record Token(String text, Optional<String> action) {}

  /**
   * Sends it.
   *
   * @param look tells whether this build of the plugin is installed already; true when there is no
   *     telling
   */
  EngineWork run(BooleanSupplier look) {
    long length = size(order.file());
    boolean wasThere = look.getAsBoolean();
    for (int failures = 1; ; failures++) {
      Token token = token();
      Call.Upload call = new Call.Upload(order.file(), length, timeouts, progress);
      Instant start = clock.instant();
      try {
        return send(token, call, length);
      } catch (DvpException e) {
        Optional<EngineWork> taken = afterFailure(e, call, token, start, wasThere);
        if (taken.isPresent()) {
          return taken.get();
        }
        if (failures >= calls.retries().backoff().attempts()) {
          throw e;
        }
        calls.retries().pause(e, failures);
      }
    }
  }

  private Token token() {
    Call asking = new Call.Plain(Step.REQUEST_TOKEN, Location.of(order.file()), timeouts.request());
    Answer.Success answer = calls.post(asking, "delphix/toolkit/requestUploadToken", NO_BODY);
    JsonNode token = answer.result().path("token");
    if (!token.isTextual() || token.asText().isEmpty()) {
      throw calls.failures().incomplete(asking, "an upload token");
    }
    calls.text().hide(token.asText());
    return new Token(token.asText(), answer.action());
  }

  private EngineWork send(Token token, Call.Upload call, long length) {
    MultipartBody form = new MultipartBody(token.text(), order.file(), length, call);
    Answer.Success answer = calls.upload(call, "delphix/data/upload", form);
    Optional<String> action = answer.action();
    if (action.isEmpty() || !EngineSession.isReference(action.get())) {
      // It said yes: whatever it started, it is not sent again.
      call.answered();
      Call taken = new Call.Plain(Step.TAKE, Location.of(order.file()), timeouts.request());
      throw calls.failures().incomplete(taken, "the reference of the work that it started");
    }
    return new EngineWork(action, answer.job().map(calls.text()::clean), false);
  }

  /**
   * Decides what a failure means.
   *
   * @return the work, when the engine took the artifact nevertheless; nothing when it did not, and
   *     it may be sent again
   * @throws DvpException when it must not
   */
  private Optional<EngineWork> afterFailure(
      DvpException failure, Call.Upload call, Token token, Instant start, boolean wasThere) {
    boolean isExpired = EngineCalls.isExpired(failure);
    if (isExpired && !hasLoggedInAgain) {
      hasLoggedInAgain = true;
      calls.loginDuring(call);
    } else if (!calls.retries().isWorthIt(failure) || (call.wasAnswered() && !isExpired)) {
      throw failure;
    }
    if (call.step() == Step.SEND || call.wasAnswered()) {
      return Optional.empty();
    }
    Duration sending = Duration.between(start, clock.instant());
    UploadSearch.Verdict verdict =
        search.search(order, new UploadSearch.Before(token.action(), wasThere), sending);
    if (verdict instanceof UploadSearch.Verdict.Taken taken) {
      return Optional.of(taken.work());
    }
    if (verdict instanceof UploadSearch.Verdict.Unknown) {
      throw failure;
    }
    return Optional.empty();
  }

  private static long size(Path artifact) {
    try {
      if (Files.isRegularFile(artifact) && Files.isReadable(artifact)) {
        return Files.size(artifact);
      }
    } catch (IOException e) {
      // The same as a file that is not there.
    }
    throw new DvpException(
        EngineRule.ARTIFACT_NOT_SENT.at(
            Location.of(artifact),
            "There is no artifact that can be read at `" + artifact + "`.",
            "Run `dvp build` first, or name the artifact with `--upload-artifact`."));
  }
}
