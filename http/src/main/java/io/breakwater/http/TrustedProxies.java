package io.breakwater.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Proxies that are believed when they say for whom they ask.
///
/// Each proxy adds the address it was asked from at the end of `X-Forwarded-For`; whatever
/// stands before that may have been written by anybody. So the client is the rightmost address
/// that is no trusted proxy's, and the header counts only where a trusted one sent it:
///
/// ```
/// trusted 10.0.0.0/8, asked from 10.0.0.1
/// X-Forwarded-For: 6.6.6.6, 203.0.113.7, 10.0.0.9    → 203.0.113.7
/// ```
///
/// An entry that is no address ends the search: the client is then the proxy that wrote it.
/// Ports behind addresses are left out. `Forwarded` (RFC 7239) is not read: clients could send
/// it past a proxy that writes the other one.
public final class TrustedProxies {
  /// What can be given.
  public static final String EXPECTED =
      "an address or network such as 10.0.0.0/8, 192.0.2.10 or fd00::/8";

  /// None: the header is never looked at.
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private static final String HEADER = "X-Forwarded-For";

  /// More proxies in a row than anybody has.
  private static final int HOPS = 32;

  private static final Pattern IPV4 =
      Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3})(?::[0-9]{1,5})?");
  private static final Pattern IPV6 =
      Pattern.compile("\\[?([0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:](?::[0-9]{1,5})?)?");

  private final List<Network> networks;

  private TrustedProxies(List<Network> networks) {
    this.networks = networks;
  }

  /// Of addresses and networks.
  ///
  /// @throws IllegalArgumentException with what was expected
  public static TrustedProxies parse(List<String> given) {
    return new TrustedProxies(given.stream().map(Network::parse).toList());
  }

  /// Where a request came from.
  ///
  /// @param peer the other end of its connection
  /// @param headers of the request, each a line
  InetAddress client(InetAddress peer, Headers headers) {
    var client = peer;
    if (!trusts(peer)) {
      return client;
    }
    var hops = 0;
    for (var line : headers.lines(HEADER).reversed()) {
      var entries = Arrays.asList(line.split(",", -1));
      for (var entry : entries.reversed()) {
        var before = address(entry.strip());
        if (before.isEmpty() || ++hops > HOPS) {
          return client;
        }
        client = before.get();
        if (!trusts(client)) {
          return client;
        }
      }
    }
    return client;
  }

  /// Headers by their name.
  interface Headers {
    List<String> lines(String name);
  }

  private boolean trusts(InetAddress address) {
    for (var network : networks) {
      if (network.holds(address)) {
        return true;
      }
    }
    return false;
  }

  /// Names are not looked up: who is asked would learn of each request.
  private static Optional<InetAddress> address(String text) {
    if (text.length() > 64) {
      return Optional.empty();
    }
    for (var pattern : List.of(IPV4, IPV6)) {
      var matcher = pattern.matcher(text);
      if (matcher.matches()) {
        try {
          return Optional.of(InetAddress.ofLiteral(matcher.group(1)));
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return networks.toString();
  }

  /// Addresses that begin with the same bits.
  private static final class Network {
    private final byte[] first;
    private final int bits;

    private Network(byte[] first, int bits) {
      this.first = first;
      this.bits = bits;
    }

    static Network parse(String text) {
      var slash = text.indexOf('/');
      var address = address(slash < 0 ? text : text.substring(0, slash));
      var length = address.map(found -> found.getAddress().length * 8).orElse(-1);
      var bits = slash < 0 ? length : bits(text.substring(slash + 1));
      if (address.isEmpty() || bits < 0 || bits > length) {
        throw new IllegalArgumentException(EXPECTED);
      }
      var network = new Network(address.get().getAddress(), bits);
      if (!network.clean()) {
        throw new IllegalArgumentException(
            EXPECTED + ", with nothing but zeros behind the first " + bits + " bits");
      }
      return network;
    }

    private static int bits(String text) {
      return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
    }

    private boolean clean() {
      for (var bit = bits; bit < first.length * 8; bit++) {
        if ((first[bit / 8] & (0x80 >> bit % 8)) != 0) {
          return false;
        }
      }
      return true;
    }

    boolean holds(InetAddress address) {
      var other = address.getAddress();
      if (other.length != first.length) {
        return false;
      }
      for (var bit = 0; bit < bits; bit++) {
        if (((first[bit / 8] ^ other[bit / 8]) & (0x80 >> bit % 8)) != 0) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return Arrays.toString(first) + "/" + bits;
    }
  }
}
