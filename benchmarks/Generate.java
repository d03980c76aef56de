import dev.dvp.core.codegen.GeneratedClasses;
import dev.dvp.core.codegen.GeneratedClassesWriter;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.core.schema.SchemaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Measures the making and writing of classes; see README.md. */
final class Generate {
  private static final int RUNS = 30;

  public static void main(String[] args) throws IOException {
    System.out.println("| properties | first | median | written again |");
    System.out.println("|---|---|---|---|");
    for (int properties : new int[] {10, 100, 500, 5000}) {
      measure(properties);
    }
  }

  private static void measure(int properties) throws IOException {
    Path folder = Files.createTempDirectory("dvp-generate");
    Path schema = Files.writeString(folder.resolve("schema.json"), schema(properties));
    PluginSchemas schemas = SchemaReader.read(schema, new Diagnostics()).orElseThrow();
    double[] made = new double[RUNS];
    double[] again = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      Path src = Files.createDirectory(folder.resolve(Integer.toString(run)));
      made[run] = milliseconds(schemas, src);
      again[run] = milliseconds(schemas, src);
    }
    double first = made[0];
    Arrays.sort(made);
    Arrays.sort(again);
    System.out.printf(
        "| %,d | %.1f | %.1f | %.1f |%n", properties, first, made[RUNS / 2], again[RUNS / 2]);
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static double milliseconds(PluginSchemas schemas, Path src) {
    long start = System.nanoTime();
    GeneratedClassesWriter.write(GeneratedClasses.of(schemas), src);
    return (System.nanoTime() - start) / 1e6;
  }

  /** A fifth of them within an object of their own each fifth. */
  private static String schema(int properties) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < properties; i++) {
      String type =
          switch (i % 5) {
            case 0 -> "{'type': 'string', 'minLength': 1, 'description': 'What it is.'}";
            case 1 -> "{'type': 'integer', 'minimum': 0}";
            case 2 -> "{'enum': ['a', 'b', 3]}";
            case 3 -> "{'type': 'array', 'items': {'type': 'string'}}";
            default -> "{'type': 'object', 'properties': {'n': {'type': 'number'}}}";
          };
      text.append(i == 0 ? "" : ", ").append("'property").append(i).append("': ").append(type);
    }
    String identity = ", 'nameField': 'property0', 'identityFields': ['property0']";
    String object = "{'type': 'object', 'properties': {";
    return ("{'repositoryDefinition': " + object + text + "}" + identity + "},"
            + "'sourceConfigDefinition': " + object + "'property0': {'type': 'string'}}"
            + identity + ", 'required': ['property0']},"
            + "'linkedSourceDefinition': " + object + "}},"
            + "'virtualSourceDefinition': " + object + "}},"
            + "'snapshotDefinition': " + object + "}},"
            + "'snapshotParametersDefinition': " + object + "}}}")
        .replace('\'', '"');
  }
}
