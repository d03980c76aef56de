package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Checks the ids of data migrations and lists those that the artifact names. */
final class MigrationChecks {
  private static final String EXAMPLE = "Write a date and, if need be, a number: `\"2026.01.31\"`.";

  /** An id that was seen, in its canonical form. */
  private record Seen(String scope, List<BigInteger> parts, Registration registration) {}

  private final Optional<Location> luaName;
  private final Diagnostics diagnostics;
  private boolean hasLua;
  private final List<Seen> seen = new ArrayList<>();
  private final TreeSet<List<BigInteger>> platformIds = new TreeSet<>(MigrationId.NUMERICALLY);

  MigrationChecks(Optional<Location> luaName, Diagnostics diagnostics) {
    this.luaName = luaName;
    this.diagnostics = diagnostics;
  }

  /** The canonical ids of the PLATFORM migrations, sorted numerically. */
  List<String> ids() {
    return platformIds.stream().map(MigrationId::join).toList();
  }

  void check(Registration registration, MigrationId id) {
    if (id.text().isEmpty()) {
      return;
    }
    String text = id.text().get();
    if (id.isLua()) {
      checkLua(registration, text);
    } else {
      checkPlatform(registration, text);
    }
  }

  /** To be called when all migrations have been checked. */
  void checkLuaName() {
    if (luaName.isPresent() && !hasLua) {
      diagnostics.add(
          OperationRule.UNUSED_LUA_NAME.at(
              luaName.get(),
              "`luaName` says that the plugin follows a Lua toolkit, and no migration from it is"
                  + " registered, so the toolkit's objects stay as they are.",
              "Register one, `@plugin.upgrade.repository(\"1.1\", MigrationType.LUA)`, or remove"
                  + " `luaName` and `minimumLuaVersion`."));
    }
  }

  private void checkPlatform(Registration registration, String text) {
    Optional<List<BigInteger>> parts = MigrationId.parts(text);
    if (parts.isEmpty()) {
      diagnostics.add(
          OperationRule.MIGRATION_ID_FORMAT.at(
              registration.where(),
              "The migration id "
                  + shown(text)
                  + " is not a row of numbers with dots between"
                  + " them, so the platform refuses it.",
              EXAMPLE));
    } else if (parts.get().isEmpty()) {
      diagnostics.add(
          OperationRule.MIGRATION_ID_ZERO.at(
              registration.where(),
              "All numbers of the migration id "
                  + shown(text)
                  + " are zero, so the platform"
                  + " refuses it.",
              EXAMPLE));
    } else {
      platformIds.add(parts.get());
      checkUnique(new Seen("", parts.get(), registration), text);
    }
  }

  private void checkLua(Registration registration, String text) {
    hasLua = true;
    if (luaName.isEmpty()) {
      diagnostics.add(
          OperationRule.LUA_MIGRATION_WITHOUT_NAME.at(
              registration.where(),
              "This migrates from a Lua toolkit, and the manifest does not say from which, so it"
                  + " would never run.",
              "Add `luaName` and `minimumLuaVersion` to `plugin_config.yml`."));
    }
    Optional<List<BigInteger>> parts = MigrationId.parts(text);
    boolean hasTwo = text.indexOf('.') >= 0 && text.indexOf('.') == text.lastIndexOf('.');
    if (parts.isEmpty() || !hasTwo) {
      diagnostics.add(
          OperationRule.MIGRATION_ID_FORMAT.at(
              registration.where(),
              "The id "
                  + shown(text)
                  + " of a Lua migration is not of the form `major.minor`, so"
                  + " the platform refuses it.",
              "Write the toolkit's version: `\"1.2\"`."));
    } else {
      checkUnique(new Seen(registration.path(), parts.get(), registration), text);
    }
  }

  private void checkUnique(Seen mine, String text) {
    for (Seen other : seen) {
      boolean isSame = other.scope().equals(mine.scope()) && other.parts().equals(mine.parts());
      if (isSame && !other.registration().excludes(mine.registration())) {
        diagnostics.add(
            OperationRule.DUPLICATE_MIGRATION.at(
                mine.registration().where(),
                "The migration id "
                    + shown(text)
                    + " is the same as that of "
                    + OperationChecks.place(other.registration())
                    + "; leading zeros and trailing zero parts do not count, so the platform"
                    + " refuses it.",
                "Give each migration an id of its own, over all five decorators."));
        return;
      }
    }
    seen.add(mine);
  }

  private static String shown(String text) {
    String line = text.replace("\n", "\\n").replace("\r", "\\r").replace("`", "'");
    return "`\"" + (line.length() <= 60 ? line : line.substring(0, 60) + "…") + "\"`";
  }
}
