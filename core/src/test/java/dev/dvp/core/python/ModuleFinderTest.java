package dev.dvp.core.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleFinderTest {
  @TempDir Path dir;

  /** A thread that reads ahead may end its search after the source has changed the search path. */
  @Test
  void searchOnAnOlderPathDoesNotHideWhatIsOnTheNewerOne() throws IOException {
    Path helper = file("lib/helper.py");
    Path inner = file("lib/pack/inner.py");
    ModuleFinder finder = new ModuleFinder(dir);
    ModuleFinder.View old = finder.view();

    finder.addRoot(0, "lib");

    assertThat(finder.find(old, "helper")).isEmpty();
    assertThat(finder.find(old, "pack.inner")).isEmpty();
    assertThat(finder.find("helper").flatMap(ModuleFile::file)).isEqualTo(Optional.of(helper));
    assertThat(finder.find("pack.inner").flatMap(ModuleFile::file)).isEqualTo(Optional.of(inner));
    assertThat(old.roots()).containsExactly(dir);
    assertThat(finder.view().roots()).isEqualTo(List.of(dir.resolve("lib"), dir));
  }

  @Test
  void folderThatIsOnThePathAlreadyChangesNothing() throws IOException {
    file("lib/helper.py");
    ModuleFinder finder = new ModuleFinder(dir);
    finder.addRoot(0, "lib");
    ModuleFinder.View before = finder.view();

    finder.addRoot(0, "lib");
    finder.addRoot(0, "absent");
    finder.addRoot(0, "..");

    assertThat(finder.view()).isSameAs(before);
  }

  @Test
  void foldersWithoutModulesGiveNoSuggestion() {
    assertThat(new ModuleFinder(dir.resolve("absent")).topModules()).isEmpty();
  }

  private Path file(String name) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }
}
