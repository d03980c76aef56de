package dev.dvp.localengine.running;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/** What came of a call. */
public sealed interface Outcome {
  /**
   * The operation gave a value of its type back.
   *
   * @param value the value, as the protocol has it
   * @param type its Python type, as an author would name it
   */
  record Returned(JsonNode value, String type) implements Outcome {}

  /**
   * Something went wrong in the plugin.
   *
   * @param failure what
   */
  record Failed(Failure failure) implements Outcome {}

  /**
   * It did not end in time; the process was ended by force.
   *
   * @param limit how long it might take
   * @param places where it was; empty when it did not even tell that
   */
  record TimeUp(Duration limit, List<PluginPlace> places) implements Outcome {
    /** Copies the places. */
    public TimeUp {
      places = List.copyOf(places);
    }
  }

  /**
   * The process ended without a word.
   *
   * @param reason what is known of it, for the middle of a sentence
   */
  record Died(String reason) implements Outcome {}
}
