package dev.dvp.core.runtime.wheels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.Sha256;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.runtime.TargetPython;
import dev.dvp.core.runtime.requirements.MarkerEnvironment;
import dev.dvp.testkit.TestWheel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WheelReaderTest {
  @TempDir Path folder;

  private static TestWheel wheel() {
    return new TestWheel("my-pkg", "1.0").file("my_pkg/__init__.py", "x = 1\n");
  }

  private Wheel read(Path file) throws IOException {
    WheelName name = WheelName.parse(file.getFileName().toString()).orElseThrow();
    return WheelReader.read(name, file, Sha256.of(file));
  }

  @Test
  void modulesGoInAndWhatInstallersNeedStaysOut() throws IOException {
    Wheel wheel =
        read(
            wheel()
                .file("my_pkg/data,with comma.txt", "d")
                .file("my_pkg/__pycache__/x.cpython-311.pyc", "b")
                .file("my-pkg.pth", "import os")
                .file("my_pkg-1.0.data/purelib/other.py", "o = 1")
                .file("my_pkg-1.0.data/platlib/sub/third.py", "t = 1")
                .file("my_pkg-1.0.data/scripts/run", "#!python")
                .file("my_pkg-1.0.data/headers/x.h", "")
                .file("my_pkg-1.0.dist-info/LICENSE", "MIT")
                .record(text -> text.replace("\"my_pkg/data,with \"", "\"my_pkg/data,with \"\""))
                .requires("six")
                .field("Requires-Python: >=3.8")
                .field("License-Expression: MIT")
                .in(folder));
    assertThat(wheel.entries().stream().map(Payload.Entry::name))
        .containsExactlyInAnyOrder(
            "my_pkg/__init__.py", "my_pkg/data,with comma.txt", "other.py", "sub/third.py");
    assertThat(wheel.runtimePackage().licence()).isEqualTo("MIT");
    assertThat(wheel.metadata().requires()).hasToString("[six]");
    assertThat(wheel.metadata().requiresPython()).hasToString(">=3.8");
  }

  @Test
  void theLicenceIsWhateverFieldTellsIt() throws IOException {
    assertThat(read(wheel().field("License: BSD").in(folder)).metadata().licence())
        .isEqualTo("BSD");
    String text = "License: Permission is hereby granted\n  free of charge";
    TestWheel wordy =
        wheel().field(text).field("Classifier: License :: OSI Approved :: MIT License");
    assertThat(read(wordy.in(folder)).metadata().licence()).isEqualTo("MIT License");
    assertThat(read(wheel().field("License: UNKNOWN").in(folder)).metadata().licence()).isEmpty();
  }

  @Test
  void whatCannotBeReadIsKeptApart() throws IOException {
    WheelMetadata metadata =
        read(wheel()
                .field("Requires-Python: >=3.6.*")
                .requires("six @ https://x/y;z.whl ; extra == 'a'")
                .requires("seven")
                .requires("eight ==")
                .in(folder))
            .metadata();
    assertThat(metadata.requiresPython()).hasToString("");
    assertThat(metadata.requires()).hasToString("[seven]");
    MarkerEnvironment engine = MarkerEnvironment.of(new TargetPython(3, 11));
    assertThat(metadata.unreadable().get(0).holds(engine)).isFalse();
    assertThat(metadata.unreadable().get(0).holds(engine.withExtra("a"))).isTrue();
    assertThat(metadata.unreadable().get(1).text()).isEqualTo("eight ==");
    assertThat(metadata.unreadable().get(1).holds(engine)).isTrue();
  }

  record Bad(String name, String rule, TestWheel wheel) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Bad> bad() {
    return Stream.of(
        new Bad(
            "another hash",
            "B632",
            wheel().record(text -> text.replaceFirst("sha256=.", "sha256=_"))),
        new Bad("another size", "B632", wheel().record(t -> t.replaceFirst(",6\n", ",7\n"))),
        new Bad("a missing file", "B632", wheel().record(t -> t + "gone.py,sha256=x,1\n")),
        new Bad("an extra file", "B632", wheel().unrecorded("extra.py", "x")),
        new Bad("no hash", "B632", wheel().record(text -> text.replaceFirst("sha256=[^,]*,", ","))),
        new Bad("md5", "B632", wheel().record(text -> text.replaceFirst("sha256=", "md5="))),
        new Bad("a broken record", "B632", wheel().record(text -> "\"" + text)),
        new Bad("a file twice in the record", "B632", wheel().record(text -> text + text)),
        new Bad("traversal", "B634", wheel().file("../evil.py", "x")),
        new Bad("an absolute name", "B634", wheel().file("/etc/evil.py", "x")),
        new Bad("a drive", "B634", wheel().file("C:evil.py", "x")),
        new Bad("a link", "B634", wheel().link("my_pkg/link.py")),
        new Bad("a case clash", "B634", wheel().file("My_Pkg/__init__.py", "x")),
        new Bad("a folder's case clash", "B634", wheel().file("My_Pkg/other.py", "x")),
        new Bad("a library", "B633", wheel().file("my_pkg/_fast.cpython-311-x86_64.so", "x")),
        new Bad("a versioned library", "B633", wheel().file("my_pkg.libs/libz.so.1.2", "x")),
        new Bad("a library of Windows", "B633", wheel().file("my_pkg/fast.PYD", "x")),
        new Bad("a wheel for a platform", "B633", wheel().notPure()),
        new Bad("another name", "B636", wheel().metadata(t -> t.replace("my-pkg", "your-pkg"))),
        new Bad("another version", "B636", wheel().metadata(t -> t.replace("1.0", "1.1"))),
        new Bad("no name", "B636", wheel().metadata(text -> "Version: 1.0\n")),
        new Bad("a second dist-info", "B631", wheel().file("x-1.dist-info/METADATA", "x")));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aBadWheelIsExplained(Bad bad) {
    Path file = bad.wheel().in(folder);
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            DvpException.class,
            e -> {
              assertThat(e.diagnostics()).extracting(d -> d.rule().id()).containsOnly(bad.rule());
              assertThat(e.diagnostics().get(0).message())
                  .contains("`my_pkg-1.0-py3-none-any.whl`")
                  .endsWith(".");
            });
  }

  @Test
  void aBombIsNotUnpacked() throws IOException {
    byte[] zeros = new byte[30 << 20];
    TestWheel bomb = wheel();
    for (int i = 0; i < 18; i++) {
      bomb.file("my_pkg/" + i + ".bin", zeros);
    }
    Path file = bomb.in(folder);
    assertThat(Files.size(file)).isLessThan(2 << 20);
    assertThatThrownBy(() -> read(file)).hasMessageContaining("unpacks to more than 512 MB");
  }

  /** One whose zip says that a file is shorter than it is, as its RECORD says too. */
  @Test
  void aZipThatLiesAboutASizeIsRefused() throws IOException {
    TestWheel wheel = wheel().record(text -> text.replaceFirst(",6\n", ",5\n"));
    Path file = wheel.in(folder);
    ByteBuffer zip = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int header = 0;
    while (zip.getInt(header) != 0x02014b50) { // the first one in the zip's directory
      header++;
    }
    assertThat(zip.getInt(header + 24)).isEqualTo(6);
    zip.putInt(header + 24, 5);
    Files.write(file, zip.array());
    assertThatThrownBy(() -> read(file))
        .hasMessageContaining("`my_pkg/__init__.py` has another size than the zip's directory");
  }

  @Test
  void cutAndBrokenWheelsAreExplained() throws IOException {
    byte[] good = wheel().bytes();
    Path file = folder.resolve(wheel().fileName());
    for (int length : List.of(0, 10, good.length / 2, good.length - 1)) {
      Files.write(file, Arrays.copyOf(good, length));
      assertThatThrownBy(() -> read(file))
          .isInstanceOfSatisfying(
              DvpException.class,
              e -> assertThat(e.diagnostics().get(0).rule().id()).isEqualTo("B631"));
    }
  }

  /** Whatever bit falls over: the wheel is read as it was, or refused by a finding. */
  @Test
  void noFlippedByteGetsIn() throws IOException {
    byte[] good = wheel().bytes();
    Path file = folder.resolve(wheel().fileName());
    Random random = new Random(5);
    Files.write(file, good);
    String before = read(file).entries().toString();
    for (int i = 0; i < 400; i++) {
      byte[] bytes = good.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bytes);
      try {
        assertThat(read(file).entries().toString()).isEqualTo(before);
      } catch (DvpException e) {
        assertThat(e.diagnostics()).allMatch(d -> d.rule().id().startsWith("B63"));
      }
    }
  }
}
