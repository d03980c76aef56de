package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.Printable;
import dev.dvp.localengine.running.Failure;
import dev.dvp.localengine.running.PluginPlace;
import java.nio.file.Path;
import java.util.List;

/** A plugin's own word for its user, on standard error: message, action and output. */
final class UserErrorText {
  private final Invocation call;
  private final Path srcDir;
  private final ScreenText screen;

  UserErrorText(Invocation call, Path srcDir) {
    this.call = call;
    this.srcDir = srcDir;
    this.screen = new ScreenText(call);
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
        .println(isOne ? String.format("%-10s %s", label, screen.line(lines.get(0))) : label);
    if (!isOne) {
      screen.lines(text, "    ").forEach(call.host().err()::println);
    }
  }

  private String place(PluginPlace place) {
    return Printable.text(call.host().show(srcDir.resolve(place.file())) + ":" + place.line());
  }
}
