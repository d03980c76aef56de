package dev.dvp.core.runtime.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.settings.Secret;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "pypi.org", "ftp://x/", "https://", "https://u:s3cret@h/?q", "h t://"})
  void whatIsNoAddressIsNotQuoted(String url) {
    assertThatThrownBy(() -> IndexUrl.parse(Secret.of(url)))
        .isInstanceOfSatisfying(
            DvpException.class,
            e -> {
              Diagnostic finding = e.diagnostics().get(0);
              assertThat(finding.rule().id()).isEqualTo("B612");
              assertThat(finding.message() + finding.help()).doesNotContain("s3cret");
            })
        .hasMessageNotContaining("s3cret")
        .hasNoCause();
  }

  @ParameterizedTest
  @CsvSource({
    "https://pypi.example/api/group%2Fproject/simple, https://pypi.example/api/group%2Fproject/simple/",
    "https://u:p@pypi.example:8443, https://pypi.example:8443/",
    "http://[::1]:80/a%20b/, http://[::1]:80/a%20b/"
  })
  void theAddressStaysAsItWasWritten(String url, String expected) {
    assertThat(IndexUrl.parse(Secret.of(url)).uri()).hasToString(expected);
  }
}
