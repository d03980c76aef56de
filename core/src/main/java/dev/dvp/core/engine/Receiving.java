package dev.dvp.core.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.channels.FileChannel;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What has arrived of one large body, over as many connections as it takes: a server that says that
 * it can, and by what it knows the body again, is asked for the rest alone.
 */
final class Receiving {
  private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

  private final Call.Download call;
  private volatile Optional<String> validator = Optional.empty();
  private volatile boolean endUnknown;

  /** How much the call had received when the file was begun anew. */
  private volatile long origin;

  Receiving(Call.Download call) {
    this.call = call;
  }

  /** The rest that is missing; nothing when it must be asked for as a whole. */
  Optional<EngineConnection.Rest> rest() {
    long here = call.moved() - origin;
    return validator.filter(v -> here > 0).map(v -> new EngineConnection.Rest(here, v));
  }

  /**
   * Takes the body, or the rest of it, into a file. Errors and login pages go into memory and are
   * read as answers; only an archive is stored.
   */
  BodyHandler<Body> into(FileChannel channel) {
    long here = call.moved() - origin;
    return info -> {
      boolean isRest = info.statusCode() == 206 && here > 0 && isRestFrom(info, here);
      boolean isWhole = info.statusCode() == 200 && !isText(info);
      if (!isRest && !isWhole) {
        validator = Optional.empty();
        return BodySubscribers.inMemory(info);
      }
      if (isWhole) {
        validator = validator(info);
        origin = call.moved();
      }
      endUnknown =
          info.headers().firstValue("Content-Length").isEmpty()
              && info.headers().firstValue("Transfer-Encoding").isEmpty();
      long start = isRest ? here : 0;
      place(channel, start);
      long length = info.headers().firstValueAsLong("Content-Length").orElse(-1);
      return BodySubscribers.inFile(channel, call, length < 0 ? -1 : origin + start + length);
    };
  }

  private static void place(FileChannel channel, long start) {
    try {
      channel.truncate(start).position(start);
    } catch (IOException e) {
      throw new UncheckedIOException(new BodySubscribers.LocalWriteException(e));
    }
  }

  private static boolean isText(ResponseInfo info) {
    String type = info.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    return type.contains("json") || type.startsWith("text/");
  }

  /** All that is missing, to the last byte, of the same thing. */
  private boolean isRestFrom(ResponseInfo info, long from) {
    Matcher range = RANGE.matcher(info.headers().firstValue("Content-Range").orElse(""));
    boolean isSame = info.headers().firstValue("ETag").equals(validator);
    return isSame
        && range.matches()
        && Long.parseLong(range.group(1)) == from
        && Long.parseLong(range.group(2)) == Long.parseLong(range.group(3)) - 1;
  }

  /** Whether the end of the connection was the only sign of the end of what was sent. */
  boolean isEndUnknown() {
    return endUnknown;
  }

  /** A strong tag: a weak one, or a date, does not vouch for each byte. */
  private static Optional<String> validator(ResponseInfo info) {
    boolean canDo = info.headers().firstValue("Accept-Ranges").orElse("").equalsIgnoreCase("bytes");
    return info.headers().firstValue("ETag").filter(tag -> canDo && tag.startsWith("\""));
  }
}
