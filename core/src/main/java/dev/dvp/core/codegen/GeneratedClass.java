package dev.dvp.core.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.schema.PluginSchemas;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a plugin's source sees of a class of the package {@code generated.definitions}.
 *
 * @param name its name, for example {@code RepositoryDefinition}
 * @param module the name of its module, for example {@code repository_definition}
 * @param isNested whether it stands for an object within a definition, and so is a dict as well
 * @param keepsOthers whether it keeps, apart, what the schema allows besides its properties
 * @param properties the arguments of its constructor, in their order; {@code validate} follows them
 */
public record GeneratedClass(
    String name, String module, boolean isNested, boolean keepsOthers, List<Property> properties) {
  /** What {@code generated.definitions} holds besides the classes and their modules. */
  private static final List<String> OTHER_NAMES =
      List.of(
          "CredentialsSupplier",
          "GeneratedClassesError",
          "GeneratedClassesTypeError",
          "base_model_",
          "checks_",
          "errors_",
          "formats_",
          "shared_");

  /** Copies the properties. */
  public GeneratedClass {
    properties = List.copyOf(properties);
  }

  /**
   * A property of a class.
   *
   * @param schemaName its name in the schema
   * @param argument the constructor's argument
   * @param attribute where it is read and set
   * @param isRequired whether it must have a value
   * @param isSecret whether the schema says that it is a password or credentials
   * @param type the schema's one type; empty where it has none or several
   * @param valueClass the class of its value, when it surely is an object of a class
   * @param itemClass the class of its value's items, when it surely is a list of such objects
   */
  public record Property(
      String schemaName,
      String argument,
      String attribute,
      boolean isRequired,
      boolean isSecret,
      String type,
      Optional<String> valueClass,
      Optional<String> itemClass) {}

  /**
   * The classes for a plugin's schemas.
   *
   * @param schemas the six schemas
   * @return each definition's class, and those of the objects in it
   */
  public static List<GeneratedClass> of(PluginSchemas schemas) {
    return new ClassReader(new CodegenFindings(schemas))
        .read(schemas).stream().map(GeneratedClass::of).toList();
  }

  /**
   * What {@code generated.definitions} binds besides the classes and their modules.
   *
   * @return the names
   */
  public static List<String> otherNames() {
    return OTHER_NAMES;
  }

  /**
   * All attributes that an instance has, those with leading underscores aside.
   *
   * @return the properties' first, in their order
   */
  public Set<String> attributes() {
    Set<String> attributes = new LinkedHashSet<>();
    properties.forEach(property -> attributes.add(property.attribute()));
    attributes.addAll(ClassReader.MEMBERS);
    if (isNested) {
      attributes.addAll(ClassReader.DICT_MEMBERS);
    }
    return attributes;
  }

  /**
   * The property that an attribute reads.
   *
   * @param attribute the attribute
   * @return the property, if it is one's
   */
  public Optional<Property> property(String attribute) {
    return properties.stream()
        .filter(property -> property.attribute().equals(attribute))
        .findFirst();
  }

  private static GeneratedClass of(PythonClass made) {
    List<Property> properties = new ArrayList<>();
    made.properties().forEach(property -> properties.add(property(property)));
    made.othersName().ifPresent(name -> properties.add(others(name)));
    return new GeneratedClass(
        made.name(), made.module(), made.nested(), made.othersName().isPresent(), properties);
  }

  /** What the schema allows besides its properties. */
  private static Property others(String name) {
    return new Property(
        name, name, name, false, false, "object", Optional.empty(), Optional.empty());
  }

  private static Property property(PythonClass.Property property) {
    JsonNode check = property.check();
    String type = check.path("type").asText("");
    Optional<String> items =
        type.equals("array") ? classOf(check.path("items")) : Optional.<String>empty();
    return new Property(
        property.schemaName(),
        property.name(),
        property.accessor(),
        property.required(),
        check.path("secret").asBoolean(false),
        type,
        classOf(check),
        items);
  }

  /** Only a schema of the one type `object` surely has a value of that class. */
  private static Optional<String> classOf(JsonNode check) {
    return check.path("type").asText("").equals("object")
        ? Optional.ofNullable(check.path("class").textValue())
        : Optional.empty();
  }
}
