package dev.dvp.core.inspection;

/** Whose a file in a payload is. */
public enum FileGroup {
  /** The plugin's own source and data, what it vendors included. */
  PLUGIN("plugin"),
  /** The classes made from the schema. */
  GENERATED("generated"),
  /** The runtime packages. */
  RUNTIME("runtime");

  private final String word;

  FileGroup(String word) {
    this.word = word;
  }

  /**
   * The group as it is shown.
   *
   * @return one word
   */
  public String word() {
    return word;
  }

  /**
   * The group of a file, told from its name.
   *
   * @param name its name in the payload
   * @return the group
   */
  public static FileGroup of(String name) {
    int slash = name.indexOf('/');
    String top = slash < 0 ? name : name.substring(0, slash);
    if (top.equals("generated")) {
      return GENERATED;
    }
    boolean runtime =
        switch (top) {
          case "dlpx", "six.py", "six.pyc" -> true;
          // The folder is shared with other packages of its owner.
          case "google" ->
              name.startsWith("google/protobuf/")
                  || name.startsWith("google/_upb/")
                  || name.startsWith("google/__init__.py");
          default -> isRuntimeInfo(top);
        };
    return runtime ? RUNTIME : PLUGIN;
  }

  private static boolean isRuntimeInfo(String top) {
    return top.endsWith(".dist-info")
        && (top.startsWith("dvp_") || top.startsWith("protobuf-") || top.startsWith("six-"));
  }
}
