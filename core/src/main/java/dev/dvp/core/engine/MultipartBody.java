package dev.dvp.core.engine;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The form that carries an upload: a part with the token, then the file, streamed from the disk.
 * Its length is known beforehand, so the engine gets a Content-Length.
 */
final class MultipartBody {
  private final String boundary = "dvp-" + UUID.randomUUID();
  private final BodyPublisher publisher;

  /**
   * A form for one upload.
   *
   * @param token what the engine gave for it
   * @param file the file to send
   * @param length the file's length in bytes
   * @param call counts the file's bytes
   */
  MultipartBody(String token, Path file, long length, Call.Upload call) {
    String head =
        part("form-data; name=\"token\"")
            + "\r\n"
            + token
            + "\r\n"
            + part("form-data; name=\"file\"; filename=\"" + quoted(baseName(file)) + "\"")
            + "Content-Type: application/octet-stream\r\n\r\n";
    this.publisher =
        BodyPublishers.concat(
            BodyPublishers.ofString(head, StandardCharsets.UTF_8),
            new FilePublisher(file, length, call),
            BodyPublishers.ofString("\r\n--" + boundary + "--\r\n", StandardCharsets.US_ASCII));
  }

  /** The header's value that goes with the form. */
  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /** The form. */
  BodyPublisher publisher() {
    return publisher;
  }

  private String part(String disposition) {
    return "--" + boundary + "\r\nContent-Disposition: " + disposition + "\r\n";
  }

  private static String baseName(Path file) {
    Path name = file.getFileName();
    return name == null ? "artifact.json" : name.toString();
  }

  /** As browsers do it, RFC 7578 leaving it open: the three characters that would end the name. */
  private static String quoted(String name) {
    return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }
}
