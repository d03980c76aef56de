package dev.dvp.core.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Reads a zip's central directory within limits, or only counts its entries, so that a directory of
 * millions of entries, or one of large ones, is refused before it fills the memory. Layout:
 * APPNOTE.TXT of PKWARE, 4.3.7 to 4.3.16.
 */
public final class ZipDirectory {
  /**
   * How long a directory may be, in bytes: a hundred thousand names of more than 250 characters.
   * What an entry brings along besides its name counts, too.
   */
  public static final long MAX_BYTES = 32L << 20;

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int END64_LOCATOR_SIGNATURE = 0x07064b50;
  private static final int END64_LOCATOR_LENGTH = 20;
  private static final int END64_LENGTH = 56;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int ENTRY_LENGTH = 46;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int LOCAL_LENGTH = 30;
  private static final int MAX_COMMENT = 0xFFFF;
  private static final int ZIP64_EXTRA = 1;
  private static final long IN_ZIP64 = 0xFFFF_FFFFL;
  private static final int UNIX = 3;

  private final InputStream in;

  /** By how much everything stands behind where the directory says. */
  private final long shift;

  private long bytes;

  private ZipDirectory(SeekableByteChannel channel, Start start) throws IOException {
    this.shift = start.shift();
    channel.position(start.at());
    this.in = new BufferedInputStream(Channels.newInputStream(channel));
  }

  /** Where a directory starts. */
  private record Start(long at, long shift) {}

  /**
   * Where a file's bytes stand, and how its own header calls it.
   *
   * @param name the name in the header before the file, which some readers go by
   * @param start its first packed byte
   */
  public record LocalHeader(String name, long start) {}

  /**
   * Counts entries up to a limit.
   *
   * @param channel the zip; its position is changed
   * @param limit where to stop
   * @return how many there are, at most one more than the limit
   * @throws ZipLimitException when the directory is longer than {@link #MAX_BYTES}
   * @throws ZipException when the file is no zip
   * @throws IOException when it cannot be read
   */
  public static int count(SeekableByteChannel channel, int limit) throws IOException {
    try {
      ZipDirectory directory = new ZipDirectory(channel, start(channel));
      int count = 0;
      for (Optional<ByteBuffer> fields = directory.next();
          fields.isPresent() && count <= limit;
          fields = directory.next()) {
        directory.in.skipNBytes(length(fields.get()));
        count++;
      }
      return count;
    } catch (EOFException e) {
      throw cut();
    }
  }

  /**
   * The same for a file.
   *
   * @param zip the zip's file
   * @param limit where to stop
   * @return how many there are, at most one more than the limit
   * @throws ZipLimitException when the directory is longer than {@link #MAX_BYTES}
   * @throws ZipException when the file is no zip
   * @throws IOException when it cannot be read
   */
  public static int count(Path zip, int limit) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(zip)) {
      return count(channel, limit);
    }
  }

  /**
   * Reads the directory.
   *
   * @param channel the zip; its position is changed
   * @param limit how many entries it may have
   * @return its entries in its order, also where names stand twice
   * @throws ZipLimitException when there are more, or the directory is longer than {@link
   *     #MAX_BYTES}
   * @throws ZipException when the file is no zip
   * @throws IOException when it cannot be read
   */
  public static List<ZipRecord> read(SeekableByteChannel channel, int limit) throws IOException {
    try {
      ZipDirectory directory = new ZipDirectory(channel, start(channel));
      List<ZipRecord> records = new ArrayList<>();
      for (Optional<ByteBuffer> fields = directory.next();
          fields.isPresent();
          fields = directory.next()) {
        if (records.size() == limit) {
          throw new ZipLimitException("holds more than " + limit + " files");
        }
        records.add(directory.record(fields.get()));
      }
      if (records.isEmpty() && startsWithFile(channel)) {
        throw new ZipException("the directory is empty, but there are files");
      }
      return records;
    } catch (EOFException e) {
      throw cut();
    }
  }

  /**
   * Reads the header that stands before a file.
   *
   * @param channel the zip; its position is changed
   * @param record the file
   * @return what the header says
   * @throws ZipException when there is none
   * @throws IOException when it cannot be read
   */
  public static LocalHeader local(SeekableByteChannel channel, ZipRecord record)
      throws IOException {
    long size = channel.size();
    ByteBuffer fields = read(channel, within(record.offset(), size), LOCAL_LENGTH);
    if (fields.getInt(0) != LOCAL_SIGNATURE) {
      throw new ZipException("no header before the file");
    }
    int length = unsigned(fields, 26);
    byte[] name = readBytes(channel, record.offset() + LOCAL_LENGTH, length);
    long start = record.offset() + LOCAL_LENGTH + length + unsigned(fields, 28);
    return new LocalHeader(text(name), within(start, size));
  }

  private static boolean startsWithFile(SeekableByteChannel channel) throws IOException {
    return channel.size() >= Integer.BYTES
        && read(channel, 0, Integer.BYTES).getInt(0) == LOCAL_SIGNATURE;
  }

  /** The fixed part of the next entry; nothing at the end. */
  private Optional<ByteBuffer> next() throws IOException {
    byte[] header = in.readNBytes(ENTRY_LENGTH);
    if (header.length < ENTRY_LENGTH || littleEndian(header).getInt(0) != ENTRY_SIGNATURE) {
      return Optional.empty();
    }
    ByteBuffer fields = littleEndian(header);
    bytes += ENTRY_LENGTH + length(fields);
    if (bytes > MAX_BYTES) {
      throw new ZipLimitException(
          "has a list of files that is longer than " + (MAX_BYTES >> 20) + " MB");
    }
    return Optional.of(fields);
  }

  /** How long the name and all else is that follows the fixed part. */
  private static long length(ByteBuffer fields) {
    return (long) unsigned(fields, 28) + unsigned(fields, 30) + unsigned(fields, 32);
  }

  private ZipRecord record(ByteBuffer fields) throws IOException {
    String name = text(readFully(unsigned(fields, 28)));
    ByteBuffer extra = zip64(littleEndian(readFully(unsigned(fields, 30))));
    in.skipNBytes(unsigned(fields, 32));
    long size = wide(fields, 24, extra);
    long packedSize = wide(fields, 20, extra);
    boolean inExtra = Integer.toUnsignedLong(fields.getInt(42)) == IN_ZIP64;
    long offset = wide(fields, 42, extra) + (inExtra ? 0 : shift);
    boolean unix = fields.get(5) == UNIX;
    return new ZipRecord(
        name,
        unsigned(fields, 10),
        (fields.getShort(8) & 1) != 0,
        unix && (fields.getInt(38) >>> 28) == 0xA,
        Integer.toUnsignedLong(fields.getInt(16)),
        size,
        packedSize,
        offset);
  }

  private byte[] readFully(int length) throws IOException {
    byte[] read = in.readNBytes(length);
    if (read.length < length) {
      throw new EOFException();
    }
    return read;
  }

  /** What is no UTF-8 becomes the replacement character, which no name may hold. */
  private static String text(byte[] name) {
    return new String(name, StandardCharsets.UTF_8);
  }

  /** The extra field that has the numbers too large for the fixed part; may be empty. */
  private static ByteBuffer zip64(ByteBuffer extras) {
    while (extras.remaining() >= 4) {
      int id = Short.toUnsignedInt(extras.getShort());
      int length = Math.min(Short.toUnsignedInt(extras.getShort()), extras.remaining());
      if (id == ZIP64_EXTRA) {
        return extras.slice(extras.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      }
      extras.position(extras.position() + length);
    }
    return extras.limit(extras.position());
  }

  private static long wide(ByteBuffer fields, int at, ByteBuffer zip64) throws ZipException {
    long number = Integer.toUnsignedLong(fields.getInt(at));
    if (number != IN_ZIP64) {
      return number;
    }
    return zip64.remaining() >= Long.BYTES ? zip64.getLong() : number;
  }

  /** Where the central directory starts. */
  private static Start start(SeekableByteChannel channel) throws IOException {
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
   * The locator of a 64-bit end record, which counts whenever it is there: the library that reads
   * wheels goes by it without a look at the fields that should refer to it.
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
  private static Start start32(ByteBuffer record, long end) throws ZipException {
    long length = Integer.toUnsignedLong(record.getInt(12));
    long offset = Integer.toUnsignedLong(record.getInt(16));
    long at = within(Math.max(offset, end - length), end);
    return new Start(at, at - offset);
  }

  private static Start start64(SeekableByteChannel channel, ByteBuffer locator, long end)
      throws IOException {
    ByteBuffer record = read(channel, within(locator.getLong(8), end), END64_LENGTH);
    return new Start(within(record.getLong(48), end), 0);
  }

  private static long within(long offset, long size) throws ZipException {
    if (offset < 0 || offset > size) {
      throw new ZipException("a place lies outside");
    }
    return offset;
  }

  private static ByteBuffer read(SeekableByteChannel channel, long position, int length)
      throws IOException {
    return littleEndian(readBytes(channel, position, length));
  }

  private static byte[] readBytes(SeekableByteChannel channel, long position, int length)
      throws IOException {
    channel.position(position);
    byte[] read = Channels.newInputStream(channel).readNBytes(length);
    if (read.length < length) {
      throw cut();
    }
    return read;
  }

  private static ZipException cut() {
    return new ZipException("the zip is cut");
  }

  private static int unsigned(ByteBuffer fields, int at) {
    return Short.toUnsignedInt(fields.getShort(at));
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
