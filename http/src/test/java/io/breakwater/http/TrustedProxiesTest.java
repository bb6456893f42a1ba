package io.breakwater.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      TrustedProxies.parse(List.of("10.0.0.0/8", "192.0.2.10", "fc00::/7"));

  private static String client(TrustedProxies proxies, String peer, String... lines) {
    return proxies
        .client(InetAddress.ofLiteral(peer), name -> Arrays.asList(lines))
        .getHostAddress();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Nobody who is not trusted is believed.
        "203.0.113.7  | 6.6.6.6                        | 203.0.113.7",
        "10.0.0.1     | 203.0.113.7                    | 203.0.113.7",
        // The rightmost that is not trusted: what stands left of it the client wrote.
        "10.0.0.1     | 6.6.6.6, 203.0.113.7           | 203.0.113.7",
        "10.0.0.1     | 6.6.6.6, 203.0.113.7, 10.9.9.9 | 203.0.113.7",
        "10.0.0.1     | 10.0.0.5, 10.0.0.6             | 10.0.0.5",
        "192.0.2.10   | 192.0.2.11                     | 192.0.2.11",
        "192.0.2.11   | 6.6.6.6                        | 192.0.2.11",
        // Ports and brackets.
        "10.0.0.1     | 203.0.113.7:4711               | 203.0.113.7",
        "fd00:0:0:0:0:0:0:1 | [2001:db8::7]:4711       | 2001:db8:0:0:0:0:0:7",
        "fd00:0:0:0:0:0:0:1 | 2001:db8::7              | 2001:db8:0:0:0:0:0:7",
        // An address of version 4 is one however it is written.
        "10.0.0.1     | ::ffff:10.0.0.3                | 10.0.0.3",
        // What is no address is nobody: the proxy that wrote it is as far as one can see.
        "10.0.0.1     | unknown                        | 10.0.0.1",
        "10.0.0.1     | 203.0.113.7, localhost, 10.2.2.2 | 10.2.2.2",
        "10.0.0.1     | 203.0.113.7,                   | 10.0.0.1",
        "10.0.0.1     | 1                              | 10.0.0.1",
        "10.0.0.1     | 999.1.1.1                      | 10.0.0.1",
        "10.0.0.1     | [::1%eth0]                     | 10.0.0.1",
      })
  void theClientIsTheRightmostThatIsNotTrusted(String peer, String header, String client) {
    assertThat(client(PROXIES, peer, header)).isEqualTo(client);
  }

  @Test
  void severalLinesAreOne() {
    assertThat(client(PROXIES, "10.0.0.1", "6.6.6.6, 203.0.113.7", "10.0.0.2"))
        .isEqualTo("203.0.113.7");
    assertThat(client(PROXIES, "10.0.0.1")).isEqualTo("10.0.0.1");
  }

  @Test
  void withoutProxiesTheHeaderIsNotBelieved() {
    assertThat(client(TrustedProxies.NONE, "127.0.0.1", "6.6.6.6")).isEqualTo("127.0.0.1");
  }

  @Test
  void noMoreProxiesAreFollowedThanAnybodyHas() {
    var many = "203.0.113.7" + ", 10.0.0.2".repeat(33);
    assertThat(client(PROXIES, "10.0.0.1", many)).isEqualTo("10.0.0.2");
    assertThat(client(PROXIES, "10.0.0.1", ",".repeat(30_000))).isEqualTo("10.0.0.1");
    assertThat(client(PROXIES, "10.0.0.1", "1".repeat(30_000))).isEqualTo("10.0.0.1");
  }

  @Test
  void networksMayBeginAnywhere() {
    var odd = TrustedProxies.parse(List.of("172.16.0.0/12", "0.0.0.0/0"));
    assertThat(client(odd, "172.31.255.255", "::1")).isEqualTo("0:0:0:0:0:0:0:1");
    var twelve = TrustedProxies.parse(List.of("172.16.0.0/12"));
    assertThat(client(twelve, "172.31.255.255", "6.6.6.6")).isEqualTo("6.6.6.6");
    assertThat(client(twelve, "172.32.0.0", "6.6.6.6")).isEqualTo("172.32.0.0");
  }

  @Test
  void handlersAndTheLogSeeTheClientOfATrustedProxy() throws Exception {
    var routes =
        Routes.builder()
            .add(
                "GET",
                "/who",
                "open",
                (request, response) -> response.send("text/plain", request.remoteAddress()));
    var logged = new CopyOnWriteArrayList<String>();
    try (var trusting =
            new Served(
                routes,
                builder ->
                    builder
                        .trusting(TrustedProxies.parse(List.of("127.0.0.0/8")))
                        .accessLog(line -> logged.add(line.remote())));
        var other = new Served(routes)) {
      assertThat(trusting.get("/who", "X-Forwarded-For", "6.6.6.6, 203.0.113.7").body())
          .isEqualTo("203.0.113.7");
      assertThat(other.get("/who", "X-Forwarded-For", "203.0.113.7").body()).isEqualTo("127.0.0.1");
      Served.until(() -> logged.equals(List.of("203.0.113.7")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "proxy.example",
        "10.0.0.0/33",
        "10.0.0.1/8",
        "::/129",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10",
        "10.0.0.0/0x8"
      })
  void whatIsNoNetworkIsRefusedWithWhatIsExpected(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustedProxies.parse(List.of(text)))
        .withMessageContaining("10.0.0.0/8");
  }
}
