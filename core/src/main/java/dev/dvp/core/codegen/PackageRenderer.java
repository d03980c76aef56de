package dev.dvp.core.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.dvp.core.documents.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Fills the templates: the fixed files, and one module for each class. */
final class PackageRenderer {
  private static final String DEFINITIONS = GeneratedClasses.FOLDER + "/definitions/";
  private static final int MEMBER = 4;
  private static final int BODY = 8;

  private final Mustache.Compiler compiler = Mustache.compiler().escapeHTML(false);

  /**
   * Renders the package.
   *
   * @param classes the classes, in the order in which the package lists them
   * @param shared the checks that are parts of themselves, by name
   * @return the text of each file by name
   */
  Map<String, String> render(List<PythonClass> classes, ObjectNode shared) {
    Map<String, String> files = new TreeMap<>();
    files.put(GeneratedClasses.FOLDER + "/__init__.py", fixed("generated_init"));
    files.put(DEFINITIONS + "base_model_.py", fixed("base_model"));
    files.put(DEFINITIONS + "checks_.py", fixed("checks"));
    files.put(DEFINITIONS + "errors_.py", fixed("errors"));
    files.put(DEFINITIONS + "formats_.py", fixed("formats"));
    if (!shared.isEmpty()) {
      String text = PythonText.literal(shared, 0, PythonText.WIDTH);
      files.put(
          DEFINITIONS + "shared_.py", template("shared").execute(context(Map.of("checks", text))));
    }
    List<String> names = classes.stream().map(PythonClass::name).collect(Collectors.toList());
    files.put(
        DEFINITIONS + "__init__.py",
        template("definitions_init").execute(context(Map.of("classes", imports(names, 0)))));
    Template template = template("class");
    for (PythonClass made : classes) {
      files.put(DEFINITIONS + made.module() + ".py", template.execute(context(members(made))));
    }
    return files;
  }

  /**
   * One that is the same for every plugin: taking it apart would be a tenth of the time of `dvp
   * init`.
   */
  private static String fixed(String name) {
    return text(name).replace("{{header}}", GeneratedClasses.HEADER);
  }

  private static Map<String, Object> context(Map<String, Object> values) {
    Map<String, Object> context = new HashMap<>(values);
    context.put("header", GeneratedClasses.HEADER);
    return context;
  }

  private Template template(String name) {
    return compiler.compile(text(name));
  }

  private static String text(String name) {
    String resource = name + ".mustache";
    try (InputStream bytes = PackageRenderer.class.getResourceAsStream(resource)) {
      if (bytes == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable resource " + resource, e);
    }
  }

  private static List<Map<String, Object>> imports(Collection<String> classes, int indent) {
    return classes.stream()
        .map(
            name -> {
              String module =
                  "generated.definitions."
                      + (name.equals(PythonTypes.CREDENTIALS)
                          ? "base_model_"
                          : AttributeNames.module(name));
              String line = PythonSignature.imported(module, name, indent);
              return Map.<String, Object>of("name", name, "import", line);
            })
        .collect(Collectors.toList());
  }

  private static Map<String, Object> members(PythonClass made) {
    PythonTypes types =
        new PythonTypes(
            made.properties().stream()
                .map(PythonClass.Property::accessor)
                .collect(Collectors.toSet()));
    Map<String, Object> members = new HashMap<>();
    members.put("name", made.name());
    members.put("base", made.nested() ? "NestedModel" : "Model");
    members.put("docstring", PythonText.docstring(made.documentation(), MEMBER));
    members.put("source", PythonText.comment(source(made), 0));
    members.put("notes", notes(made.notes(), MEMBER));
    members.put("anyProperty", !made.properties().isEmpty());
    members.put("anyRequired", made.properties().stream().anyMatch(PythonClass.Property::required));
    members.put(
        "properties",
        made.properties().stream()
            .map(property -> property(property, types))
            .collect(Collectors.toList()));
    members.put("swaggerTypes", swaggerTypes(made));
    ObjectNode attributes = CheckReader.object();
    ObjectNode checks = CheckReader.object();
    for (PythonClass.Property property : made.properties()) {
      attributes.put(property.name(), property.schemaName());
      checks.set(property.name(), property.check());
    }
    members.put("attributeMap", constant("attribute_map", attributes));
    members.put("checks", constant("_checks", checks));
    members.put("required", constant("_required", ClassReader.required(made)));
    members.put("others", unlessEmpty("_others", made.others()));
    members.put(
        "additional",
        made.othersName().map(name -> List.of(additional(name, made, types))).orElse(List.of()));
    members.put("whole", unlessEmpty("_whole", made.whole()));
    members.put("bool", types.builtin("bool"));
    types.classes().remove(made.name());
    members.put("usesBuiltins", types.usesBuiltins());
    members.put("hasTypeImports", !types.typing().isEmpty() || !types.classes().isEmpty());
    members.put("typing", String.join(", ", types.typing()));
    members.put("imports", imports(types.classes(), MEMBER));
    return members;
  }

  /** What the schema allows besides its properties. */
  private static String source(PythonClass made) {
    return "From "
        + Shown.plain(made.source())
        + " in the schema, by the rules of dvp's docs/generated-classes.md.";
  }

  private static Map<String, Object> additional(String name, PythonClass made, PythonTypes types) {
    String read = types.dictOf(types.others(made.others(), false));
    String given = types.optional(types.dictOf(types.others(made.others(), true)));
    Map<String, Object> members = new HashMap<>();
    members.put("name", name);
    members.put("argument", PythonSignature.argument(name, given, "None"));
    members.put("getter", PythonSignature.getter(name, read));
    members.put("setter", PythonSignature.setter(name, name, given));
    return members;
  }

  private static String constant(String name, JsonNode value) {
    return PythonText.literal(value, MEMBER, MEMBER + name.length() + " = ".length());
  }

  private static List<Map<String, Object>> unlessEmpty(String name, ObjectNode value) {
    return value.isEmpty() ? List.of() : List.of(Map.of("text", constant(name, value)));
  }

  private static List<Map<String, Object>> notes(List<String> notes, int indent) {
    return notes.stream()
        .map(note -> Map.<String, Object>of("text", PythonText.comment(note, indent)))
        .collect(Collectors.toList());
  }

  private static String swaggerTypes(PythonClass made) {
    if (made.properties().isEmpty()) {
      return "{}";
    }
    StringBuilder types = new StringBuilder("{\n");
    for (PythonClass.Property property : made.properties()) {
      types
          .append(" ".repeat(BODY))
          .append(PythonText.quoted(property.name()))
          .append(": ")
          .append(PythonTypes.swaggerType(property.check()))
          .append(",\n");
    }
    return types.append(" ".repeat(MEMBER)).append('}').toString();
  }

  private static Map<String, Object> property(PythonClass.Property property, PythonTypes types) {
    String given = types.argument(property.check());
    String read = types.value(property.check());
    if (!property.required()) {
      given = types.optional(given);
      read = types.optional(read);
    }
    Map<String, Object> members = new HashMap<>();
    members.put("name", property.name());
    members.put("accessor", property.accessor());
    members.put(
        "argument",
        PythonSignature.argument(
            property.name(), given, property.required() ? "REQUIRED" : "None"));
    members.put("getter", PythonSignature.getter(property.accessor(), read));
    members.put("setter", PythonSignature.setter(property.accessor(), property.name(), given));
    members.put("docstring", PythonText.docstring(property.documentation(), BODY));
    members.put("notes", notes(property.notes(), BODY));
    return members;
  }
}
