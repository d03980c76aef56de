package dev.dvp.core.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8} (RFC 4632, RFC 4291). Only
 * addresses that are written as such are in it: no name server is asked for the address of a name.
 */
final class AddressRange {
  private static final Pattern IPV4 =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,3}");

  private final byte[] address;
  private final int bits;

  private AddressRange(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /**
   * Reads a range.
   *
   * @param text an address, a slash, and how many of its bits count
   * @return the range; nothing when the text is none
   */
  static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    String length = text.substring(slash + 1);
    if (slash < 0 || !LENGTH.matcher(length).matches()) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(length);
    return address(text.substring(0, slash))
        .filter(address -> bits <= address.length * Byte.SIZE)
        .map(address -> new AddressRange(address, bits));
  }

  /** Whether a host is an address of the range; no name ever is. */
  boolean contains(String host) {
    return address(host).filter(this::contains).isPresent();
  }

  private boolean contains(byte[] other) {
    if (other.length != address.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    int rest = bits % Byte.SIZE;
    int mask = rest == 0 ? 0 : 0xFF << (Byte.SIZE - rest);
    return Arrays.equals(address, 0, whole, other, 0, whole)
        && (rest == 0 || ((address[whole] ^ other[whole]) & mask) == 0);
  }

  private static Optional<byte[]> address(String text) {
    boolean isIpv4 =
        IPV4.matcher(text).matches()
            && Arrays.stream(text.split("\\.")).allMatch(part -> Integer.parseInt(part) <= 0xFF);
    if (!isIpv4 && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      // Both are addresses and no names, so no name server is asked; one that is mapped is of IPv4.
      return Optional.of(InetAddress.getByName(isIpv4 ? text : "[" + text + "]").getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
