package dev.dvp.localengine.running;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What went wrong in a plugin.
 *
 * @param stage when
 * @param kind what it is
 * @param type the exception's class; empty when there is none
 * @param message its message; may be empty
 * @param action of a {@code UserError}, what the user can do
 * @param output of a {@code UserError}, what a program said
 * @param module the module that an import did not find
 * @param places the plugin's own places that led there, the innermost last
 * @param traceback Python's own account of it; may be empty
 * @param cut which of the texts are longer than an engine takes, by name
 */
public record Failure(
    Stage stage,
    Kind kind,
    String type,
    String message,
    String action,
    String output,
    Optional<String> module,
    List<PluginPlace> places,
    String traceback,
    List<String> cut) {

  /** When something went wrong. */
  public enum Stage {
    /** While the plugin was imported. */
    IMPORT,
    /** While the arguments were made. */
    ARGUMENTS,
    /** While the operation ran. */
    OPERATION,
    /** While its value was looked at. */
    RESULT
  }

  /** What went wrong. */
  public enum Kind {
    /** The plugin raised a {@code UserError}: it is meant for the user. */
    USER,
    /** A library call failed, and the plugin did not catch that. */
    LIBRARY,
    /** The plugin used the platform in a way that it refuses. */
    RUNTIME,
    /** A class made from the schema refused a value. */
    GENERATED,
    /** The value is not of the operation's type. */
    TYPE,
    /** A value, or a library call, is larger than an engine takes. */
    LIMIT,
    /** The plugin has no such operation. */
    MISSING,
    /** The plugin ended the process. */
    EXIT,
    /** Any other exception. */
    OTHER
  }

  /** Copies the lists. */
  public Failure {
    places = List.copyOf(places);
    cut = List.copyOf(cut);
  }

  static Failure of(JsonNode frame) {
    List<String> cut = new ArrayList<>();
    frame.path("cut").forEach(name -> cut.add(name.asText()));
    return new Failure(
        named(Stage.class, frame.path("during"), Stage.OPERATION),
        named(Kind.class, frame.path("kind"), Kind.OTHER),
        frame.path("class").asText(),
        frame.path("message").asText(),
        frame.path("action").asText(),
        frame.path("output").asText(),
        Optional.of(frame.path("module").asText()).filter(name -> !name.isEmpty()),
        PluginPlace.all(frame.path("frames")),
        frame.path("traceback").asText(),
        cut);
  }

  /** The process is not ours to trust: a word that is none of these has a meaning all the same. */
  private static <E extends Enum<E>> E named(Class<E> type, JsonNode word, E otherwise) {
    try {
      return Enum.valueOf(type, word.asText().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return otherwise;
    }
  }
}
