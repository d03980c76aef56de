package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.Printable;
import dev.dvp.localengine.running.Failure;
import dev.dvp.localengine.running.PluginPlace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A plugin's own word for its user, on standard error: message, action and output. */
final class UserErrorText {
  private static final int MOST_LINES = 20;

  private final Invocation call;
  private final Path srcDir;

  UserErrorText(Invocation call, Path srcDir) {
    this.call = call;
    this.srcDir = srcDir;
  }

  void print(String operation, Failure failure) {
    String where =
        failure.places().isEmpty()
            ? ""
            : " (" + place(failure.places().get(failure.places().size() - 1)) + ")";
    call.host()
        .err()
        .println(
            call.errStyle().error("error")
                + ": `"
                + Printable.text(operation)
                + "` raises a UserError"
                + where);
    part("message", failure.message());
    part("action", failure.action());
    part("output", failure.output());
  }

  private void part(String name, String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty()) {
      return;
    }
    boolean isOne = lines.size() == 1;
    String label = "  " + name + ":";
    call.host()
        .err()
        .println(isOne ? String.format("%-10s %s", label, Printable.text(lines.get(0))) : label);
    if (!isOne) {
      shown(lines).forEach(call.host().err()::println);
    }
  }

  private List<String> shown(List<String> text) {
    List<String> lines = text.stream().map(line -> "    " + Printable.text(line)).toList();
    if (call.verbosity() > 0 || lines.size() <= MOST_LINES) {
      return lines;
    }
    List<String> some = new ArrayList<>(lines.subList(0, MOST_LINES));
    some.add("    … " + (lines.size() - MOST_LINES) + " more lines; `-v` shows them.");
    return some;
  }

  private String place(PluginPlace place) {
    return Printable.text(call.host().show(srcDir.resolve(place.file())) + ":" + place.line());
  }
}
