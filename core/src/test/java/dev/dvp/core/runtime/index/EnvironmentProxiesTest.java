package dev.dvp.core.runtime.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxiesTest {
  private static String select(Map<String, String> environment, String uri) {
    Proxy proxy = new EnvironmentProxies(environment).select(URI.create(uri)).get(0);
    return proxy.equals(Proxy.NO_PROXY) ? "direct" : proxy.address().toString();
  }

  @Test
  void theSchemeChoosesTheVariable() {
    Map<String, String> both =
        Map.of("HTTPS_PROXY", "http://u:p@secure.example:3128", "http_proxy", "plain.example");
    assertThat(select(both, "https://pypi.org/")).contains("secure.example").endsWith(":3128");
    assertThat(select(both, "http://pypi.org/")).contains("plain.example").endsWith(":80");
    assertThat(select(Map.of("ALL_PROXY", "all.example:1"), "https://x/")).contains("all.example");
    assertThat(new EnvironmentProxies(both).credentials(URI.create("https://pypi.org/")))
        .isPresent();
    assertThat(new EnvironmentProxies(both).credentials(URI.create("http://pypi.org/"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "pypi.org, direct",
    "org, direct",
    ".org, direct",
    "*.org, direct",
    "*, direct",
    "'a, pypi.org:443', direct",
    "pypi.org:8443, proxy",
    "i.org, proxy",
    "a.pypi.org, proxy"
  })
  void exemptHostsAreAskedDirectly(String exempt, String expected) {
    Map<String, String> environment = Map.of("HTTPS_PROXY", "proxy:1", "NO_PROXY", exempt);
    String selected = select(environment, "https://pypi.org:443/simple/");
    assertThat(selected.equals("direct") ? "direct" : "proxy").isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY, socks5://u:s3cret@x:1, by `socks5://`",
    "HTTPS_PROXY, https://u:s3cret@x:1, by `https://`",
    "ALL_PROXY, socks5h://u:s3cret@x:1, by `socks5h://`",
    "HTTPS_PROXY, u:s3cret@ x, is no address",
    "HTTPS_PROXY, http:///s3cret, has no host"
  })
  void aProxyThatCannotBeUsedIsNotPassedBy(String name, String value, String problem) {
    EnvironmentProxies proxies =
        new EnvironmentProxies(Map.of(name, value, "NO_PROXY", "exempt.example"));
    assertThatThrownBy(() -> proxies.credentials(URI.create("https://pypi.org/")))
        .isInstanceOfSatisfying(
            DvpException.class,
            e -> {
              Diagnostic finding = e.diagnostics().get(0);
              assertThat(finding.rule().id()).isEqualTo("B613");
              assertThat(finding.message()).contains("`" + name + "`", problem);
              assertThat(finding.message() + finding.help()).doesNotContain("s3cret");
            });
    assertThat(proxies.credentials(URI.create("https://exempt.example/"))).isEmpty();
  }
}
