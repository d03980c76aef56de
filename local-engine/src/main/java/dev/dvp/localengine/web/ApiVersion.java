package dev.dvp.localengine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.artifact.ApiVersions;
import java.util.Comparator;

/** A version of the engine's web API. */
record ApiVersion(int major, int minor, int micro) implements Comparable<ApiVersion> {
  /**
   * What this engine speaks: the lowest that takes artifacts of the SDK release that dvp is
   * compatible with, and so the one that clients ask for.
   */
  static final ApiVersion CURRENT = of(ApiVersions.engine());

  private static final Comparator<ApiVersion> ORDER =
      Comparator.comparingInt(ApiVersion::major)
          .thenComparingInt(ApiVersion::minor)
          .thenComparingInt(ApiVersion::micro);

  static ApiVersion read(JsonNode json) throws ApiException {
    boolean valid =
        json.path("type").asText().equals("APIVersion")
            && json.path("major").isInt()
            && json.path("minor").isInt()
            && json.path("micro").isInt();
    if (!valid) {
      throw Refuse.badField(
          "version", "an APIVersion with the whole numbers `major`, `minor` and `micro`");
    }
    return of(json);
  }

  private static ApiVersion of(JsonNode json) {
    return new ApiVersion(
        json.path("major").intValue(),
        json.path("minor").intValue(),
        json.path("micro").intValue());
  }

  /** The same major version, and not newer than this engine. */
  boolean isSupported() {
    return major == CURRENT.major && minor >= 0 && micro >= 0 && compareTo(CURRENT) <= 0;
  }

  ObjectNode json() {
    return Json.object("APIVersion").put("major", major).put("minor", minor).put("micro", micro);
  }

  @Override
  public int compareTo(ApiVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + micro;
  }
}
