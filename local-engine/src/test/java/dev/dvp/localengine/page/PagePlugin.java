package dev.dvp.localengine.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.codegen.GeneratedClasses;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.localengine.testing.TestArtifact;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A small plugin that does something, with forms that have something of everything. */
final class PagePlugin {
  static final String SOURCE =
      """
      import logging
      import os
      import time

      from dlpx.virtualization import libs
      from dlpx.virtualization.platform import Mount, MountSpecification, Plugin, Status
      from dlpx.virtualization.platform.exceptions import UserError
      from generated.definitions import (
          RepositoryDefinition,
          SnapshotDefinition,
          SourceConfigDefinition,
      )

      logging.getLogger().addHandler(libs.PlatformHandler())
      logging.getLogger().setLevel(logging.INFO)
      log = logging.getLogger("example")
      plugin = Plugin()


      @plugin.discovery.repository()
      def find_repositories(source_connection):
          log.info("looking <b>around</b>")
          return [RepositoryDefinition(name="Postgres 16", version="16.1")]


      @plugin.discovery.source_config()
      def find_source_configs(source_connection, repository):
          return [
              SourceConfigDefinition(name="orders", port=5432),
              SourceConfigDefinition(name="<script>alert(1)</script>", port=5433),
          ]


      @plugin.linked.pre_snapshot()
      def copy_data(direct_source, repository, source_config, optional_snapshot_parameters):
          log.info("copying %s", source_config.name)
          result = libs.run_bash(direct_source.connection, "hostname")
          log.info("exit code %d", result.exit_code)


      @plugin.linked.post_snapshot()
      def note_snapshot(direct_source, repository, source_config, optional_snapshot_parameters):
          return SnapshotDefinition(label="of " + source_config.name)


      @plugin.virtual.mount_specification()
      def mount(virtual_source, repository):
          environment = virtual_source.connection.environment
          return MountSpecification([Mount(environment, virtual_source.parameters.mount_path)])


      @plugin.virtual.configure()
      def configure(virtual_source, repository, snapshot):
          if virtual_source.parameters.fails:
              raise UserError(
                  "The port <i>is</i> taken", "Choose another port", "bind: address in use"
              )
          time.sleep(virtual_source.parameters.delay or 0)
          return SourceConfigDefinition(name="copy", port=6000)


      @plugin.virtual.reconfigure()
      def reconfigure(virtual_source, repository, source_config, snapshot):
          return source_config


      @plugin.virtual.unconfigure()
      def unconfigure(virtual_source, repository, source_config):
          pass


      @plugin.virtual.start()
      def start(virtual_source, repository, source_config):
          log.info("starting")


      @plugin.virtual.stop()
      def stop(virtual_source, repository, source_config):
          log.info("stopping")


      @plugin.virtual.status()
      def status(virtual_source, repository, source_config):
          return Status.ACTIVE


      @plugin.virtual.post_snapshot()
      def note_copy(virtual_source, repository, source_config):
          return SnapshotDefinition(label="of a copy")
      """;

  static final String SCHEMA =
      """
      {
        "repositoryDefinition": {
          "type": "object", "additionalProperties": false, "required": ["name"],
          "properties": {"name": {"type": "string"}, "version": {"type": "string"}},
          "nameField": "name", "identityFields": ["name"]
        },
        "sourceConfigDefinition": {
          "type": "object", "additionalProperties": false, "required": ["name"],
          "properties": {
            "name": {"type": "string", "prettyName": "Database"},
            "port": {"type": "integer", "prettyName": "Port"}
          },
          "nameField": "name", "identityFields": ["name"]
        },
        "linkedSourceDefinition": {
          "type": "object", "additionalProperties": false, "required": ["user", "mode"],
          "ordering": ["user", "secret", "mode"],
          "properties": {
            "mode": {"type": "string", "enum": ["full", "incremental"], "default": "full",
              "prettyName": "Mode"},
            "user": {"type": "string", "prettyName": "User of the database", "minLength": 2,
              "description": "Who reads the database.",
              "dxFormProperties": {"validationMessages": {"minLength": "Two letters at least."}}},
            "secret": {"type": "string", "format": "password", "prettyName": "Password"},
            "port": {"type": "integer", "prettyName": "Port", "minimum": 1, "maximum": 65535},
            "script": {"type": "string", "prettyName": "Script",
              "dxFormProperties": {"rows": 6}},
            "compress": {"type": "boolean", "prettyName": "Compress", "default": true},
            "tables": {"type": "array", "items": {"type": "string"}, "prettyName": "Tables"},
            "host": {"type": "string", "format": "reference",
              "referenceType": "UNIX_HOST_ENVIRONMENT", "prettyName": "Backup host"},
            "credentials": {
              "$ref": "https://delphix.com/platform/api#/definitions/credentialsSupplier"},
            "advanced": {"type": "object", "prettyName": "Advanced",
              "dxFormProperties": {"collapsible": true},
              "properties": {
                "timeout": {"type": "number", "prettyName": "Timeout"},
                "level": {"$ref": "#/definitions/level"}}},
            "hooks": {"type": "array", "prettyName": "Hooks", "items": {
              "type": "object", "required": ["command"],
              "properties": {"command": {"type": "string", "prettyName": "Command"}}}},
            "extra": {"prettyName": "Extra"},
            "kept": {"type": "integer", "default": 7, "dxFormProperties": {"hidden": true}}
          },
          "definitions": {"level": {"type": "integer", "title": "Level", "minimum": 0}}
        },
        "virtualSourceDefinition": {
          "type": "object", "additionalProperties": false, "required": ["mount_path"],
          "ordering": ["mount_path"],
          "properties": {
            "mount_path": {"type": "string", "format": "unixpath", "prettyName": "Mount path",
              "description": "Where the copy appears."},
            "delay": {"type": "number", "prettyName": "Delay"},
            "fails": {"type": "boolean", "prettyName": "Fail"}
          }
        },
        "snapshotDefinition": {
          "type": "object", "additionalProperties": false,
          "properties": {"label": {"type": "string"}}
        },
        "snapshotParametersDefinition": {
          "type": "object", "additionalProperties": false,
          "properties": {"resync": {"type": "boolean", "prettyName": "Copy all again"}}
        }
      }
      """;

  private PagePlugin() {}

  static PluginSchemas schemas() {
    return schemas(SCHEMA);
  }

  static PluginSchemas schemas(String text) {
    Map<DefinitionKind, ObjectNode> definitions = new EnumMap<>(DefinitionKind.class);
    JsonNode all = json(text);
    for (DefinitionKind kind : DefinitionKind.values()) {
      definitions.put(kind, (ObjectNode) all.path(kind.key()));
    }
    return new PluginSchemas(Path.of("no", "schema.json"), definitions);
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schemas where an artifact has them, the generated classes in its payload. */
  static TestArtifact artifact() {
    return artifact(SOURCE);
  }

  static TestArtifact artifact(String source) {
    List<String> files = new ArrayList<>();
    GeneratedClasses.of(schemas())
        .files()
        .forEach((name, text) -> files.addAll(List.of(name, text)));
    files.addAll(List.of("plugin_runner.py", source));
    return TestArtifact.example()
        .payload(files.toArray(String[]::new))
        .with(PagePlugin::definitions)
        .with(
            node -> {
              node.put("name", "Example <em>plugin</em>");
              ObjectNode manifest = node.withObjectProperty("manifest");
              for (String flag :
                  List.of(
                      "hasRepositoryDiscovery",
                      "hasSourceConfigDiscovery",
                      "hasLinkedPreSnapshot",
                      "hasLinkedPostSnapshot",
                      "hasVirtualMountSpecification",
                      "hasVirtualConfigure",
                      "hasVirtualReconfigure",
                      "hasVirtualUnconfigure",
                      "hasVirtualStart",
                      "hasVirtualStop",
                      "hasVirtualStatus",
                      "hasVirtualPostSnapshot")) {
                manifest.put(flag, true);
              }
            });
  }

  private static void definitions(ObjectNode node) {
    PluginSchemas schemas = schemas();
    ObjectNode discovery = node.withObjectProperty("discoveryDefinition");
    discovery.set("repositorySchema", without(schemas.definition(DefinitionKind.REPOSITORY)));
    discovery.set("sourceConfigSchema", without(schemas.definition(DefinitionKind.SOURCE_CONFIG)));
    node.withObjectProperty("linkedSourceDefinition")
        .set("parameters", schemas.definition(DefinitionKind.LINKED_SOURCE));
    node.withObjectProperty("virtualSourceDefinition")
        .set("parameters", schemas.definition(DefinitionKind.VIRTUAL_SOURCE));
    node.set("snapshotSchema", schemas.definition(DefinitionKind.SNAPSHOT));
    node.withObjectProperty("snapshotParametersDefinition")
        .set("schema", schemas.definition(DefinitionKind.SNAPSHOT_PARAMETERS));
  }

  private static ObjectNode without(ObjectNode schema) {
    ObjectNode copy = schema.deepCopy();
    copy.remove(List.of("nameField", "identityFields"));
    return copy;
  }
}
