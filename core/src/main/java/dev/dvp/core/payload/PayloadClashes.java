package dev.dvp.core.payload;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reports the plugin's files that cannot lie beside one another or beside the runtime packages'.
 */
final class PayloadClashes {
  private static final String NOT_OURS =
      " The runtime packages are no part of the source: `dvp build` adds them.";

  private final PayloadRequest request;
  private final Diagnostics out;

  private PayloadClashes(PayloadRequest request, Diagnostics out) {
    this.request = request;
    this.out = out;
  }

  /**
   * Reports the clashes.
   *
   * @param names the plugin's files, those made for it included
   */
  static void report(Collection<String> names, PayloadRequest request, Diagnostics out) {
    PayloadClashes clashes = new PayloadClashes(request, out);
    NameClashes runtime = new NameClashes();
    // What is wrong between the packages is not the plugin's to mend.
    request.runtimeFiles().forEach(runtime::add);
    NameClashes own = new NameClashes();
    for (String name : new TreeSet<>(names)) {
      own.add(name).ifPresent(clashes::ofOwn);
      Optional<NameClashes.Clash> found = runtime.find(name);
      if (found.isPresent() && !clashes.isOfModules(found.get())) {
        clashes.withRuntime(found.get());
      }
    }
  }

  /** A module of a package's name is reported as such, once for all that is in it. */
  private boolean isOfModules(NameClashes.Clash clash) {
    String path = clash.second();
    int slash = path.indexOf('/');
    int dot = path.lastIndexOf('.');
    String module = slash >= 0 ? path.substring(0, slash) : path.substring(0, Math.max(dot, 0));
    return clash.kind() == NameClashes.Kind.SAME
        && path.endsWith(".py")
        && !request.generated().containsKey(path)
        && request.runtimeModules().contains(module);
  }

  private void ofOwn(NameClashes.Clash clash) {
    String names = "`" + clash.first() + "` and `" + clash.second() + "` ";
    add(
        PayloadRule.SOURCE_CASE_CLASH,
        clash,
        clash.kind() == NameClashes.Kind.SPELLING
            ? names + differ(clash)
            : "`" + clash.second() + "` is a file, and a folder for classes made from the schema.",
        "Rename one of them.");
  }

  private void withRuntime(NameClashes.Clash clash) {
    String path = "`" + clash.second() + "`";
    switch (clash.kind()) {
      case SPELLING ->
          add(
              PayloadRule.SOURCE_CASE_CLASH,
              clash,
              "`" + clash.first() + "` of the runtime packages and " + path + " " + differ(clash),
              "Rename " + path + "." + NOT_OURS);
      case FILE_AND_FOLDER ->
          add(
              PayloadRule.SHADOWS_RUNTIME,
              clash,
              path
                  + " is a "
                  + (clash.isFolder() ? "folder" : "file")
                  + " here and a "
                  + (clash.isFolder() ? "file" : "folder")
                  + " of the runtime packages, and the artifact's root can hold only one of them.",
              "Rename it." + NOT_OURS);
      case SAME ->
          add(
              PayloadRule.SHADOWS_RUNTIME,
              clash,
              path + " is also a file of the runtime packages, which would be lost.",
              "Rename it." + NOT_OURS);
    }
  }

  private static String differ(NameClashes.Clash clash) {
    return "differ in "
        + clash.difference()
        + " only, so many systems would keep just one of them.";
  }

  private void add(PayloadRule rule, NameClashes.Clash clash, String message, String help) {
    out.add(rule.at(Location.of(request.srcDir().resolve(clash.second())), message, help));
  }
}
