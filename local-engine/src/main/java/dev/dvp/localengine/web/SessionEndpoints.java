package dev.dvp.localengine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.localengine.users.Users;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Sessions and logins, and what the engine says of itself to anybody. */
final class SessionEndpoints {
  private final Sessions sessions;
  private final Users users;
  private final String version;
  private final String instance;

  SessionEndpoints(Sessions sessions, Users users, String version, String instance) {
    this.sessions = sessions;
    this.users = users;
    this.version = version;
    this.instance = instance;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "delphix/about", Route.Access.ANYBODY, request -> about()),
        new Route("POST", "delphix/session", Route.Access.ANYBODY, this::open),
        new Route("POST", "delphix/login", Route.Access.SESSION, this::logIn),
        new Route("POST", "delphix/logout", Route.Access.SESSION, this::logOut));
  }

  private Answer about() {
    return Answer.ok(
        Json.object("PublicSystemInfo")
            .put("productType", "standard")
            .put("productName", "dvp local engine")
            .put("buildTitle", "dvp local engine " + version)
            .put("configured", true)
            .put("uuid", instance)
            .set("apiVersion", ApiVersion.CURRENT.json()));
  }

  private Answer open(ApiRequest request) throws ApiException, IOException {
    ObjectNode json = request.json("APISession");
    ApiVersion asked = ApiVersion.read(json.path("version"));
    if (!asked.isSupported()) {
      throw new ApiException(
          Refuse.BAD_REQUEST,
          "exception.webservices.version.unsupported",
          "The API version " + asked + " is not supported by this engine.",
          "Open the session with version "
              + ApiVersion.CURRENT
              + " or a lower one of the same"
              + " major version.");
    }
    ObjectNode result = Json.object("APISession");
    result.set("version", asked.json());
    result.putNull("locale");
    result.putNull("client");
    return withCookie(result, sessions.open(asked));
  }

  private Answer logIn(ApiRequest request) throws ApiException, IOException {
    ObjectNode json = request.json("LoginRequest");
    Optional<String> user =
        users.logIn(ApiRequest.string(json, "username"), ApiRequest.string(json, "password"));
    if (user.isEmpty()) {
      throw new ApiException(
          Refuse.UNAUTHORIZED,
          "exception.webservices.login.failed",
          "Invalid username or password.",
          "Try with a different set of credentials.");
    }
    Answer.Ok answer = Answer.ok(user.get());
    return withCookie(answer.result(), sessions.logIn(request.session(), user.get()));
  }

  private Answer logOut(ApiRequest request) {
    sessions.close(request.session());
    return Answer.nothing();
  }

  private static Answer withCookie(JsonNode result, Session session) {
    return new Answer.Ok(result, Optional.empty(), Optional.empty(), Optional.of(session.id()));
  }
}
