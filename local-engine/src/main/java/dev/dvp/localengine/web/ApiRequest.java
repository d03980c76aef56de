package dev.dvp.localengine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** A request that has found its endpoint. */
final class ApiRequest {
  /** Far more than any request of the API needs. */
  static final int MAX_JSON_BYTES = 64 * 1024;

  private static final Pattern TO_THE_END = Pattern.compile("bytes=(\\d{1,18})-");

  private final Request request;
  private final List<String> parameters;
  private final Optional<Session> session;
  private final Patience patience;

  /**
   * A request.
   *
   * @param parameters what the stars of the route's path stand for
   * @param session the client's session, which is there when the route asks for one
   * @param patience how slowly the body may come
   */
  ApiRequest(
      Request request, List<String> parameters, Optional<Session> session, Patience patience) {
    this.request = request;
    this.parameters = List.copyOf(parameters);
    this.session = session;
    this.patience = patience;
  }

  String parameter(int index) {
    return parameters.get(index);
  }

  Session session() {
    return session.orElseThrow(() -> new IllegalStateException("the route asks for no session"));
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(Request.extractQueryParameters(request).getValue(name));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  /** Where the part starts that is asked for, when it is one that goes to the end. */
  Optional<Long> rangeStart() {
    return header("Range")
        .map(TO_THE_END::matcher)
        .filter(Matcher::matches)
        .map(range -> Long.parseLong(range.group(1)));
  }

  String contentType() {
    String value = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    return value == null ? "" : value;
  }

  /** How long the body says it is; negative when it does not say. */
  long contentLength() {
    return request.getLength();
  }

  InputStream body() {
    return new PacedInput(Request.asInputStream(request), patience);
  }

  /**
   * The body, which must be one JSON object of a type.
   *
   * @throws ApiException when it is something else
   * @throws IOException when the request breaks off
   */
  ObjectNode json(String type) throws ApiException, IOException {
    String mediaType = contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!mediaType.equals("application/json")) {
      throw new ApiException(
          Refuse.UNSUPPORTED_MEDIA_TYPE,
          "exception.webservices.content.type",
          "The request must be sent as application/json.",
          "Set the header \"Content-Type: application/json\".");
    }
    byte[] body = body().readNBytes(MAX_JSON_BYTES + 1);
    if (body.length > MAX_JSON_BYTES) {
      throw Refuse.tooLarge(MAX_JSON_BYTES);
    }
    Optional<ObjectNode> json = Json.read(body);
    if (json.isEmpty()) {
      throw new ApiException(
          Refuse.BAD_REQUEST,
          "exception.webservices.json.invalid",
          "The request is not one well-formed JSON object.",
          "Correct the JSON and send the request again.");
    }
    if (!json.get().path("type").asText().equals(type)) {
      throw Refuse.badField("type", "\"" + type + "\"");
    }
    return json.get();
  }

  /** A field that must be a string. */
  static String string(ObjectNode json, String field) throws ApiException {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw Refuse.badField(field, "a string");
    }
    return value.textValue();
  }
}
