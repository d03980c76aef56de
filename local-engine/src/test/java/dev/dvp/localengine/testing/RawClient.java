package dev.dvp.localengine.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection on which a test says and hears what it wants, as slowly as it wants. */
public final class RawClient implements Closeable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;

  public RawClient(int port) {
    try {
      socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout(PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The head of an upload: what is sent next is its body. */
  public static String uploadHead(ApiClient client, String length) {
    return "POST /resources/json/delphix/data/upload HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: "
        + client.cookie()
        + "\r\nContent-Type: multipart/form-data; boundary="
        + ApiClient.BOUNDARY
        + "\r\n"
        + length
        + "\r\n\r\n";
  }

  public RawClient say(String text) throws IOException {
    return say(text.getBytes(StandardCharsets.ISO_8859_1), Integer.MAX_VALUE);
  }

  /** Sends the first bytes of what there is. */
  public RawClient say(byte[] bytes, int most) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes, 0, Math.min(most, bytes.length));
    out.flush();
    return this;
  }

  /** One piece of a chunked body. */
  public RawClient sayChunk(byte[] bytes) throws IOException {
    say(Integer.toHexString(bytes.length) + "\r\n");
    say(bytes, bytes.length);
    return say("\r\n");
  }

  /** Everything up to the end of the connection. */
  public String hear() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** As many bytes, or fewer when the connection ends before. */
  public byte[] hear(int bytes) throws IOException {
    return socket.getInputStream().readNBytes(bytes);
  }

  /** Sends the text again and again, as fast as it goes, until an answer begins; all of that. */
  public String floodUntilAnswered(byte[] text, boolean chunked) throws IOException {
    InputStream in = socket.getInputStream();
    while (in.available() == 0) {
      if (chunked) {
        sayChunk(text);
      } else {
        say(text, text.length);
      }
    }
    StringBuilder answer = new StringBuilder();
    while (!answer.toString().endsWith("}")) { // all our answers are JSON, at the top one object
      int next = in.read();
      if (next < 0) {
        break;
      }
      answer.append((char) next);
    }
    return answer.toString();
  }

  /** Sends the text in chunks until the connection is cut; how many bytes went off. */
  public long floodUntilCut(byte[] text, long most) throws IOException {
    long sent = 0;
    while (sent < most) {
      try {
        sayChunk(text);
      } catch (SocketException e) {
        return sent;
      }
      sent += text.length;
    }
    return sent;
  }

  /**
   * Sends a byte whenever nothing was heard for a while; what was heard when the other side ended.
   */
  public String trickle(String endless, int pauseMillis) throws IOException {
    socket.setSoTimeout(pauseMillis);
    StringBuilder heard = new StringBuilder();
    for (int i = 0; ; ) {
      try {
        int next = socket.getInputStream().read();
        if (next < 0) {
          return heard.toString();
        }
        heard.append((char) next);
      } catch (SocketTimeoutException e) {
        socket.getOutputStream().write(endless.charAt(i++ % endless.length()));
      } catch (SocketException e) {
        return heard.toString(); // cut while we were sending
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
