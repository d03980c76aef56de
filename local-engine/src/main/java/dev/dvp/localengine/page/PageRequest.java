package dev.dvp.localengine.page;

import java.util.List;
import java.util.Map;

/**
 * What a browser asks of the page.
 *
 * @param isPost whether something is to be done, and not only shown
 * @param path the segments of the path, decoded; empty for the first page
 * @param query the parameters of the address
 * @param form what a form sent
 * @param token the session's token, which forms send back
 */
public record PageRequest(
    boolean isPost,
    List<String> path,
    Map<String, String> query,
    Map<String, String> form,
    String token) {
  /** Copies the collections. */
  public PageRequest {
    path = List.copyOf(path);
    query = Map.copyOf(query);
    form = Map.copyOf(form);
  }

  /** A segment of the path; empty when the path is shorter. */
  String segment(int index) {
    return index < path.size() ? path.get(index) : "";
  }
}
