package dev.dvp.localengine.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.localengine.store.Action;
import dev.dvp.localengine.store.Failure;
import dev.dvp.localengine.store.Job;
import dev.dvp.localengine.store.JobEvent;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.store.WorkState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How far actions and jobs have come. */
final class WorkEndpoints {
  /** More than anybody looks back at. */
  private static final int MOST_ACTIONS = 1000;

  private final Store store;

  WorkEndpoints(Store store) {
    this.store = store;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "delphix/action", Route.Access.LOGIN, request -> actions()),
        new Route("GET", "delphix/action/*", Route.Access.LOGIN, this::action),
        new Route("GET", "delphix/action/*/getJob", Route.Access.LOGIN, this::jobOfAction),
        new Route("GET", "delphix/job/*", Route.Access.LOGIN, this::job));
  }

  private Answer actions() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    store
        .read(tables -> tables.actions().newest(MOST_ACTIONS))
        .forEach(action -> list.add(json(action)));
    return Answer.ok(list);
  }

  private Answer action(ApiRequest request) throws ApiException {
    String reference = request.parameter(0);
    Optional<Action> action =
        Action.number(reference)
            .flatMap(number -> store.read(tables -> tables.actions().find(number)));
    return Answer.ok(json(action.orElseThrow(() -> Refuse.noSuchObject(reference))));
  }

  private Answer jobOfAction(ApiRequest request) throws ApiException {
    String reference = request.parameter(0);
    Optional<Job> job =
        Action.number(reference)
            .flatMap(number -> store.read(tables -> tables.jobs().findByAction(number)));
    return Answer.ok(json(job.orElseThrow(() -> Refuse.noSuchObject(reference + "/getJob"))));
  }

  private Answer job(ApiRequest request) throws ApiException {
    String reference = request.parameter(0);
    Optional<Job> job =
        Job.number(reference).flatMap(number -> store.read(tables -> tables.jobs().find(number)));
    return Answer.ok(json(job.orElseThrow(() -> Refuse.noSuchObject(reference))));
  }

  private static ObjectNode json(Action action) {
    return Json.object("Action")
        .put("reference", action.reference())
        .putNull("namespace")
        .put("title", action.title())
        .put("actionType", action.type())
        .put("startTime", action.started().toString())
        .put("endTime", action.ended().map(Instant::toString).orElse(null))
        .put("state", actionState(action.state()))
        .put("failureDescription", action.failure().map(Failure::details).orElse(null))
        .put("failureAction", action.failure().map(Failure::action).orElse(null))
        .put("failureMessageCode", action.failure().map(Failure::code).orElse(null));
  }

  private static ObjectNode json(Job job) {
    Action action = job.action();
    ObjectNode json =
        Json.object("Job")
            .put("reference", job.reference())
            .putNull("namespace")
            .put("title", action.title())
            .put("actionType", action.type())
            .put("target", job.target())
            .put("jobState", action.state().name())
            .put("startTime", action.started().toString())
            .put("updateTime", updated(job).toString())
            .put("parentAction", action.reference())
            .put("parentActionState", actionState(action.state()));
    ArrayNode events = json.putArray("events");
    job.events().forEach(event -> events.add(json(event)));
    return json;
  }

  private static ObjectNode json(JobEvent event) {
    ObjectNode json =
        Json.object("JobEvent")
            .put("timestamp", event.timestamp().toString())
            .put("eventType", event.action().isPresent() ? "ERROR" : "INFO")
            .put("messageCode", event.code())
            .put("messageDetails", event.details())
            .put("messageAction", event.action().orElse(null))
            .putNull("messageCommandOutput");
    json.putArray("diagnoses");
    return json;
  }

  private static Instant updated(Job job) {
    List<JobEvent> events = job.events();
    return events.isEmpty() ? job.action().started() : events.get(events.size() - 1).timestamp();
  }

  /** Actions have a word of their own for what jobs call running. */
  private static String actionState(WorkState state) {
    return state == WorkState.RUNNING ? "EXECUTING" : state.name();
  }
}
