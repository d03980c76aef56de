package dev.dvp.core.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What below a source folder is never part of a plugin: by name, and why. */
public final class DefaultExclusions {
  private static final String VERSION_CONTROL = "kept by version control";
  private static final String TOOL = "kept by a tool that works on the source";
  private static final String BYTECODE = "bytecode that Python made on this machine";
  private static final String DESKTOP = "kept by the desktop";
  private static final String EDITOR = "kept by an editor";

  private static final Map<String, String> FOLDERS =
      Map.ofEntries(
          Map.entry("__pycache__", BYTECODE),
          Map.entry(".git", VERSION_CONTROL),
          Map.entry(".hg", VERSION_CONTROL),
          Map.entry(".svn", VERSION_CONTROL),
          Map.entry(".venv", "a virtual environment"),
          Map.entry(".tox", TOOL),
          Map.entry(".nox", TOOL),
          Map.entry(".mypy_cache", TOOL),
          Map.entry(".pytest_cache", TOOL),
          Map.entry(".ruff_cache", TOOL),
          Map.entry(".dvp", TOOL),
          Map.entry(".dvp-gen-output", TOOL),
          Map.entry(".idea", EDITOR),
          Map.entry(".vscode", EDITOR));

  private static final Map<String, String> FILES =
      Map.of(
          // A worktree or submodule has a file of this name instead of a folder.
          ".git", VERSION_CONTROL,
          ".DS_Store", DESKTOP,
          "Thumbs.db", DESKTOP,
          "desktop.ini", DESKTOP);

  private DefaultExclusions() {}

  /**
   * Why a folder stays out, if it does.
   *
   * @param folder the folder
   * @param name its name
   * @return the reason, in words that follow a name and a comma
   */
  public static Optional<String> folder(Path folder, String name) {
    String reason = FOLDERS.get(name);
    if (reason == null && Files.exists(folder.resolve("pyvenv.cfg"))) {
      return Optional.of("a virtual environment");
    }
    return Optional.ofNullable(reason);
  }

  /**
   * Why a file stays out, if it does.
   *
   * @param name its name
   * @return the reason, in words that follow a name and a comma
   */
  public static Optional<String> file(String name) {
    if (name.endsWith(".pyc") || name.endsWith(".pyo")) {
      return Optional.of(BYTECODE);
    }
    if (isEditorBackup(name)) {
      return Optional.of(EDITOR);
    }
    if (TemporaryNames.isTemporary(name)) {
      return Optional.of("left by a build that was killed");
    }
    return Optional.ofNullable(FILES.get(name));
  }

  private static boolean isEditorBackup(String name) {
    boolean vim = name.startsWith(".") && (name.endsWith(".swp") || name.endsWith(".swo"));
    boolean emacs =
        name.startsWith(".#") || (name.length() > 1 && name.startsWith("#") && name.endsWith("#"));
    return vim || emacs || name.endsWith("~");
  }
}
