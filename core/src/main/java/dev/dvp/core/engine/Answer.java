package dev.dvp.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** An answer in the form of the engine's web API. */
sealed interface Answer {
  /**
   * The engine did what was asked.
   *
   * @param result what it answers; a missing node when there is nothing
   * @param action the reference of the work it started, as the engine wrote it
   * @param job the reference of the job it started, as the engine wrote it
   */
  record Success(JsonNode result, Optional<String> action, Optional<String> job) implements Answer {
    /** Without the result, which may be a token. */
    @Override
    public String toString() {
      return "Success[action=" + action + ", job=" + job + "]";
    }
  }

  /**
   * The engine says no. All texts are clean.
   *
   * @param details why; may be empty
   * @param action what the engine advises; may be empty
   * @param id the engine's name of the error; may be empty
   */
  record Refusal(String details, String action, String id) implements Answer {}
}
