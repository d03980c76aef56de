package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.libraries.EnvironmentLibrary;
import dev.dvp.localengine.running.LibraryCallException;
import dev.dvp.localengine.running.LibraryCalls;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A library that is made at the first call, and says once what its sandbox does not do. */
final class LibraryWhenCalled implements LibraryCalls {
  private final Supplier<EnvironmentLibrary> making;
  private final Invocation call;
  private @Nullable EnvironmentLibrary made;
  private boolean hasWarned;

  LibraryWhenCalled(Supplier<EnvironmentLibrary> making, Invocation call) {
    this.making = making;
    this.call = call;
  }

  @Override
  public JsonNode call(String name, ObjectNode arguments)
      throws LibraryCallException, InterruptedException {
    EnvironmentLibrary library = library();
    try {
      return library.call(name, arguments);
    } finally {
      warn(library.withoutSandbox());
    }
  }

  private synchronized EnvironmentLibrary library() throws LibraryCallException {
    EnvironmentLibrary known = made;
    if (known == null) {
      try {
        known = making.get();
      } catch (DvpException e) {
        throw EnvironmentLibrary.forPlugin(e);
      }
      made = known;
    }
    return known;
  }

  private synchronized void warn(Optional<String> reason) {
    if (reason.isPresent() && !hasWarned) {
      hasWarned = true;
      call.say(
          call.errStyle().warning("warning")
              + ": commands on this machine run without a sandbox: "
              + Printable.text(reason.get()));
    }
  }
}
