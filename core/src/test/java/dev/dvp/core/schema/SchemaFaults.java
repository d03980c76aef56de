package dev.dvp.core.schema;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Single faults in a schema that is right, and what is found of each, where. */
final class SchemaFaults {
  static final String VALID =
      """
      {
        "repositoryDefinition": {
          "type": "object",
          "additionalProperties": false,
          "required": ["path", "name"],
          "nameField": "name",
          "identityFields": ["path"],
          "properties": {
            "name": {"type": "string"},
            "path": {"type": "string", "format": "unixpath"}
          }
        },
        "sourceConfigDefinition": {
          "type": "object",
          "required": ["db"],
          "nameField": "db",
          "identityFields": ["db"],
          "properties": {
            "db": {"type": "string"}
          }
        },
        "virtualSourceDefinition": {
          "type": "object",
          "properties": {"port": {"type": "integer"}}
        },
        "linkedSourceDefinition": {
          "type": "object",
          "properties": {"user": {"type": "string"}}
        },
        "snapshotDefinition": {
          "type": "object",
          "properties": {"scn": {"type": "string"}}
        },
        "snapshotParametersDefinition": {
          "type": "object",
          "properties": {"resync": {"type": "boolean"}}
        }
      }
      """;

  static final String PORT = "\"port\": {\"type\": \"integer\"}";

  private SchemaFaults() {}

  static Stream<Arguments> all() {
    return Stream.of(documents(), identity(), keywords(), properties(), values(), references())
        .flatMap(faults -> faults);
  }

  private static Arguments fault(String from, String to, String expected) {
    return arguments(from, to, expected);
  }

  /** Faults in the properties of virtualSourceDefinition: a mark where each finding points. */
  private static Arguments inside(String marked, String rules) {
    StringBuilder expected = new StringBuilder();
    String text = VALID.replace(PORT, marked);
    for (String rule : rules.split(", ")) {
      int mark = text.indexOf('¶');
      int lineStart = text.lastIndexOf('\n', mark) + 1;
      long line = 1 + text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
      expected.append(expected.isEmpty() ? "" : ", ").append(rule).append(' ').append(line);
      expected.append(':').append(mark - lineStart + 1);
      text = text.substring(0, mark) + text.substring(mark + 1);
    }
    return arguments(PORT, marked.replace("¶", ""), expected.toString());
  }

  private static Stream<Arguments> documents() {
    return Stream.of(
        fault("\"snapshotDefinition\"", "\"snapshotDefintion\"", "S102E 30:3"),
        fault("\"snapshotDefinition\"", "\"extra\"", "S101E 1:1, S102E 30:3"),
        fault(
            "\"repositoryDefinition\": {",
            "\"$schema\": \"x\", \"repositoryDefinition\": {",
            "S102E 2:3"),
        fault(
            "\"sourceConfigDefinition\": {",
            "\"sourceConfigDefinition\": [], \"x\": {",
            "S103E 13:29, S102E 13:33"),
        fault(
            "\"type\": \"object\",\n    \"required\": [\"db\"]",
            "\"type\": \"array\",\n    \"required\": [\"db\"]",
            "S107E 14:13"),
        fault(
            "\"db\"],\n    \"nameField\"",
            "\"db\"], \"required\": [\"db\"],\n    \"nameField\"",
            "S003W 15:25"),
        fault("\"identityFields\": [\"db\"],", "\"identityFields\": [\"db\"]", "S002E 18:5"),
        fault(
            "{\"type\": \"string\"}\n    }\n  },\n  \"virtual",
            "{'type': \"string\"}\n    }\n  },\n  \"virtual",
            "S002E 19:14"),
        fault(
            "\"port\": {\"type\": \"integer\"}",
            "\"port\": {\"type\": \"integer\",}",
            "S002E 24:46"),
        fault(
            "\"db\": {\"type\": \"string\"}",
            "\"db\": {\"type\": \"string\"} // text",
            "S002E 19:32"),
        fault(
            "\"db\": {\"type\": \"string\"}",
            "\"db\": {\"type\": \"string\", \"default\": None}",
            "S002E 19:43"),
        fault("\"db\": {\"type\": \"string\"}", "\"db\": {\"type\": \"str\ning\"}", "S002E 19:22"),
        fault(
            "\"db\": {\"type\": \"string\"}",
            "\"db\": {\"type\": \"string\", \"pattern\": \"\\d\"}",
            "S002E 19:44"),
        fault("\"boolean\"}}\n  }\n}\n", "\"boolean\"}}\n  }\n", "S002E 38:1"),
        fault("\"boolean\"}}\n  }\n}\n", "\"boolean\"}}\n  }\n}\n}\n", "S002E 39:1"),
        fault(
            "\"db\": {\"type\": \"string\"}",
            "\"db\": {\"type\": \"string\", \"minLength\": 1e999999999}",
            "S004E 19:45"),
        fault(
            "\"db\": {\"type\": \"string\"}",
            "\"db\": {\"type\": \"string\", \"title\": \"\\ud800\"}",
            "S004E 19:41"));
  }

  private static Stream<Arguments> identity() {
    return Stream.of(
        fault("    \"nameField\": \"db\",\n", "", "S201E 13:3"),
        fault("    \"identityFields\": [\"db\"],\n", "", "S201E 13:3"),
        fault("\"nameField\": \"db\"", "\"nameFeild\": \"db\"", "S201E 16:5"),
        fault("\"nameField\": \"db\"", "\"nameField\": 5", "S103E 16:18"),
        fault("\"nameField\": \"db\"", "\"nameField\": [\"db\"]", "S103E 16:18"),
        fault("\"nameField\": \"db\"", "\"nameField\": \"dbs\"", "S203E 16:18"),
        fault("\"nameField\": \"db\"", "\"nameField\": \"\"", "S203E 16:18"),
        fault("\"nameField\": \"name\"", "\"nameField\": \"nothing\"", "S203E 6:18"),
        fault("\"identityFields\": [\"db\"]", "\"identityFields\": []", "S201E 17:23"),
        fault("\"identityFields\": [\"db\"]", "\"identityFields\": \"db\"", "S103E 17:23"),
        fault("\"identityFields\": [\"db\"]", "\"identityFields\": [1]", "S103E 17:24"),
        fault(
            "\"identityFields\": [\"db\"]", "\"identityFields\": [\"db\", \"dc\"]", "S203E 17:30"),
        fault(
            "\"identityFields\": [\"db\"]", "\"identityFields\": [\"db\", \"db\"]", "S310W 17:30"),
        fault("\"required\": [\"db\"],", "", "S206W 17:24"),
        fault(
            "\"db\": {\"type\": \"string\"}",
            "\"db\": {\"type\": \"integer\"}",
            "S204E 16:18, S205W 17:24"),
        fault(
            "\"db\": {\"type\": \"string\"}",
            "\"db\": {\"type\": [\"null\", \"object\"]}",
            "S204E 16:18, S205W 17:24"),
        fault(
            "\"db\": {\"type\": \"string\"}",
            "\"db\": {\"type\": \"string\", \"nameField\": \"x\"}",
            "S202E 19:32"),
        inside(
            "\"port\": {\"type\": \"integer\"}}, ¶\"nameField\": \"port\", ¶\"x-y\": {",
            "S202E, S105I"),
        inside(
            "\"port\": {\"type\": \"integer\"}}, ¶\"identityFields\": [\"port\"], \"order\": {",
            "S202E"));
  }

  private static Stream<Arguments> keywords() {
    return Stream.of(
        fault(
            "\"additionalProperties\": false", "\"additionalProperties\": \"false\"", "S103E 4:29"),
        fault("\"additionalProperties\": false", "\"addtionalProperties\": false", "S104W 4:5"),
        fault(
            "\"type\": \"string\"}\n    }\n  },\n  \"v",
            "\"type\": \"strng\"}\n    }\n  },\n  \"v",
            "S106E 19:22"),
        inside("\"port\": {\"type\": [\"integer\", ¶\"nil\"]}", "S106E"),
        inside("\"port\": {\"type\": ¶[]}", "S103E"),
        inside("\"port\": {\"type\": ¶[\"null\", \"null\"]}", "S103E"),
        inside("\"port\": {\"type\": ¶5}", "S103E"),
        inside("\"port\": {\"type\": \"integer\", \"required\": ¶true}", "S103E"),
        inside("\"port\": {\"type\": \"integer\", \"minimum\": ¶\"1\"}", "S103E"),
        inside("\"port\": {\"type\": \"integer\", \"exclusiveMinimum\": ¶true}", "S103E"),
        inside("\"port\": {\"type\": \"integer\", \"multipleOf\": ¶0}", "S103E"),
        inside("\"port\": {\"type\": \"string\", \"minLength\": ¶-1}", "S103E"),
        inside("\"port\": {\"type\": \"string\", \"minLength\": ¶1.5}", "S103E"),
        inside("\"port\": {\"type\": \"string\", \"enum\": ¶\"a\"}", "S103E"),
        inside("\"port\": {\"type\": \"array\", \"items\": ¶\"string\"}", "S103E"),
        inside("\"port\": {\"type\": \"array\", \"items\": [true, ¶5]}", "S103E"),
        inside("\"port\": {\"anyOf\": ¶[]}", "S103E"),
        inside("\"port\": {\"allOf\": ¶{\"type\": \"string\"}}", "S103E"),
        inside("\"port\": {\"dependencies\": {\"a\": [¶5]}}", "S103E"),
        inside("\"port\": ¶\"integer\"", "S103E"),
        inside("\"required\": ¶[\"port\"], \"port\": {\"type\": \"integer\"}", "S103E"),
        inside("\"port\": {\"type\": \"integer\", \"prettyName\": ¶5}", "S103E"),
        inside("\"port\": {\"type\": \"integer\", \"dxFormProperties\": ¶[]}", "S103E"),
        inside("\"port\": {\"type\": \"integer\", ¶\"descripton\": \"x\"}", "S104W"),
        inside("\"port\": {\"type\": \"integer\", ¶\"Default\": 1}", "S104W"),
        inside("\"port\": {\"type\": \"integer\", ¶\"propertyOrder\": 1}", "S105I"),
        inside("\"port\": {\"type\": \"integer\", ¶\"note\": 1, ¶\"id\": \"x\"}", "S105I, S104W"),
        inside("\"a\": {\"properties\": {\"b\": {\"items\": {¶\"typ\": \"string\"}}}}", "S104W"));
  }

  private static Stream<Arguments> properties() {
    return Stream.of(
        fault("\"required\": [\"db\"]", "\"required\": [\"db\", \"bd\"]", "S301W 15:24"),
        fault("[\"path\", \"name\"]", "[\"path\", \"name\", \"nme\"]", "S301E 5:34"),
        fault(
            "\"required\": [\"db\"]",
            "\"required\": [\"db\"], \"ordering\": [\"db\", \"bd\", \"db\"]",
            "S302W 15:44, S310W 15:50"),
        inside(
            "\"env\": {\"type\": \"string\", \"format\": \"reference\", \"referenceType\": \"UNIX_HOST_ENVIRONMENT\"}, \"user\": {\"type\": \"string\", \"format\": \"reference\", \"referenceType\": \"HOST_USER\", \"matches\": ¶\"evn\"}",
            "S303W"),
        inside("\"env\": {\"type\": \"string\", ¶\"referenceType\": \"HOST_USER\"}", "S304W"),
        inside("\"env\": {\"type\": \"string\", \"format\": ¶\"reference\"}", "S305W"),
        inside("\"env\": {\"format\": \"reference\", \"referenceType\": ¶\"HOST_USERS\"}", "S306W"),
        inside("\"pw\": {\"type\": \"string\", \"format\": ¶\"pasword\"}", "S307W"),
        inside("\"recordSizeInKB\": {\"type\": ¶\"number\"}", "S308E"),
        inside("\"recordSizeInKB\": ¶{\"title\": \"x\"}", "S308E"),
        inside(
            "\"a\": {\"type\": \"string\", \"dxFormProperties\": {\"rows\": ¶0, ¶\"hiden\": true}}",
            "S309W, S309W"),
        inside(
            "\"a\": {\"type\": \"string\", \"dxFormProperties\": {\"hidden\": ¶\"yes\"}}",
            "S309W"));
  }

  private static Stream<Arguments> values() {
    return Stream.of(
        inside("\"p\": {\"type\": \"string\", \"pattern\": ¶\"[a-z\"}", "S401E"),
        inside("\"p\": {\"type\": \"string\", \"pattern\": ¶\"(?i)abc\"}", "S402W"),
        inside("\"p\": {\"patternProperties\": {¶\"*a\": {}}}", "S401E"),
        inside("\"p\": {\"type\": \"string\", \"minLength\": ¶3, \"maxLength\": 2}", "S403E"),
        inside("\"p\": {\"type\": \"number\", \"minimum\": ¶3, \"maximum\": 2.5}", "S403E"),
        inside("\"p\": {\"type\": \"array\", \"minItems\": ¶3, \"maxItems\": 2}", "S403E"),
        inside("\"p\": {\"minProperties\": ¶3, \"maxProperties\": 2}", "S403E"),
        inside("\"p\": {\"exclusiveMinimum\": ¶3, \"maximum\": 3}", "S403E"),
        inside("\"p\": {\"minimum\": ¶3, \"exclusiveMaximum\": 3}", "S403E"),
        inside("\"p\": {\"type\": \"string\", \"enum\": ¶[]}", "S403E"),
        inside("\"p\": {\"type\": \"string\", \"default\": ¶5}", "S404W"),
        inside(
            "\"p\": {\"type\": \"string\", \"pattern\": \"^a$\", \"default\": ¶\"a\\n\"}", "S404W"),
        inside("\"p\": {\"type\": \"integer\", \"maximum\": 5, \"default\": ¶6}", "S404W"),
        inside("\"p\": {\"type\": \"string\", \"enum\": [\"a\"], \"default\": ¶\"b\"}", "S404W"),
        inside(
            "\"p\": {\"type\": \"object\", \"properties\": {\"q\": {\"type\": \"string\"}}, \"default\": ¶{\"q\": 1}}",
            "S404W"),
        inside("\"p\": {\"type\": \"string\", \"enum\": [\"a\", ¶5]}", "S405W"),
        inside("\"p\": {\"type\": \"string\", \"const\": ¶5}", "S405W"),
        inside("\"p\": {\"type\": \"string\", \"enum\": [\"a\", ¶\"a\"]}", "S406W"));
  }

  private static Stream<Arguments> references() {
    return Stream.of(
        inside("\"p\": {\"$ref\": ¶\"#/definitions/x\"}", "S501E"),
        inside(
            "\"p\": {\"$ref\": ¶\"#/definitions/prt\"}}, \"definitions\": {\"port\": {}", "S501E"),
        inside(
            "\"p\": {\"$ref\": ¶\"#/virtualSourceDefinition/properties/q\"}, \"q\": {}", "S501E"),
        inside(
            "\"p\": {\"$ref\": ¶\"https://delphix.com/platform/api#/definitions/credentialSupplier\"}",
            "S501E"),
        inside("\"p\": {\"$ref\": ¶\"http://json-schema.org/draft-07/schema#\"}", "S501E"),
        inside("\"p\": {\"$ref\": ¶\"file:///etc/passwd\"}", "S501E"),
        inside("\"p\": {\"$ref\": ¶\"#/properties/%zz\"}", "S501E"),
        inside("\"p\": {\"$ref\": ¶5}", "S103E"),
        inside("\"p\": {\"$ref\": ¶\"#/properties/p\"}", "S502E"),
        inside(
            "\"p\": {\"$ref\": \"#/properties/q\"}, \"q\": {\"allOf\": [{\"$ref\": ¶\"#/properties/p\"}]}",
            "S502E"),
        inside(
            "\"p\": {\"$ref\": \"#/definitions/b/allOf/0\"}}, \"definitions\": {\"b\": {\"allOf\": [{\"$ref\": ¶\"#/definitions/b\"}]}",
            "S502E"));
  }
}
