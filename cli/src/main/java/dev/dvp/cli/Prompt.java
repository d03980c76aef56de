package dev.dvp.cli;

import java.util.Optional;

/** Asks the user at the terminal. */
public interface Prompt {
  /** The terminal that the process was started from. */
  Prompt CONSOLE = new ConsolePrompt();

  /** Nobody is there to be asked. */
  Prompt NOBODY =
      new Prompt() {
        @Override
        public Optional<char[]> password(String question) {
          return Optional.empty();
        }

        @Override
        public boolean confirm(String question, boolean isYesByDefault) {
          return false;
        }
      };

  /**
   * Asks for a password, without showing what is typed.
   *
   * @param question what to ask
   * @return what was typed, or nothing when there is no terminal or the input ended
   */
  Optional<char[]> password(String question);

  /**
   * Asks a question that is answered with yes or no.
   *
   * @param question what to ask
   * @param isYesByDefault whether Enter alone agrees: never for what cannot be undone
   * @return whether the user agreed; false when nobody is there
   */
  boolean confirm(String question, boolean isYesByDefault);
}
