package dev.dvp.localengine.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.libraries.Surroundings;
import dev.dvp.localengine.running.LibraryCalls;
import dev.dvp.localengine.store.FoundSourceConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds repositories, and the source configs in each. */
final class DiscoverWork {
  private final WorkflowRun run;
  private final LabSettings settings;
  private final Environment environment;

  DiscoverWork(WorkflowRun run, LabSettings settings, Environment environment) {
    this.run = run;
    this.settings = settings;
    this.environment = environment;
  }

  void work() throws StepFailedException, InterruptedException {
    LibraryCalls library = SourceWork.library(settings);
    JsonNode connection = environment.connection(Surroundings.user(settings.environment()));
    ObjectNode asked = JsonNodeFactory.instance.objectNode();
    asked.set("source_connection", connection);
    JsonNode repositories = run.call("discovery.repository", asked, library).orElseThrow();
    List<FoundSourceConfig> found = new ArrayList<>();
    for (JsonNode repository : repositories) {
      ObjectNode of = asked.deepCopy();
      of.set("repository", repository);
      JsonNode configs = run.call("discovery.source_config", of, library).orElseThrow();
      if (configs.isEmpty()) {
        found.add(one(repository, Optional.empty()));
      }
      configs.forEach(config -> found.add(one(repository, Optional.of(config))));
    }
    String plugin = run.plugin().id();
    run.store()
        .write(
            tables -> {
              tables.discoveries().replace(plugin, environment.name(), found);
              return found;
            });
  }

  private FoundSourceConfig one(JsonNode repository, Optional<JsonNode> config) {
    return new FoundSourceConfig(0, environment.name(), repository, config);
  }
}
