package dev.dvp.core.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class CachePackTest {
  @Test
  void anIndexMadeByHandThatEndsInAHashIsDamage() {
    byte[] index = {1, 0, 0, 0};

    assertThat(CachePack.of(pack(index), "1").isEmpty()).isTrue();
  }

  /** A pack of no content, whose checksum is right. */
  private static byte[] pack(byte[] index) {
    byte[] magic = "dvp-parsed-1\n".getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(index);
    ByteSink out = new ByteSink();
    out.writeRaw(magic, 0, magic.length);
    out.writeBytes("1".getBytes(StandardCharsets.UTF_8));
    out.writeLong((int) crc.getValue());
    out.writeBytes(index);
    return out.toBytes();
  }
}
