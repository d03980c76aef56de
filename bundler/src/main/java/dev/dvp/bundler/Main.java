package dev.dvp.bundler;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the build starts the bundler. */
public final class Main {
  private Main() {}

  /**
   * Writes a runnable jar.
   *
   * @param args the jar to write, its main class, its version, and the class path that goes into it
   * @throws IOException if something cannot be read or written
   * @throws IllegalArgumentException if that is not what {@code args} hold
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 4) {
      throw new IllegalArgumentException("wanted: OUT.jar MAIN-CLASS VERSION CLASSPATH");
    }
    List<ClassPathElement> elements = new ArrayList<>();
    for (String element : args[3].split(File.pathSeparator, -1)) {
      // Maven names the classes folder of a module that has none, too.
      if (Files.exists(Path.of(element))) {
        elements.add(ClassPathElement.read(Path.of(element)));
      }
    }
    RunnableJar.merge(elements, args[1], args[2]).writeTo(Path.of(args[0]));
  }
}
