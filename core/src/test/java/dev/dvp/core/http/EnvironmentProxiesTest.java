package dev.dvp.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which proxy the environment names for an address. */
class EnvironmentProxiesTest {
  private static EnvironmentProxies proxies(Map<String, String> environment) {
    return new EnvironmentProxies(
        environment, (variable, problem) -> new IllegalStateException(variable + " " + problem));
  }

  private static String select(Map<String, String> environment, String uri) {
    Proxy proxy = proxies(environment).select(URI.create(uri)).get(0);
    return proxy.equals(Proxy.NO_PROXY) ? "direct" : proxy.address().toString();
  }

  @Test
  void theSchemeChoosesTheVariable() {
    Map<String, String> both =
        Map.of("HTTPS_PROXY", "http://u:p@secure.example:3128", "http_proxy", "plain.example");
    assertThat(select(both, "https://pypi.org/")).contains("secure.example").endsWith(":3128");
    assertThat(select(both, "http://pypi.org/")).contains("plain.example").endsWith(":80");
    assertThat(select(Map.of("ALL_PROXY", "all.example:1"), "https://x/")).contains("all.example");
    assertThat(proxies(both).credentials(URI.create("https://pypi.org/"))).isPresent();
    assertThat(proxies(both).credentials(URI.create("http://pypi.org/"))).isEmpty();
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
    "'[::1], [2001:db8::7]:443', proxy",
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
    EnvironmentProxies proxies = proxies(Map.of(name, value, "NO_PROXY", "exempt.example"));
    assertThatThrownBy(() -> proxies.credentials(URI.create("https://pypi.org/")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(name + " ")
        .hasMessageContaining(problem)
        .hasMessageNotContaining("s3cret");
    assertThat(proxies.credentials(URI.create("https://exempt.example/"))).isEmpty();
  }
}
