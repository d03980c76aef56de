package dev.dvp.localengine.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One path and method of the API.
 *
 * @param method GET or POST
 * @param path below the API's base; a segment {@code *} stands for anything and is handed to the
 *     endpoint
 * @param access who may ask
 * @param endpoint what answers
 */
record Route(String method, String path, Access access, Endpoint endpoint) {
  /** Who may ask. */
  enum Access {
    /** Anybody on this machine. */
    ANYBODY,
    /** Whoever has a session. */
    SESSION,
    /** Whoever is logged in. */
    LOGIN
  }

  /** What the stars of the path stand for in a given one, or nothing when it is another path. */
  Optional<List<String>> match(String given) {
    List<String> pattern = List.of(path.split("/", -1));
    List<String> segments = List.of(given.split("/", -1));
    if (pattern.size() != segments.size()) {
      return Optional.empty();
    }
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < pattern.size(); i++) {
      if (pattern.get(i).equals("*")) {
        parameters.add(segments.get(i));
      } else if (!pattern.get(i).equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }
}
