package dev.dvp.core.inspection;

import dev.dvp.core.runtime.RuntimeKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A payload in numbers.
 *
 * @param all all its files
 * @param zipBytes the size of its zip
 * @param sha256 the hash of its zip, in lower-case hex
 * @param groups its files by whose they are; groups without files are left out
 * @param folders its files by the first folder of their names, {@code .} for those in none
 * @param runtime which runtime packages it holds
 * @param packages the packages that tell their names, with their versions where they can be told
 * @param bytecode its bytecode
 * @param sources how many Python sources there are
 * @param unreadableBytecode how many files are called as bytecode and are none
 * @param largest its largest files, the largest first, ten at most
 */
public record PayloadSummary(
    Share all,
    long zipBytes,
    String sha256,
    Map<FileGroup, Share> groups,
    Map<String, Share> folders,
    RuntimeKind runtime,
    Map<String, Optional<String>> packages,
    List<BytecodeCount> bytecode,
    int sources,
    int unreadableBytecode,
    List<PayloadFile> largest) {

  /** Copies the collections, keeping their order. */
  public PayloadSummary {
    groups = Collections.unmodifiableMap(new EnumMap<>(groups));
    folders = Collections.unmodifiableMap(new LinkedHashMap<>(folders));
    packages = Collections.unmodifiableMap(new LinkedHashMap<>(packages));
    bytecode = List.copyOf(bytecode);
    largest = List.copyOf(largest);
  }

  /**
   * Some of the files.
   *
   * @param files how many
   * @param size bytes, unpacked
   * @param packed bytes in the zip, without names
   */
  public record Share(int files, long size, long packed) {
    /** No files. */
    static final Share NONE = new Share(0, 0, 0);

    Share plus(PayloadFile file) {
      return new Share(files + 1, size + file.size(), packed + file.packed());
    }
  }

  /**
   * One file.
   *
   * @param name its name
   * @param size bytes, unpacked
   * @param packed bytes in the zip
   * @param crc its CRC-32
   * @param group whose it is
   */
  public record PayloadFile(String name, long size, long packed, long crc, FileGroup group) {}

  /**
   * Bytecode of one kind.
   *
   * @param magic its magic number
   * @param python the CPython that it is for, where it is known
   * @param kind how Python tells whether it is of the source beside it
   * @param files how many files
   */
  public record BytecodeCount(
      int magic, Optional<String> python, BytecodeHeader.Kind kind, int files) {}
}
