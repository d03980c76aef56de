package dev.dvp.core.scaffold;

import java.nio.file.Path;

/** What the files of a template hold. */
public interface TemplateFiles {
  /**
   * What a file holds.
   *
   * @param name one of the template's files, with {@code /}
   * @return its bytes, which are not to be changed
   */
  byte[] bytes(String name);

  /**
   * Whether a file is a program.
   *
   * @param name one of the template's files
   * @return whether its owner may run it
   */
  boolean isExecutable(String name);

  /**
   * Where a file is, for messages.
   *
   * @param name one of the template's files
   * @return its path
   */
  Path place(String name);
}
