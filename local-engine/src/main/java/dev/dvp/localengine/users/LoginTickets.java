package dev.dvp.localengine.users;

import dev.dvp.localengine.files.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Ways into the engine's page that need no password: each is good once, for a short while. Whoever
 * can write in the engine's folder may make one, and could read the password there as well. Only a
 * digest of each is kept, as the name of a file.
 */
public final class LoginTickets {
  /** How long one is good: as long as a browser takes to start. */
  public static final Duration LIFETIME = Duration.ofMinutes(2);

  private static final int BYTES = 20;
  private static final int MAX_FILE_BYTES = 100;
  private static final Pattern TICKET = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern FILE = Pattern.compile("[0-9a-f]{64}");

  /** A page of the browser's own that leads to the engine. */
  private static final String WAY = "open.html";

  private final Path folder;
  private final Clock clock;

  /**
   * Tickets in a folder.
   *
   * @param folder made when needed
   * @param clock the time that they go by
   */
  public LoginTickets(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Tells whether a file of the folder is one of ours.
   *
   * @param name the file's name
   * @return whether it is
   */
  public static boolean isTicket(String name) {
    return FILE.matcher(name).matches() || name.equals(WAY);
  }

  /**
   * Makes one.
   *
   * @param random where it comes from
   * @return the ticket
   * @throws IOException when the folder cannot be written
   */
  public String issue(SecureRandom random) throws IOException {
    dropOld();
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String ticket = HexFormat.of().formatHex(bytes);
    PrivateFiles.createFolder(folder);
    PrivateFiles.write(file(ticket), clock.instant().plus(LIFETIME) + "\n");
    return ticket;
  }

  /**
   * Writes a page that leads a browser on. What a program is called with, all users of the machine
   * can see; what is in this file only its owner can.
   *
   * @param address where it leads; has no characters that HTML knows
   * @return the file, in place of the one before
   * @throws IOException when it cannot be written
   */
  public Path way(String address) throws IOException {
    Path file = PrivateFiles.createFolder(folder).resolve(WAY);
    PrivateFiles.write(
        file,
        "<!DOCTYPE html><meta charset=\"utf-8\"><title>dvp local engine</title>"
            + "<meta http-equiv=\"refresh\" content=\"0;url="
            + address
            + "\"><a href=\""
            + address
            + "\">Go on to the local engine</a>\n");
    return file;
  }

  /**
   * Uses one up.
   *
   * @param ticket what somebody shows
   * @return whether it was good
   * @throws IOException when the folder cannot be read or written
   */
  public boolean take(String ticket) throws IOException {
    if (!TICKET.matcher(ticket).matches()) {
      return false;
    }
    Path file = file(ticket);
    boolean isGood = isGood(file);
    // Of two who show it at once, one deletes it.
    return Files.deleteIfExists(file) && isGood;
  }

  private boolean isGood(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Optional<String> until = PrivateFiles.read(file, MAX_FILE_BYTES);
    try {
      Instant now = clock.instant();
      Instant end = Instant.parse(until.orElse("").strip());
      return now.isBefore(end) && !end.isAfter(now.plus(LIFETIME));
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private void dropOld() throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.filter(one -> FILE.matcher(one.getFileName().toString()).matches()).toList();
    }
    for (Path file : files) {
      if (!isGood(file)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private Path file(String ticket) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(ticket.getBytes(StandardCharsets.US_ASCII));
      return folder.resolve(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
