package io.breakwater.image.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.image.ImageException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which requests go through which proxy.
class ProxyFromEnvironmentTest {
  private static String proxy(Map<String, String> environment, String uri) throws ImageException {
    var proxies = ProxyFromEnvironment.of(environment).select(URI.create(uri));
    assertThat(proxies).hasSize(1);
    var address = (InetSocketAddress) proxies.getFirst().address();
    return proxies.getFirst().type() == Proxy.Type.DIRECT
        ? "direct"
        : address.getHostString() + ":" + address.getPort();
  }

  @Test
  void theSchemeChoosesTheVariable() throws Exception {
    var environment = new HashMap<String, String>();
    assertThat(proxy(environment, "https://r.example/")).isEqualTo("direct");
    environment.put("ALL_PROXY", "http://all.example");
    assertThat(proxy(environment, "https://r.example/")).isEqualTo("all.example:80");
    environment.put("HTTPS_PROXY", "http://secure.example:3128/");
    environment.put("HTTP_PROXY", "plain.example:8080");
    assertThat(proxy(environment, "https://r.example/")).isEqualTo("secure.example:3128");
    assertThat(proxy(environment, "http://r.example/")).isEqualTo("plain.example:8080");
    environment.put("https_proxy", "http://lower.example:1");
    assertThat(proxy(environment, "https://r.example/")).isEqualTo("lower.example:1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "*; https://r.example/; true",
        "r.example; https://r.example/; true",
        "example; https://r.example/; true",
        ".example; https://r.example/; true",
        "*.example; https://r.example/; true",
        "R.Example; https://r.example/; true",
        "ample; https://r.example/; false",
        "other.example, r.example; https://r.example/; true",
        "other.example r.example; https://r.example/; true",
        "r.example:5000; https://r.example:5000/; true",
        "r.example:5000; https://r.example/; false",
        "r.example:443; https://r.example/; true",
        "10.0.0.0/8; https://10.1.2.3/; true",
        "10.0.0.0/8; https://11.1.2.3/; false",
        "10.1.2.0/23; https://10.1.3.255/; true",
        "10.1.2.0/23; https://10.1.4.0/; false",
        "10.0.0.0/8; https://ten.example/; false",
        "10.0.0.0/99; https://10.0.0.1/; false",
        "10.0.0.0/x; https://10.0.0.1/; false",
        "2001:db8::/32; https://[2001:db8::1]/; true",
        "[2001:db8::1]; https://[2001:db8::1]/; true",
        "[2001:db8::1]:443; https://[2001:db8::1]/; true",
        "2001:db8::1; https://[2001:db8::1]/; true",
        "' , '; https://r.example/; false",
        "nothing; https://localhost:5000/; true",
        "nothing; http://127.0.0.1:5000/; true"
      })
  void noProxyNamesHostsPortsAndNetworks(String list, String uri, boolean direct) throws Exception {
    var all = Map.of("ALL_PROXY", "http://p.example:1", "NO_PROXY", list);
    assertThat(proxy(all, uri)).isEqualTo(direct ? "direct" : "p.example:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://pro xy:1",
        "http://my_proxy:3128",
        "socks5://p.example:1",
        "http://",
        "::"
      })
  void anAddressThatIsNoneIsSaidAtOnce(String address) {
    assertThatThrownBy(() -> ProxyFromEnvironment.of(Map.of("HTTPS_PROXY", address)))
        .isInstanceOfSatisfying(
            ImageException.class,
            e -> {
              assertThat(e.code()).isEqualTo("proxy-malformed");
              assertThat(e.why()).contains("HTTPS_PROXY");
            });
  }
}
