package dev.dvp.localengine.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.localengine.store.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/** Puts answers on the wire. */
final class AnswerWriter {
  static final String SESSION_COOKIE = "JSESSIONID";

  private static final String JSON = "application/json;charset=UTF-8";

  /** Engines answer an upload as text: a browser's form shows the answer in a frame. */
  private static final String TEXT = "text/plain;charset=UTF-8";

  private static final int BUFFER = 32 * 1024;

  private AnswerWriter() {}

  static void write(Response response, Answer answer, boolean asText, Patience patience)
      throws IOException {
    secure(response);
    String type = asText ? TEXT : JSON;
    if (answer instanceof Answer.Ok ok) {
      ok.cookie().ifPresent(id -> Response.putCookie(response, cookie(id)));
      body(response, 200, type, json(ok));
    } else if (answer instanceof Answer.Refused refused) {
      body(response, refused.status(), type, json(refused.failure()));
    } else if (answer instanceof Answer.Download download) {
      file(response, download, patience);
    } else if (answer instanceof Answer.Shown shown) {
      PageWriter.write(response, shown);
    }
  }

  static void secure(Response response) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
  }

  private static HttpCookie cookie(String id) {
    return HttpCookie.build(SESSION_COOKIE, id)
        .path("/")
        .httpOnly(true)
        .sameSite(HttpCookie.SameSite.STRICT)
        .build();
  }

  private static ObjectNode json(Answer.Ok ok) {
    ObjectNode json = Json.object("OKResult").put("status", "OK");
    json.set("result", ok.result());
    json.put("job", ok.job().orElse(null));
    json.put("action", ok.action().orElse(null));
    return json;
  }

  static ObjectNode json(Failure failure) {
    ObjectNode error =
        Json.object("APIError")
            .put("details", failure.details())
            .put("action", failure.action())
            .put("id", failure.code())
            .putNull("commandOutput");
    error.putArray("diagnoses");
    ObjectNode json = Json.object("ErrorResult").put("status", "ERROR");
    json.set("error", error);
    return json;
  }

  static void body(Response response, int status, String type, ObjectNode json) throws IOException {
    bytes(response, status, type, Json.write(json));
  }

  static void bytes(Response response, int status, String type, byte[] bytes) throws IOException {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    Content.Sink.write(response, true, ByteBuffer.wrap(bytes));
  }

  static void error(Response response, int status, Failure failure) throws IOException {
    secure(response);
    body(response, status, JSON, json(failure));
  }

  private static void file(Response response, Answer.Download download, Patience patience)
      throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(download.file());
    } catch (NoSuchFileException e) {
      // Sent in full to another request, or expired, since this one showed its token.
      ApiException gone = Refuse.badToken();
      body(response, gone.status(), JSON, json(gone.failure()));
      return;
    }
    try (channel) {
      long size = channel.size();
      long from = download.from().filter(start -> start > 0 && start < size).orElse(0L);
      head(response, download, from, size);
      channel.position(from);
      send(channel, response, patience);
    }
    download.sent().run();
    Files.deleteIfExists(download.file());
  }

  private static void head(Response response, Answer.Download download, long from, long size) {
    HttpFields.Mutable headers = response.getHeaders();
    response.setStatus(from > 0 ? 206 : 200);
    if (from > 0) {
      headers.put(HttpHeader.CONTENT_RANGE, "bytes " + from + "-" + (size - 1) + "/" + size);
    }
    headers.put(HttpHeader.ACCEPT_RANGES, "bytes");
    headers.put(HttpHeader.ETAG, download.tag());
    headers.put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
    headers.put(HttpHeader.CONTENT_LENGTH, size - from);
    headers.put("Content-Disposition", "attachment; filename=\"" + download.name() + "\"");
  }

  private static void send(FileChannel from, Response response, Patience patience)
      throws IOException {
    Pace pace = new Pace(patience);
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      InputStream in = Channels.newInputStream(from);
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        long since = System.nanoTime();
        out.write(buffer, 0, read);
        pace.moved(since, read);
      }
    }
  }
}
