package dev.dvp.core.runtime.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.wheels.WheelName;
import dev.dvp.core.settings.Secret;
import dev.dvp.testkit.TestWheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WheelhouseTest {
  private static final PackageName SIX = PackageName.of("six").orElseThrow();
  private static final TestWheel WHEEL = new TestWheel("six", "1.0");

  @TempDir Path folder;

  private static Diagnostic failure(Runnable work) {
    DvpException e = catchThrowableOfType(DvpException.class, work::run);
    assertThat(e).isNotNull();
    return e.diagnostics().get(0);
  }

  /** One that nobody asks here. */
  private SimpleIndex index() {
    IndexSettings settings =
        new IndexSettings(
            IndexUrl.parse(Secret.of("http://127.0.0.1:1/simple/")),
            Map.of(),
            folder,
            IndexSettings.Timeouts.DEFAULT,
            () -> Instant.EPOCH,
            pause -> {});
    return new SimpleIndex(settings, warning -> {});
  }

  @Test
  void aLinkToNowhereIsNoWheel() throws IOException {
    Wheelhouse house = new Wheelhouse(Files.createDirectory(folder.resolve("house")));
    WHEEL.in(folder.resolve("house"));
    String before = house.fingerprint();
    Files.createSymbolicLink(
        folder.resolve("house/seven-1-py3-none-any.whl"), folder.resolve("gone"));
    assertThat(house.fingerprint()).isEqualTo(before).contains(WHEEL.fileName());
    assertThat(house.files(SIX)).hasSize(1);
  }

  @Test
  void aFileThatCannotBeReadIsNoFaultOfTheCache() throws IOException {
    Path file = WHEEL.in(folder.resolve("house"));
    Wheelhouse house = new Wheelhouse(folder.resolve("house"));
    Origin origin = house.files(SIX).get(0).origin();
    WheelName name = WheelName.parse(WHEEL.fileName()).orElseThrow();
    WheelCache cache = new WheelCache(folder.resolve("cache"), new CreatedPaths());
    WheelSources sources = new WheelSources(List.of(house), index(), cache);
    // Root may read whatever is there, so that it is away stands for all that can be wrong with it.
    Files.delete(file);
    Diagnostic finding = failure(() -> sources.fetch(name, origin, Optional.empty()));
    assertThat(finding.rule().id()).isEqualTo("B611");
    assertThat(finding.location().file()).isEqualTo(file);
    assertThat(folder.resolve("cache")).isEmptyDirectory();
  }

  @Test
  void itIsAFolder() {
    Wheelhouse house = new Wheelhouse(folder.resolve("missing"));
    assertThat(failure(() -> house.files(SIX)).rule().id()).isEqualTo("B611");
    Optional<ListedFile> none = new Wheelhouse(folder).files(SIX).stream().findFirst();
    assertThat(none).isEmpty();
  }
}
