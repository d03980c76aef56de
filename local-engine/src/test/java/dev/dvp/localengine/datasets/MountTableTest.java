package dev.dvp.localengine.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class MountTableTest {
  private static final MountTable TABLE =
      MountTable.parse(
          """
          27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
          30 27 254:16 /vol /home rw - btrfs /dev/vdb rw
          31 27 254:16 /vol/u/data/datasets/V-1/data /mnt/a\\040b\\134c rw - btrfs /dev/vdb rw
          32 27 254:16 /vol/u/data/datasets/V-1/data.old//deleted /mnt/gone rw - btrfs x rw
          33 27 254:0 /etc /mnt/etc rw - ext4 /dev/vda rw
          34 33 254:16 /vol/u/data/datasets/V-1/data /mnt/etc rw - btrfs /dev/vdb rw
          damaged
          """);

  @Test
  void whatIsOfADatasetIsTold() {
    Path dataset = Path.of("/home/u/data/datasets/V-1");
    assertThat(TABLE.shows(Path.of("/mnt/a b\\c"), dataset)).isTrue();
    assertThat(TABLE.shows(Path.of("/mnt/gone"), dataset)).isTrue();
    assertThat(TABLE.shows(Path.of("/mnt/etc"), dataset)).as("the last counts").isTrue();
    assertThat(TABLE.shows(Path.of("/mnt/a b\\c"), Path.of("/home/u/data/datasets/V-10")))
        .isFalse();
    assertThat(TABLE.shows(Path.of("/home"), dataset)).isFalse();
    assertThat(TABLE.shows(Path.of("/nowhere"), dataset)).isFalse();
    assertThat(TABLE.shows(Path.of("/mnt/etc"), Path.of("/vol/u/data/datasets/V-1")))
        .as("another file system")
        .isFalse();
  }
}
