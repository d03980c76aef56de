package dev.dvp.core.files;

/**
 * What a zip's directory says of a file or folder, and no more: of a hundred thousand of them two
 * lists fit into a small heap.
 *
 * @param name its name; a folder's ends with a slash
 * @param method how it is packed, by the numbers of APPNOTE.TXT, 4.4.5
 * @param isEncrypted whether it takes a password to read it
 * @param isLink whether Unix would take it for a symbolic link
 * @param crc the CRC-32 of its bytes
 * @param size how many bytes it unpacks to; negative in a broken zip
 * @param packedSize how many bytes it takes in the zip, its header aside; negative in a broken zip
 * @param offset where its own header stands in the zip; may be outside in a broken zip
 */
public record ZipRecord(
    String name,
    int method,
    boolean isEncrypted,
    boolean isLink,
    long crc,
    long size,
    long packedSize,
    long offset) {

  /** The method of what is stored as it is. */
  public static final int STORED = 0;

  /** The method of what is deflated. */
  public static final int DEFLATED = 8;

  /**
   * Whether it is a folder.
   *
   * @return what its name tells
   */
  public boolean isFolder() {
    return name.endsWith("/");
  }
}
