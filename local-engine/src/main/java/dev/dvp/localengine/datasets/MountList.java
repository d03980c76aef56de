package dev.dvp.localengine.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.files.JsonFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a data folder's datasets are seen as, kept in {@code mounts.json}: a mount is in the list
 * before it is made and until it is taken away, whatever kills the process between.
 */
final class MountList {
  private static final String KEY = "mounts";

  private final JsonFile file;

  MountList(DataFolder folder) {
    this.file =
        new JsonFile(
            folder.mounts(),
            folder.mountsLock(),
            DatasetRule.UNUSABLE,
            "Unmount by hand what it names, remove the links that it names, and delete it.");
  }

  /** All, in the order in which they were made. */
  List<Mounted> all() {
    return read(file.read());
  }

  /** Changes the list while nobody else does. */
  void update(UnaryOperator<List<Mounted>> change) {
    file.update(
        object -> {
          List<Mounted> changed = change.apply(new ArrayList<>(read(object)));
          ArrayNode list = object.putArray(KEY);
          changed.forEach(one -> list.add(one.toJson()));
          return list;
        });
  }

  /**
   * Strikes a mount off. Folders that were made for it and are still there become those of another
   * mount that is below them, to be taken away with that one.
   */
  void remove(Mounted gone) {
    update(
        list -> {
          list.removeIf(one -> one.place().equals(gone.place()));
          for (Path made : gone.made()) {
            for (int i = 0; i < list.size(); i++) {
              Mounted heir = list.get(i);
              if (heir.place().startsWith(made) && !heir.made().contains(made)) {
                List<Path> more = new ArrayList<>(heir.made());
                more.add(made);
                list.set(i, heir.with(more, heir.replaced()));
                break;
              }
            }
          }
          return list;
        });
  }

  private List<Mounted> read(ObjectNode object) {
    List<Mounted> all = new ArrayList<>();
    for (JsonNode one : object.path(KEY)) {
      all.add(
          Mounted.of(one).orElseThrow(() -> file.damaged("a mount in it is none that dvp wrote")));
    }
    return all;
  }
}
