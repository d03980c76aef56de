package dev.dvp.localengine.web;

import dev.dvp.localengine.page.PageAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;

/** Puts pages on the wire, with the headers that keep a browser from doing anything else. */
final class PageWriter {
  /** Nothing from elsewhere, nothing written into the page itself, and no frame around it. */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final int SEE_OTHER = 303;

  private PageWriter() {}

  static void write(Response response, Answer.Shown shown) throws IOException {
    HttpFields.Mutable headers = response.getHeaders();
    AnswerWriter.secure(response);
    headers.put("Content-Security-Policy", POLICY);
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    shown.cookie().ifPresent(cookie -> Response.putCookie(response, cookie(cookie)));
    if (shown.page() instanceof PageAnswer.Document document) {
      text(response, document.status(), "text/html;charset=UTF-8", document.html());
    } else if (shown.page() instanceof PageAnswer.Asset asset) {
      text(response, 200, asset.type(), asset.text());
    } else if (shown.page() instanceof PageAnswer.Redirect redirect) {
      headers.put(HttpHeader.LOCATION, redirect.location());
      text(response, SEE_OTHER, "text/plain;charset=UTF-8", "");
    }
  }

  private static void text(Response response, int status, String type, String text)
      throws IOException {
    AnswerWriter.bytes(response, status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpCookie cookie(Answer.PageCookie cookie) {
    HttpCookie.Builder builder =
        HttpCookie.build(cookie.name(), cookie.value())
            .path("/")
            .httpOnly(true)
            .sameSite(HttpCookie.SameSite.STRICT);
    return cookie.value().isEmpty() ? builder.maxAge(0).build() : builder.build();
  }
}
