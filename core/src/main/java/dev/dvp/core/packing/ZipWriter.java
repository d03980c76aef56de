package dev.dvp.core.packing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a zip of content that is compressed already, from front to end, so that it can go straight
 * into another format. Every entry has the same time and its kind's mode; sizes stand in front of
 * the data, with no descriptor behind it; names are UTF-8; the larger format is used where it is
 * needed and nowhere else. Layout: APPNOTE.TXT of PKWARE, 4.3.
 *
 * <p>Why not Commons Compress: it writes an entry's time as this machine's clocks show it, and with
 * known sizes only through a copy of the entry, on which that cannot be mended.
 */
final class ZipWriter {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int END64 = 0x06064b50;
  private static final int LOCATOR64 = 0x07064b50;

  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int VERSION_STORED = 10;
  private static final int VERSION_DEFLATED = 20;
  private static final int VERSION_64 = 45;
  private static final int MADE_ON_UNIX = 3 << 8;
  private static final int UTF8_NAMES = 1 << 11;
  private static final int EXTRA_64 = 1;
  private static final long MAX_32 = 0xFFFFFFFFL;
  private static final int MAX_16 = 0xFFFF;

  private static final int FILE_MODE = 0100644;
  private static final int FOLDER_MODE = 0040755;
  private static final int MS_DOS_FOLDER = 0x10;

  private final OutputStream out;
  private final short time;
  private final short date;
  private final List<Written> directory = new ArrayList<>();
  private long position;

  /**
   * A file or folder to be written.
   *
   * @param name its name with {@code /}; a folder's ends with one
   * @param crc the CRC-32 of the content
   * @param size the content's size, in bytes
   * @param packed the compressed size, in bytes
   */
  record Entry(String name, int crc, long size, long packed) {
    static Entry folder(String name) {
      return new Entry(name, 0, 0, 0);
    }

    boolean isFolder() {
      return name.endsWith("/");
    }

    private boolean needs64() {
      return size >= MAX_32 || packed >= MAX_32;
    }
  }

  private record Written(Entry entry, long offset) {
    boolean needs64() {
      return entry.needs64() || offset >= MAX_32;
    }
  }

  /** Writes {@code packed} bytes of raw deflate data. */
  @FunctionalInterface
  interface Data {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * A zip that starts.
   *
   * @param out where it goes; not closed
   * @param time every entry's time, to two seconds, from 1980 to 2107
   */
  ZipWriter(OutputStream out, LocalDateTime time) {
    this.out = out;
    this.time = (short) (time.getHour() << 11 | time.getMinute() << 5 | time.getSecond() >> 1);
    this.date =
        (short) ((time.getYear() - 1980) << 9 | time.getMonthValue() << 5 | time.getDayOfMonth());
  }

  /** Adds an entry. */
  void add(Entry entry, Data data) throws IOException {
    directory.add(new Written(entry, position));
    byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
    boolean large = entry.needs64();
    ByteBuffer header = buffer(30 + name.length + (large ? 20 : 0));
    header.putInt(LOCAL);
    putCommon(header, entry, large);
    header.putShort((short) name.length).putShort((short) (large ? 20 : 0)).put(name);
    if (large) {
      header.putShort((short) EXTRA_64).putShort((short) 16);
      header.putLong(entry.size()).putLong(entry.packed());
    }
    write(header);
    data.writeTo(out);
    position += entry.packed();
  }

  /** Writes the directory; nothing may be added afterwards. */
  void finish() throws IOException {
    long start = position;
    for (Written written : directory) {
      writeCentral(written);
    }
    long length = position - start;
    int count = directory.size();
    if (count >= MAX_16 || start >= MAX_32 || length >= MAX_32) {
      long end64 = position;
      ByteBuffer record = buffer(76);
      record.putInt(END64).putLong(44).putShort((short) (MADE_ON_UNIX | VERSION_64));
      record.putShort((short) VERSION_64).putInt(0).putInt(0).putLong(count).putLong(count);
      record.putLong(length).putLong(start);
      record.putInt(LOCATOR64).putInt(0).putLong(end64).putInt(1);
      write(record);
    }
    ByteBuffer end = buffer(22);
    short shown = (short) Math.min(count, MAX_16);
    end.putInt(END).putInt(0).putShort(shown).putShort(shown);
    end.putInt((int) Math.min(length, MAX_32))
        .putInt((int) Math.min(start, MAX_32))
        .putShort((short) 0);
    write(end);
  }

  private void writeCentral(Written written) throws IOException {
    Entry entry = written.entry();
    byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
    boolean large = written.needs64();
    // Sizes and offset go there together, so that no reader has to know which of them are there.
    ByteBuffer header = buffer(46 + name.length + (large ? 28 : 0));
    int version = version(entry, large);
    header.putInt(CENTRAL).putShort((short) (MADE_ON_UNIX | version));
    putCommon(header, entry, large);
    header.putShort((short) name.length).putShort((short) (large ? 28 : 0));
    header.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    header.putInt((entry.isFolder() ? FOLDER_MODE << 16 | MS_DOS_FOLDER : FILE_MODE << 16));
    header.putInt((int) (large ? MAX_32 : written.offset())).put(name);
    if (large) {
      header.putShort((short) EXTRA_64).putShort((short) 24);
      header.putLong(entry.size()).putLong(entry.packed()).putLong(written.offset());
    }
    write(header);
  }

  /** What the local and the central header have in common, from the version to the sizes. */
  private void putCommon(ByteBuffer header, Entry entry, boolean large) {
    header.putShort((short) version(entry, large)).putShort((short) UTF8_NAMES);
    header.putShort((short) (entry.isFolder() ? STORED : DEFLATED)).putShort(time).putShort(date);
    header.putInt(entry.crc());
    header.putInt((int) (large ? MAX_32 : entry.packed()));
    header.putInt((int) (large ? MAX_32 : entry.size()));
  }

  private static int version(Entry entry, boolean large) {
    if (large) {
      return VERSION_64;
    }
    return entry.isFolder() ? VERSION_STORED : VERSION_DEFLATED;
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void write(ByteBuffer header) throws IOException {
    byte[] bytes = new byte[header.flip().remaining()];
    header.get(bytes);
    out.write(bytes);
    position += bytes.length;
  }
}
