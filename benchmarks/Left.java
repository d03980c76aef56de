import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Sorts the samples of recordings by what was being done: see left.sh. */
final class Left {
  /** The first that fits any frame has the sample. */
  private static final Map<String, Pattern> PARTS = new LinkedHashMap<>();

  static {
    part("linking of the JDK's own lambdas", "java\\.lang\\.invoke\\..*");
    part("loading of classes from the archive", "java\\.lang\\.ClassLoader\\.loadClass|java\\.lang\\.Class\\.forName.*");
    part("opening of the jar", "java\\.util\\.zip\\.ZipFile\\$Source.*|.*\\.getResourceAsStream");
    part("picocli and the commands' options", "picocli\\..*|dev\\.dvp\\.cli\\.CommandModel.*");
    part("our own schemas", "dev\\.dvp\\.core\\.documents\\.OwnSchema\\.<init>");
    part("the catalogue of operations", "dev\\.dvp\\.core\\.operations\\.OperationCatalogue.*");
    part("the manifest", "dev\\.dvp\\.core\\.manifest\\..*");
    part("schema.json and its classes", "dev\\.dvp\\.core\\.(schema|codegen)\\..*");
    part("reading Python", "dev\\.dvp\\.core\\.python\\.PythonParser.*");
    part("what operations there are", "dev\\.dvp\\.core\\.operations\\..*");
    part("names", "dev\\.dvp\\.core\\.python\\.names\\..*");
    part("how the platform is used", "dev\\.dvp\\.core\\.usage\\..*");
    part("the rest", ".*");
  }

  private static void part(String name, String methods) {
    PARTS.put(name, Pattern.compile(methods));
  }

  public static void main(String[] recordings) throws IOException {
    Map<String, Integer> samples = new LinkedHashMap<>();
    PARTS.keySet().forEach(name -> samples.put(name, 0));
    int all = 0;
    for (String recording : recordings) {
      for (RecordedEvent event : RecordingFile.readAllEvents(Path.of(recording))) {
        if (event.getStackTrace() == null) {
          continue;
        }
        List<String> methods = event.getStackTrace().getFrames().stream().map(Left::name).toList();
        if (methods.stream().noneMatch(method -> method.startsWith("jdk.jfr"))) {
          all++;
          samples.merge(part(methods), 1, Integer::sum);
        }
      }
    }
    System.out.println("| what `dvp validate` does in Java | of " + all + " samples |");
    System.out.println("|---|---|");
    for (Map.Entry<String, Integer> part : samples.entrySet()) {
      System.out.printf("| %s | %.0f %% |%n", part.getKey(), 100.0 * part.getValue() / all);
    }
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  private static String part(List<String> methods) {
    for (Map.Entry<String, Pattern> part : PARTS.entrySet()) {
      if (methods.stream().anyMatch(method -> part.getValue().matcher(method).matches())) {
        return part.getKey();
      }
    }
    throw new IllegalStateException("the last fits all");
  }
}
