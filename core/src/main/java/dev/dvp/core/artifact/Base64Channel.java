package dev.dvp.core.artifact;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Base64;

/**
 * The bytes that a stretch of base64 in a file stands for, at any position: four characters are
 * three bytes, so the place of each is known. One block is kept decoded. Not safe for use by
 * several threads at once.
 */
final class Base64Channel implements SeekableByteChannel {
  private static final int ENCODED_BLOCK = 1 << 16;
  private static final int BLOCK = ENCODED_BLOCK / 4 * 3;

  private final FileChannel file;
  private final PayloadPlace place;
  private final long size;
  private final byte[] encoded = new byte[ENCODED_BLOCK];
  private final byte[] block = new byte[BLOCK];
  private long blockNumber = -1;
  private int blockLength;
  private long position;

  private Base64Channel(FileChannel file, PayloadPlace place) throws IOException {
    this.file = file;
    this.place = place;
    this.size = place.length() / 4 * 3 - padding();
  }

  /**
   * Opens a stretch of a file.
   *
   * @throws IOException when the file cannot be read, or is shorter
   */
  static Base64Channel open(Path file, PayloadPlace place) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new Base64Channel(channel, place);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private int padding() throws IOException {
    int last = (int) Math.min(2, place.length());
    readEncoded(place.length() - last, last);
    return (int)
        new String(encoded, 0, last, java.nio.charset.StandardCharsets.US_ASCII)
            .chars()
            .filter(c -> c == '=')
            .count();
  }

  private void readEncoded(long offset, int length) throws IOException {
    ByteBuffer target = ByteBuffer.wrap(encoded, 0, length);
    while (target.hasRemaining()) {
      if (file.read(target, place.start() + offset + target.position()) < 0) {
        throw new EOFException("the artifact became shorter while it was read");
      }
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    refuseWhenClosed();
    if (position >= size) {
      return target.hasRemaining() ? -1 : 0;
    }
    int count = 0;
    while (target.hasRemaining() && position < size) {
      load(position / BLOCK);
      int offset = (int) (position % BLOCK);
      int length = Math.min(target.remaining(), blockLength - offset);
      target.put(block, offset, length);
      position += length;
      count += length;
    }
    return count;
  }

  private void load(long number) throws IOException {
    if (number == blockNumber) {
      return;
    }
    long offset = number * ENCODED_BLOCK;
    int length = (int) Math.min(ENCODED_BLOCK, place.length() - offset);
    blockNumber = -1;
    readEncoded(offset, length);
    byte[] characters = length == ENCODED_BLOCK ? encoded : Arrays.copyOf(encoded, length);
    try {
      blockLength = Base64.getDecoder().decode(characters, block);
    } catch (IllegalArgumentException e) {
      // It was looked at from end to end before.
      throw new IOException("the artifact changed while it was read", e);
    }
    if (blockLength != Math.min(BLOCK, size - number * BLOCK)) {
      throw new IOException("the artifact changed while it was read");
    }
    blockNumber = number;
  }

  @Override
  public long position() throws IOException {
    refuseWhenClosed();
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    refuseWhenClosed();
    if (newPosition < 0) {
      throw new IllegalArgumentException("a position before the beginning: " + newPosition);
    }
    position = newPosition;
    return this;
  }

  @Override
  public long size() throws IOException {
    refuseWhenClosed();
    return size;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void refuseWhenClosed() throws ClosedChannelException {
    if (!file.isOpen()) {
      throw new ClosedChannelException();
    }
  }
}
