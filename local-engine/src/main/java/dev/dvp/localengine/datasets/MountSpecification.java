package dev.dvp.localengine.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a plugin's mount specification asks for.
 *
 * @param mounts where the dataset is to be seen; at least one
 * @param ownership whose the files are to be; as they are when empty
 */
public record MountSpecification(List<Mount> mounts, Optional<Ownership> ownership) {
  private static final int MAX_ID = Integer.MAX_VALUE;

  /** Copies the list. */
  public MountSpecification {
    mounts = List.copyOf(mounts);
  }

  /**
   * One place.
   *
   * @param environmentReference what an engine calls the environment
   * @param mountPath the place on it, as the plugin says it
   * @param sharedPath the part of the dataset that is seen there; all of it when empty
   */
  public record Mount(String environmentReference, String mountPath, Optional<String> sharedPath) {}

  /**
   * Whose files are to be.
   *
   * @param uid the user's number
   * @param gid the group's number
   */
  public record Ownership(int uid, int gid) {}

  /**
   * Reads what an operation returned, as {@code python-runtime/PROTOCOL.md} writes a {@code
   * MountSpecification}.
   *
   * @param value the value
   * @return what it asks for
   * @throws DvpException E838 when it names no mount, or not all of one
   */
  public static MountSpecification of(JsonNode value) {
    List<Mount> mounts = new ArrayList<>();
    for (JsonNode one : value.path("mounts")) {
      JsonNode reference = one.path("environment").path("reference");
      JsonNode path = one.path("mountPath");
      if (!reference.isTextual() || !path.isTextual()) {
        throw invalid("has a mount without an environment's reference or a mount path");
      }
      Optional<String> shared =
          Optional.of(one.path("sharedPath").asText("")).filter(text -> !text.isEmpty());
      mounts.add(
          new Mount(
              reference.asText(),
              path.asText(),
              one.path("sharedPath").isTextual() ? shared : Optional.empty()));
    }
    if (mounts.isEmpty()) {
      throw invalid("names no mount");
    }
    JsonNode ownership = value.path("ownership");
    return new MountSpecification(
        mounts, ownership.isObject() ? Optional.of(ownership(ownership)) : Optional.empty());
  }

  private static Ownership ownership(JsonNode value) {
    JsonNode uid = value.path("uid");
    JsonNode gid = value.path("gid");
    if (!isId(uid) || !isId(gid)) {
      throw invalid("gives files to the user " + uid + " and the group " + gid);
    }
    return new Ownership(uid.asInt(), gid.asInt());
  }

  private static boolean isId(JsonNode id) {
    return id.canConvertToInt() && id.isIntegralNumber() && id.asInt() >= 0 && id.asInt() < MAX_ID;
  }

  private static DvpException invalid(String how) {
    return new DvpException(
        DatasetRule.MOUNT_SPECIFICATION_INVALID.at(
            Location.NONE,
            "The plugin's mount specification " + how + ".",
            "Return MountSpecification([Mount(environment, \"/path\")]) with at least one mount,"
                + " and an OwnershipSpecification with numbers from 0 if any."));
  }
}
