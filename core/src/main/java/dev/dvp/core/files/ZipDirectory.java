package dev.dvp.core.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Counts the entries of a zip's central directory without keeping them, so that a directory of
 * millions of entries is refused before a library reads it into memory. Layout: APPNOTE.TXT of
 * PKWARE, 4.3.12 to 4.3.16.
 */
public final class ZipDirectory {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int END64_LOCATOR_SIGNATURE = 0x07064b50;
  private static final int END64_LOCATOR_LENGTH = 20;
  private static final int END64_LENGTH = 56;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int ENTRY_LENGTH = 46;
  private static final int MAX_COMMENT = 0xFFFF;

  private ZipDirectory() {}

  /**
   * Counts entries up to a limit.
   *
   * @param channel the zip; its position is changed
   * @param limit where to stop
   * @return how many there are, at most one more than the limit
   * @throws ZipException when the file is no zip
   * @throws IOException when it cannot be read
   */
  public static int count(SeekableByteChannel channel, int limit) throws IOException {
    try {
      channel.position(start(channel));
      InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
      int count = 0;
      while (count <= limit) {
        byte[] header = in.readNBytes(ENTRY_LENGTH);
        if (header.length < ENTRY_LENGTH || littleEndian(header).getInt(0) != ENTRY_SIGNATURE) {
          return count;
        }
        ByteBuffer fields = littleEndian(header);
        in.skipNBytes(
            Short.toUnsignedInt(fields.getShort(28))
                + (long) Short.toUnsignedInt(fields.getShort(30))
                + Short.toUnsignedInt(fields.getShort(32)));
        count++;
      }
      return count;
    } catch (EOFException e) {
      throw new ZipException("the directory is cut");
    }
  }

  /**
   * The same for a file.
   *
   * @param zip the zip's file
   * @param limit where to stop
   * @return how many there are, at most one more than the limit
   * @throws ZipException when the file is no zip
   * @throws IOException when it cannot be read
   */
  public static int count(Path zip, int limit) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(zip)) {
      return count(channel, limit);
    }
  }

  /** Where the central directory starts. */
  private static long start(SeekableByteChannel channel) throws IOException {
    long size = channel.size();
    int length = (int) Math.min(size, END_LENGTH + MAX_COMMENT);
    ByteBuffer tail = read(channel, size - length, length);
    for (int at = length - END_LENGTH; at >= 0; at--) {
      if (tail.getInt(at) == END_SIGNATURE) {
        long end = size - length + at;
        Optional<ByteBuffer> locator = locator(channel, end);
        return locator.isPresent()
            ? start64(channel, locator.get(), end)
            : start32(tail.slice(at, END_LENGTH).order(ByteOrder.LITTLE_ENDIAN), end);
      }
    }
    throw new ZipException("no directory");
  }

  /**
   * The locator of a 64-bit end record, which counts whenever it is there: the library goes by it
   * without a look at the fields that should refer to it.
   */
  private static Optional<ByteBuffer> locator(SeekableByteChannel channel, long end)
      throws IOException {
    if (end < END64_LOCATOR_LENGTH) {
      return Optional.empty();
    }
    ByteBuffer locator = read(channel, end - END64_LOCATOR_LENGTH, END64_LOCATOR_LENGTH);
    return Optional.of(locator).filter(found -> found.getInt(0) == END64_LOCATOR_SIGNATURE);
  }

  /**
   * The start that the 32-bit end record names. Where that leaves a gap before the record, the
   * library takes it that something was put before the zip, and so does this: else a wrong offset
   * would show another directory here than there.
   */
  private static long start32(ByteBuffer record, long end) throws ZipException {
    long length = Integer.toUnsignedLong(record.getInt(12));
    long offset = Integer.toUnsignedLong(record.getInt(16));
    return within(Math.max(offset, end - length), end);
  }

  private static long start64(SeekableByteChannel channel, ByteBuffer locator, long end)
      throws IOException {
    ByteBuffer record = read(channel, within(locator.getLong(8), end), END64_LENGTH);
    return within(record.getLong(48), end);
  }

  private static long within(long offset, long size) throws ZipException {
    if (offset < 0 || offset > size) {
      throw new ZipException("the directory lies outside");
    }
    return offset;
  }

  private static ByteBuffer read(SeekableByteChannel channel, long position, int length)
      throws IOException {
    channel.position(position);
    byte[] bytes = Channels.newInputStream(channel).readNBytes(length);
    if (bytes.length < length) {
      throw new ZipException("the directory is cut");
    }
    return littleEndian(bytes);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
