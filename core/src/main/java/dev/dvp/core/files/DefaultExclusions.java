package dev.dvp.core.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What below a source folder is not part of a plugin unless its author says so: and why. */
public final class DefaultExclusions {
  /**
   * Why something stays out.
   *
   * @param reason in words that follow a name and a comma
   * @param isFinal whether the author cannot take it in either, since it would do harm
   */
  public record Exclusion(String reason, boolean isFinal) {}

  private static final Exclusion REPOSITORY = new Exclusion("kept by version control", true);
  private static final Exclusion VERSION_CONTROL = new Exclusion("kept by version control", false);
  private static final Exclusion TOOL =
      new Exclusion("kept by a tool that works on the source", false);
  private static final Exclusion OURS = new Exclusion("kept by dvp", true);
  private static final Exclusion FOR_DVP = new Exclusion("read by dvp alone", false);
  private static final Exclusion CACHE =
      new Exclusion("bytecode that Python made on this machine", false);
  private static final Exclusion STALE =
      new Exclusion("bytecode, and its source lies beside it", false);
  private static final Exclusion OTHER_PYTHON =
      new Exclusion("bytecode of another Python than 3.11, which cannot load it", false);
  private static final Exclusion DESKTOP = new Exclusion("kept by the desktop", false);
  private static final Exclusion EDITOR = new Exclusion("kept by an editor", false);
  private static final Exclusion VENV = new Exclusion("a virtual environment", false);
  private static final Exclusion LEFT_BEHIND =
      new Exclusion("left by a build that was killed", true);

  /** How a file of bytecode of CPython 3.11 starts: 3495 and a line end (importlib's table). */
  private static final byte[] MAGIC_OF_3_11 = {(byte) 0xA7, 0x0D, 0x0D, 0x0A};

  private static final Map<String, Exclusion> FOLDERS =
      Map.ofEntries(
          Map.entry("__pycache__", CACHE),
          Map.entry(".git", REPOSITORY),
          Map.entry(".hg", REPOSITORY),
          Map.entry(".svn", REPOSITORY),
          Map.entry(".jj", REPOSITORY),
          Map.entry(".venv", VENV),
          Map.entry(".direnv", TOOL),
          Map.entry(".tox", TOOL),
          Map.entry(".nox", TOOL),
          Map.entry(".eggs", TOOL),
          Map.entry(".mypy_cache", TOOL),
          Map.entry(".pytest_cache", TOOL),
          Map.entry(".ruff_cache", TOOL),
          Map.entry(".hypothesis", TOOL),
          Map.entry(".ipynb_checkpoints", TOOL),
          Map.entry("htmlcov", TOOL),
          Map.entry("__MACOSX", DESKTOP),
          Map.entry(".dvp", OURS),
          Map.entry(".dvp-gen-output", TOOL),
          Map.entry(".idea", EDITOR),
          Map.entry(".vscode", EDITOR),
          Map.entry(".vs", EDITOR));

  private static final Map<String, Exclusion> FILES =
      Map.ofEntries(
          // A worktree or submodule has a file of this name instead of a folder.
          Map.entry(".git", REPOSITORY),
          Map.entry(".gitignore", VERSION_CONTROL),
          Map.entry(".gitattributes", VERSION_CONTROL),
          Map.entry(".gitmodules", VERSION_CONTROL),
          Map.entry(".hgignore", VERSION_CONTROL),
          Map.entry(".coverage", TOOL),
          Map.entry(".python-version", TOOL),
          Map.entry(".editorconfig", EDITOR),
          Map.entry(".dvpignore", FOR_DVP),
          Map.entry("dvp.yml", FOR_DVP),
          Map.entry("dvp.lock", FOR_DVP),
          Map.entry(".DS_Store", DESKTOP),
          Map.entry(".directory", DESKTOP),
          Map.entry("Thumbs.db", DESKTOP),
          Map.entry("desktop.ini", DESKTOP));

  private DefaultExclusions() {}

  /**
   * Why a folder stays out, if it does.
   *
   * @param folder the folder
   * @param name its name
   * @return the reason
   */
  public static Optional<Exclusion> folder(Path folder, String name) {
    Exclusion reason = FOLDERS.get(name);
    if (reason == null && Files.exists(folder.resolve("pyvenv.cfg"))) {
      return Optional.of(VENV);
    }
    return Optional.ofNullable(reason);
  }

  /**
   * Why a file stays out, if it does. Only for bytecode is the disk asked: a module without source
   * that Python 3.11 can load may be what the author ships, and goes in.
   *
   * @param file the file
   * @param name its name
   * @return the reason
   */
  public static Optional<Exclusion> file(Path file, String name) {
    if (name.endsWith(".pyc")) {
      return bytecode(file, name);
    }
    if (name.endsWith(".pyo")) {
      return Optional.of(OTHER_PYTHON);
    }
    if (isEditorBackup(name)) {
      return Optional.of(EDITOR);
    }
    if (TemporaryNames.isTemporary(name)) {
      return Optional.of(LEFT_BEHIND);
    }
    return Optional.ofNullable(FILES.get(name));
  }

  private static Optional<Exclusion> bytecode(Path file, String name) {
    String source = name.substring(0, name.length() - 1);
    if (Files.exists(file.resolveSibling(source), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(STALE);
    }
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC_OF_3_11.length), MAGIC_OF_3_11)
          ? Optional.empty()
          : Optional.of(OTHER_PYTHON);
    } catch (IOException e) {
      // Whoever takes it says that it cannot be read.
      return Optional.empty();
    }
  }

  private static boolean isEditorBackup(String name) {
    boolean vim = name.startsWith(".") && (name.endsWith(".swp") || name.endsWith(".swo"));
    boolean emacs =
        name.startsWith(".#") || (name.length() > 1 && name.startsWith("#") && name.endsWith("#"));
    return vim || emacs || name.endsWith("~") || name.endsWith(".sublime-workspace");
  }
}
