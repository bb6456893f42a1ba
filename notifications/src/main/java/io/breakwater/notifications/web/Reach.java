package io.breakwater.notifications.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// Which addresses are connected to. Whoever may subscribe would otherwise make the server ask
/// whatever it reaches: its own machine, the network behind it, the metadata of its cloud.
///
/// Addresses are looked at, not names, and those that were looked at are connected to: a name
/// that leads elsewhere a moment later gains nothing.
@FunctionalInterface
public interface Reach {
  /// Addresses of the Internet alone (IANA's special-purpose address registries, RFC 6890):
  /// nothing of this machine, private, shared or link-local networks, and none that stands for
  /// such a one.
  Reach PUBLIC = Reach::ofTheInternet;

  /// All addresses.
  Reach ANY = address -> !address.isAnyLocalAddress() && !address.isMulticastAddress();

  boolean allows(InetAddress address);

  private static boolean ofTheInternet(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    return address instanceof Inet4Address
        ? ofTheInternet(address.getAddress())
        : sixOfTheInternet(address.getAddress());
  }

  private static boolean ofTheInternet(byte[] four) {
    var a = four[0] & 0xff;
    var b = four[1] & 0xff;
    var c = four[2] & 0xff;
    return switch (a) {
      case 0, 10, 127 -> false;
      case 100 -> b < 64 || b > 127;
      case 169 -> b != 254;
      case 172 -> b < 16 || b > 31;
      case 192 -> !(b == 168 || (b == 0 && (c == 0 || c == 2)) || (b == 88 && c == 99));
      case 198 -> !(b == 18 || b == 19 || (b == 51 && c == 100));
      case 203 -> !(b == 0 && c == 113);
      default -> a < 224;
    };
  }

  private static boolean sixOfTheInternet(byte[] six) {
    var first = (six[0] & 0xff) << 8 | (six[1] & 0xff);
    var second = (six[2] & 0xff) << 8 | (six[3] & 0xff);
    if (first == 0x0064 && second == 0xff9b) {
      // NAT64: another address in disguise; 64:ff9b:1::/48 is for private ones.
      return zero(six, 4, 12) && ofTheInternet(Arrays.copyOfRange(six, 12, 16));
    }
    if (first == 0x2002) {
      // 6to4, with the address of its relay.
      return ofTheInternet(Arrays.copyOfRange(six, 2, 6));
    }
    // 2000::/3 is what is given out; 2001::/23 is for protocols (Teredo, ORCHID) and 2001:db8::/32
    // and 3fff::/20 are for books.
    var given = (first & 0xe000) == 0x2000;
    var protocols = first == 0x2001 && second < 0x0200;
    var books = (first == 0x2001 && second == 0x0db8) || (first == 0x3fff && second < 0x1000);
    return given && !protocols && !books;
  }

  private static boolean zero(byte[] bytes, int from, int to) {
    for (var i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /// Finds the addresses of a host.
  @FunctionalInterface
  interface Names {
    /// Those of the system.
    Names SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    List<InetAddress> find(String host) throws UnknownHostException;
  }
}
