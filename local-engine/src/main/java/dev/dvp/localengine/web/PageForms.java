package dev.dvp.localengine.web;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Reads what a browser's forms send. Of a name that stands twice the last counts. */
final class PageForms {
  /** Far more than anybody types. */
  private static final int MAX_BYTES = 512 * 1024;

  private static final int MOST_VALUES = 5000;

  private PageForms() {}

  /**
   * The body.
   *
   * @throws ApiException when it is too large, or no form
   * @throws IOException when it breaks off
   */
  static Map<String, String> body(Request request, Patience patience)
      throws ApiException, IOException {
    String type = Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE)).orElse("");
    if (!type.startsWith("application/x-www-form-urlencoded")) {
      throw new ApiException(
          Refuse.UNSUPPORTED_MEDIA_TYPE,
          "exception.webservices.content.type",
          "The request is not what a form sends.",
          "Use the forms of the page.");
    }
    var in = new PacedInput(Request.asInputStream(request), patience);
    byte[] body = in.readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      throw Refuse.tooLarge(MAX_BYTES);
    }
    return decode(new String(body, StandardCharsets.US_ASCII));
  }

  /**
   * The address's parameters.
   *
   * @throws ApiException when they are malformed
   */
  static Map<String, String> query(Request request) throws ApiException {
    return decode(Optional.ofNullable(request.getHttpURI().getQuery()).orElse(""));
  }

  private static Map<String, String> decode(String text) throws ApiException {
    Map<String, String> values = new HashMap<>();
    String[] pairs = text.split("&", MOST_VALUES + 1);
    try {
      for (int i = 0; i < Math.min(pairs.length, MOST_VALUES); i++) {
        int equals = pairs[i].indexOf('=');
        String name = equals < 0 ? pairs[i] : pairs[i].substring(0, equals);
        String value = equals < 0 ? "" : pairs[i].substring(equals + 1);
        if (!name.isEmpty()) {
          values.put(
              URLDecoder.decode(name, StandardCharsets.UTF_8),
              URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
      }
    } catch (IllegalArgumentException e) {
      throw Refuse.badField("form", "encoded as browsers do");
    }
    return values;
  }
}
