package dev.dvp.core.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Objects;

/**
 * A stretch of a channel as a stream. It sets the channel's position each time that it reads, so
 * that several can take turns; closing it leaves the channel open.
 */
public final class ChannelStretch extends InputStream {
  private final SeekableByteChannel channel;
  private long position;
  private long left;

  /**
   * Starts at a place.
   *
   * @param channel what to read
   * @param start the first byte of the stretch
   * @param length its length in bytes; where the channel ends earlier, so does the stream
   */
  public ChannelStretch(SeekableByteChannel channel, long start, long length) {
    this.channel = channel;
    this.position = start;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (left <= 0) {
      return -1;
    }
    channel.position(position);
    int count = channel.read(ByteBuffer.wrap(target, offset, (int) Math.min(length, left)));
    if (count > 0) {
      position += count;
      left -= count;
    }
    return count;
  }
}
