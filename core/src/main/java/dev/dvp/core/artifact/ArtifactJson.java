package dev.dvp.core.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Progress;
import dev.dvp.core.files.Reasons;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens an artifact's JSON with limits, and says in plain words why one cannot be read. */
final class ArtifactJson {
  /** How much there may be besides the payload, in bytes; public artifacts have some 30 KB. */
  static final long MAX_HEADER_BYTES = 16L << 20;

  /** How many values there may be besides the payload: each takes memory, however short it is. */
  static final long MAX_TOKENS = 250_000;

  /** How deep objects and arrays may nest. */
  static final int MAX_DEPTH = 200;

  private static final int BUFFER = 1 << 16;
  private static final String REBUILD = "Build the artifact again with `dvp build`.";

  private ArtifactJson() {}

  /** Work on a parser that stands before the first token. */
  @FunctionalInterface
  interface Reading<T> {
    T read(JsonParser parser) throws IOException;
  }

  /**
   * Opens the file, runs the work and closes the file.
   *
   * @throws DvpException when the file cannot be read, is no JSON or goes over a limit
   */
  static <T> T open(Path file, Reading<T> reading) {
    if (Files.isDirectory(file)) {
      throw unreadable(file, "`" + file + "` is a folder, not an artifact.", null);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return parse(file, in, at -> place(file, at), reading);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Work on a parser that sees all of an artifact but what its payload holds. */
  @FunctionalInterface
  interface HeaderReading<T> {
    T read(JsonParser parser, HeaderStream header, Function<JsonLocation, Location> places)
        throws IOException;
  }

  /**
   * Opens the file without what its payload holds, runs the work and closes the file.
   *
   * @param progress hears how far reading the file is
   * @throws DvpException when the file cannot be read, is no JSON or goes over a limit
   */
  static <T> T openHeader(Path file, Progress progress, HeaderReading<T> reading) {
    if (Files.isDirectory(file)) {
      throw unreadable(file, "`" + file + "` is a folder, not an artifact.", null);
    }
    try (InputStream in = new CountedStream(file, progress);
        HeaderStream header = new HeaderStream(in)) {
      Function<JsonLocation, Location> places = at -> place(file, at, header);
      return parse(file, header, places, parser -> reading.read(parser, header, places));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static <T> T parse(
      Path file, InputStream in, Function<JsonLocation, Location> places, Reading<T> reading)
      throws IOException {
    InputStream buffered = new BufferedInputStream(in, BUFFER);
    refuseOtherEncodings(file, buffered);
    try (JsonParser parser = factory().createParser(buffered)) {
      return reading.read(parser);
    } catch (JsonProcessingException e) {
      throw new DvpException(inWords(file, places, e), e);
    }
  }

  private static DvpException unreadable(Path file, IOException failure) {
    try {
      throw failure;
    } catch (NoSuchFileException e) {
      return unreadable(file, "There is no artifact `" + file + "`.", e);
    } catch (AccessDeniedException e) {
      Diagnostic denied =
          BuildRule.ARTIFACT_UNREADABLE.at(
              Location.of(file),
              "The artifact `" + file + "` may not be read by you.",
              "Change its permissions, or name another file.");
      return new DvpException(denied, e);
    } catch (IOException e) {
      return unreadable(
          file, "Reading the artifact `" + file + "` failed" + Reasons.of(e) + ".", e);
    }
  }

  /** The parser's place in the file. */
  static Location place(Path file, JsonLocation at) {
    // One line may have more columns than an int can count: then the line alone has to do.
    return new Location(file, Math.max(0, at.getLineNr()), Math.max(0, at.getColumnNr()));
  }

  /** The same in the file as it is, when the parser sees it without what its payload holds. */
  private static Location place(Path file, JsonLocation at, HeaderStream header) {
    long leftOut = header.leftOutBefore(at.getByteOffset());
    long column = leftOut + at.getColumnNr();
    return new Location(
        file,
        Math.max(0, at.getLineNr()),
        column > Integer.MAX_VALUE ? 0 : (int) Math.max(0, column));
  }

  /** The file is JSON, yet no JSON object. */
  static DvpException notAnObject(Path file, JsonParser parser, boolean empty) {
    String message =
        empty
            ? "The file is empty: an artifact is one JSON object."
            : "The file is JSON, but an artifact is one JSON object.";
    return new DvpException(
        BuildRule.ARTIFACT_NOT_JSON.at(
            place(file, parser.currentTokenLocation()), message, REBUILD));
  }

  /** Something follows the object. */
  static void refuseMore(JsonParser parser, Function<JsonLocation, Location> places)
      throws IOException {
    JsonToken next = parser.nextToken();
    if (next != null) {
      throw new DvpException(
          BuildRule.ARTIFACT_NOT_JSON.at(
              places.apply(parser.currentTokenLocation()),
              "Something follows the artifact's JSON object, so two files may have run together.",
              REBUILD));
    }
  }

  static DvpException overLimit(Location where, String message) {
    return new DvpException(
        BuildRule.ARTIFACT_OVER_LIMIT.at(
            where,
            message,
            "Make the plugin's schemas smaller; large data belongs into files below srcDir."));
  }

  private static JsonFactory factory() {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxStringLength((int) MAX_HEADER_BYTES)
            .maxNameLength(10_000)
            .maxNumberLength(1_000)
            .maxTokenCount(MAX_TOKENS)
            .build();
    // Names are not interned: an artifact's keys are anyone's, and interned strings stay.
    return JsonFactory.builder()
        .streamReadConstraints(limits)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build();
  }

  /** Jackson would read UTF-16 and UTF-32 by itself; an engine reads UTF-8 only. */
  private static void refuseOtherEncodings(Path file, InputStream in) throws IOException {
    in.mark(4);
    byte[] start = in.readNBytes(4);
    in.reset();
    boolean other = start.length >= 2 && isByteOrderMark(start[0] & 0xff, start[1] & 0xff);
    for (byte b : start) {
      other |= b == 0;
    }
    if (other) {
      throw new DvpException(notUtf8(Location.of(file)));
    }
  }

  private static boolean isByteOrderMark(int first, int second) {
    return (first == 0xfe && second == 0xff) || (first == 0xff && second == 0xfe);
  }

  private static Diagnostic inWords(
      Path file, Function<JsonLocation, Location> places, JsonProcessingException e) {
    Location where = e.getLocation() == null ? Location.of(file) : places.apply(e.getLocation());
    String reason = e.getOriginalMessage();
    if (e instanceof StreamConstraintsException) {
      return BuildRule.ARTIFACT_OVER_LIMIT.at(
          where,
          "Besides its payload the artifact holds a name, number, text or nesting that is larger"
              + " than any plugin needs.",
          "Make the plugin's schemas smaller; large data belongs into files below srcDir.");
    }
    if (e instanceof JsonEOFException || (reason != null && reason.contains("end-of-input"))) {
      return BuildRule.ARTIFACT_NOT_JSON.at(
          where, "The file ends in the middle: the artifact is truncated.", REBUILD);
    }
    if (reason != null && reason.contains("UTF-8")) {
      return notUtf8(where);
    }
    return BuildRule.ARTIFACT_NOT_JSON.at(
        where, "The file is no artifact: it is not valid JSON at this place.", REBUILD);
  }

  private static Diagnostic notUtf8(Location where) {
    return BuildRule.ARTIFACT_NOT_JSON.at(
        where, "The file is not encoded in UTF-8, and engines read nothing else.", REBUILD);
  }

  private static DvpException unreadable(Path file, String message, @Nullable IOException cause) {
    Diagnostic diagnostic =
        BuildRule.ARTIFACT_UNREADABLE.at(
            Location.of(file), message, "Name another file, or make it with `dvp build`.");
    return cause == null ? new DvpException(diagnostic) : new DvpException(diagnostic, cause);
  }
}
