package dev.dvp.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.engine.EngineRule;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which proxy the environment names for an address. */
class EnvironmentProxiesTest {
  private static EnvironmentProxies proxies(Map<String, String> environment) {
    return new EnvironmentProxies(environment, EngineRule.PROXY_REFUSES, "the engine");
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
    "10.0.0.0/8, 10.255.0.7, direct",
    "10.0.0.0/8, 11.0.0.7, proxy",
    "10.1.2.0/23, 10.1.3.255, direct",
    "10.1.2.0/23, 10.1.4.0, proxy",
    "0.0.0.0/0, 192.0.2.1, direct",
    "192.0.2.1/32, 192.0.2.1, direct",
    "192.0.2.1/32, 192.0.2.2, proxy",
    "'a, 10.0.0.0/8 fd00::/8', [fd12:3456::1], direct",
    "fd00::/8, [fe80::1], proxy",
    "[fd00::]/8, [fd00::1], direct",
    "fd00::/9, [fd80::1], proxy",
    "::/0, 10.0.0.1, proxy",
    "0.0.0.0/0, [::1], proxy",
    "2001:db8::7/128, [2001:db8:0::7], direct",
    // No range, or of names: nobody is asked what their addresses are.
    "127.0.0.0/8, localhost, proxy",
    "0.0.0.0/0, engine.example, proxy",
    "10.0.0.0/33, 10.0.0.1, proxy",
    "10.0.0.0/-1, 10.0.0.1, proxy",
    "10.0.0.0/, 10.0.0.1, proxy",
    "10.0.0/8, 10.0.0.1, proxy",
    "10.0.0.256/8, 10.0.0.1, proxy",
    "localhost/8, 127.0.0.1, proxy",
    "fd00:::/8, [fd00::1], proxy",
    "fd00::/129, [fd00::1], proxy"
  })
  void rangesExemptTheAddressesInThem(String exempt, String host, String expected) {
    Map<String, String> environment = Map.of("HTTPS_PROXY", "proxy:1", "NO_PROXY", exempt);
    String selected = select(environment, "https://" + host + "/");
    assertThat(selected.equals("direct") ? "direct" : "proxy").isEqualTo(expected);
  }

  @Test
  void theWayIsToldWithWhoNamedItAndWithoutItsPassword() {
    URI uri = URI.create("https://engine.example/");
    assertThat(proxies(Map.of("https_proxy", "http://me:s3cret@proxy.example:3128")).way(uri))
        .contains(new EnvironmentProxies.Way("proxy.example:3128", "https_proxy"));
    assertThat(proxies(Map.of("ALL_PROXY", "proxy.example")).way(uri))
        .contains(new EnvironmentProxies.Way("proxy.example:80", "ALL_PROXY"));
    assertThat(proxies(Map.of("ALL_PROXY", "proxy.example", "NO_PROXY", "*")).way(uri)).isEmpty();
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
        .isInstanceOf(DvpException.class)
        .hasMessageContaining("`" + name + "` ")
        .hasMessageContaining(problem)
        .hasMessageContaining("has not asked the engine")
        .hasMessageNotContaining("s3cret");
    assertThat(proxies.credentials(URI.create("https://exempt.example/"))).isEmpty();
  }
}
