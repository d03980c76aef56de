package dev.dvp.localengine.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Diagnostic;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A dataset where a plugin wants it: all that is needed to take it away again, also by another
 * process.
 *
 * @param mountPath the place as the plugin says it, absolute and normalised
 * @param place the same place without links in the path to it
 * @param data the working copy of the dataset
 * @param target what is seen at the place: the working copy, or a folder in it
 * @param kind how
 * @param made folders that were made for it, those within before those around them
 * @param replaced the empty folder that was at the place before, when one was
 * @param notes what the user may want to hear of; not kept
 */
public record Mounted(
    String mountPath,
    Path place,
    Path data,
    Path target,
    Kind kind,
    List<Path> made,
    Optional<Replaced> replaced,
    List<Diagnostic> notes) {
  private static final String MOUNT_PATH = "mountPath";
  private static final String PLACE = "place";
  private static final String DATA = "data";
  private static final String TARGET = "target";
  private static final String KIND = "kind";
  private static final String MADE = "made";
  private static final String REPLACED = "replaced";

  /** Copies the lists. */
  public Mounted {
    made = List.copyOf(made);
    notes = List.copyOf(notes);
  }

  /** How a dataset is seen at another place. */
  public enum Kind {
    /** By a symbolic link. */
    LINK,
    /** By a bind mount. */
    BIND
  }

  /**
   * An empty folder, to be made again.
   *
   * @param mode its permissions
   * @param uid its owner's number
   * @param gid its group's number
   */
  public record Replaced(int mode, int uid, int gid) {}

  Mounted with(List<Path> newMade, Optional<Replaced> newReplaced) {
    return new Mounted(mountPath, place, data, target, kind, newMade, newReplaced, notes);
  }

  Mounted withNotes(List<Diagnostic> newNotes) {
    return new Mounted(mountPath, place, data, target, kind, made, replaced, newNotes);
  }

  /**
   * The value to keep.
   *
   * @return an object that {@link #of} reads; without the notes
   */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(MOUNT_PATH, mountPath).put(PLACE, place.toString()).put(DATA, data.toString());
    json.put(TARGET, target.toString()).put(KIND, kind.name());
    ArrayNode folders = json.putArray(MADE);
    made.forEach(folder -> folders.add(folder.toString()));
    replaced.ifPresent(
        was ->
            json.putObject(REPLACED)
                .put("mode", was.mode())
                .put("uid", was.uid())
                .put("gid", was.gid()));
    return json;
  }

  /**
   * Reads a kept value.
   *
   * @param json what {@link #toJson} gave
   * @return the value, without notes; nothing when it is damaged
   */
  public static Optional<Mounted> of(JsonNode json) {
    try {
      List<Path> made = new ArrayList<>();
      for (JsonNode one : json.path(MADE)) {
        made.add(path(one));
      }
      JsonNode was = json.path(REPLACED);
      Optional<Replaced> replaced =
          was.isObject()
              ? Optional.of(
                  new Replaced(
                      was.path("mode").asInt() & 07777,
                      was.path("uid").asInt(),
                      was.path("gid").asInt()))
              : Optional.empty();
      return Optional.of(
          new Mounted(
              path(json.path(MOUNT_PATH)).toString(),
              path(json.path(PLACE)),
              path(json.path(DATA)),
              path(json.path(TARGET)),
              Kind.valueOf(json.path(KIND).asText()),
              made,
              replaced,
              List.of()));
    } catch (IllegalArgumentException e) { // an InvalidPathException, too
      return Optional.empty();
    }
  }

  private static Path path(JsonNode text) {
    Path path = Path.of(text.asText());
    if (!path.isAbsolute()) {
      throw new InvalidPathException(text.asText(), "not absolute");
    }
    return path;
  }
}
