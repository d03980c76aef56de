package dev.dvp.core.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A class to be generated.
 *
 * @param name its name, for example {@code RepositoryDefinition}
 * @param source where its schema stands, as a JSON pointer from the root of {@code schema.json}
 * @param nested whether it stands for an object within a definition, and so is a dict as well
 * @param othersName the attribute with the values that are no properties, if it keeps them apart
 * @param documentation what it stands for, as text
 * @param properties its properties, in the order of the schema
 * @param others how keys that are no properties are checked, in the keywords of {@code checks_.py}
 * @param whole what the object as a whole is checked for, in the same keywords
 * @param notes what is not checked, as text
 */
record PythonClass(
    String name,
    String source,
    boolean nested,
    Optional<String> othersName,
    String documentation,
    List<Property> properties,
    ObjectNode others,
    ObjectNode whole,
    List<String> notes) {

  /**
   * A property of a class.
   *
   * @param schemaName its name in the schema
   * @param name its attribute, keyword argument and key of {@code attribute_map}
   * @param accessor the Python property that reads and sets it: the name, unless a method of the
   *     class is called that
   * @param check what its value is checked for, in the keywords of {@code checks_.py}
   * @param required whether it must have a value
   * @param documentation what it is, as text
   * @param notes what is not checked, as text
   */
  record Property(
      String schemaName,
      String name,
      String accessor,
      JsonNode check,
      boolean required,
      String documentation,
      List<String> notes) {}

  /** The name of its module, without {@code .py}. */
  String module() {
    return AttributeNames.module(name);
  }
}
