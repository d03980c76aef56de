package dev.dvp.cli.man;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands below the options of a command's help, taken apart.
 *
 * @param notes paragraphs
 * @param examples command lines
 */
record Footer(List<String> notes, List<String> examples) {
  Footer {
    notes = List.copyOf(notes);
    examples = List.copyOf(examples);
  }

  static Footer of(List<String> lines) {
    List<String> notes = new ArrayList<>();
    List<String> examples = new ArrayList<>();
    for (String written : lines) {
      String line = written.replace("%%", "%");
      if (line.startsWith("  ")) {
        examples.add(line.strip());
      } else if (!line.isBlank() && !line.matches("Examples?:")) {
        notes.add(line);
      }
    }
    return new Footer(notes, examples);
  }
}
