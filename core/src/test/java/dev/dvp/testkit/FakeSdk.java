package dev.dvp.testkit;

import dev.dvp.core.payload.Payload;
import dev.dvp.core.runtime.BundledRuntime;
import java.nio.file.Path;
import java.util.List;

/**
 * Wheels that look like the official runtime packages: of the same names and versions, requiring
 * one another in the same way, with files that a plugin can be imported with.
 */
public final class FakeSdk {
  private FakeSdk() {}

  /** All six wheels. */
  public static List<TestWheel> wheels() {
    return List.of(
        part("dvp-common", "common").requires("dvp-api (==1.9.0)"),
        part("dvp-libs", "libs").requires("dvp-api (==1.9.0)").requires("dvp-common (==5.0.1)"),
        part("dvp-platform", "platform")
            .requires("dvp-api (==1.9.0)")
            .requires("dvp-common (==5.0.1)")
            .requires("six>=1.16"),
        new TestWheel("dvp-api", "1.9.0")
            .field("License: Apache License 2.0")
            .requires("protobuf (>=3.6.1)")
            .requires("enum34; python_version < \"3.4\"")
            .file("dlpx/virtualization/api/__init__.py", "import google.protobuf\n"),
        new TestWheel("protobuf", "5.29.3")
            .field("License: 3-Clause BSD License")
            .field("Requires-Python: >=3.8")
            .file("google/protobuf/__init__.py", "__version__ = '5.29.3'\n")
            .file("protobuf-5.29.3-nspkg.pth", "import sys\n"),
        new TestWheel("six", "1.17.0")
            .tag("py2.py3-none-any")
            .field("Classifier: License :: OSI Approved :: MIT License")
            .file("six.py", "PY3 = True\n"));
  }

  private static TestWheel part(String name, String part) {
    TestWheel wheel =
        new TestWheel(name, "5.0.1")
            .file("dlpx/__init__.py", "")
            .file("dlpx/virtualization/__init__.py", "");
    String folder = "dlpx/virtualization/" + part + "/";
    for (Payload.Entry entry : BundledRuntime.entries()) {
      if (entry.name().startsWith(folder)) {
        wheel.file(entry.name(), ((Payload.InMemory) entry.content()).bytes());
      }
    }
    return wheel;
  }

  /** A wheelhouse with all of them. */
  public static Path in(Path folder) {
    wheels().forEach(wheel -> wheel.in(folder));
    return folder;
  }
}
