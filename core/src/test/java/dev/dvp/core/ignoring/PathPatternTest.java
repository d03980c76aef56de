package dev.dvp.core.ignoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
  @ParameterizedTest
  @CsvSource({
    "src/a.py, src/a.py",
    "src/*.py, src/a.py",
    "src/vendor, src/vendor/x/y.py",
    "src/vendor/, src/vendor/x/y.py",
    "src/vendor/**, src/vendor/x/y.py",
    "src/vendor/**, src/vendor/x.py",
    "**/vendor, src/a/vendor/x.py",
    "**/*_pb2.py, a_pb2.py",
    "**/*_pb2.py, src/a/b/a_pb2.py",
    "src/**/test_*.py, src/test_a.py",
    "src/**/b/**/c.py, src/a/b/c.py",
    "s?c/a.py, src/a.py",
    "src/*a*b*.py, src/xaxxb.py",
    "**, src/a.py"
  })
  void matches(String pattern, String path) {
    assertThat(new PathPattern(pattern).matches(path)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "src/a.py, src/b.py",
    "*.py, src/a.py",
    "src/*.py, src/a/b.py",
    "vendor, src/vendor/x.py",
    "src/vendor/**, src/vendor.py",
    "src/vendor, src/vendored/x.py",
    "src/a.py, src",
    "s?c/a.py, sc/a.py",
    "src/**/b/c.py, src/a/c.py"
  })
  void doesNotMatch(String pattern, String path) {
    assertThat(new PathPattern(pattern).matches(path)).isFalse();
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS)
  void takesBoundedTime() {
    String pattern = "**/a*".repeat(80) + "/" + "*a".repeat(40) + "b";
    String path = "aaaaaaaaaaaaaaaaaaaa/".repeat(200) + "a".repeat(250);
    for (int i = 0; i < 20; i++) {
      assertThat(new PathPattern(pattern).matches(path)).isFalse();
    }
  }
}
