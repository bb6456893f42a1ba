package io.breakwater.configuration.ssh;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists of addresses in `Match` lines, OpenSSH's `addrmatch.c`: networks as `10.0.0.0/8`, and
/// patterns of characters.
final class Addresses {
  private static final int MOST_LENGTH = 63;

  /// What a list says of an address.
  enum Answer {
    MATCHES,
    OTHER,
    /// An empty entry, or a network with bits outside of its mask.
    INVALID
  }

  private Addresses() {}

  /// Compares an address with a list.
  ///
  /// @param address null to look only whether the list is valid
  static Answer matches(@Nullable String address, String list) {
    var wanted = address == null ? null : parse(address);
    if (address != null && wanted == null) {
      return Answer.OTHER;
    }
    var found = false;
    for (var part : list.split(",", -1)) {
      var negated = part.startsWith("!");
      var entry = negated ? part.substring(1) : part;
      if (entry.isEmpty()) {
        return Answer.INVALID;
      }
      var network = Network.of(entry);
      if (network != null && !network.valid()) {
        return Answer.INVALID;
      }
      var hit =
          network == null
              ? address != null && Patterns.matches(address, entry)
              : wanted != null && network.holds(wanted);
      if (hit && negated) {
        return Answer.OTHER;
      }
      found |= hit;
    }
    return found ? Answer.MATCHES : Answer.OTHER;
  }

  /// A network: its address and how many bits of it count.
  private record Network(List<Integer> bytes, int bits) {
    /// Null where the entry is none, and so a pattern.
    static @Nullable Network of(String entry) {
      if (entry.length() > MOST_LENGTH) {
        return null;
      }
      var slash = entry.indexOf('/');
      var bytes = parse(slash < 0 ? entry : entry.substring(0, slash));
      if (bytes == null) {
        return null;
      }
      if (slash < 0) {
        return new Network(bytes, bytes.size() * 8);
      }
      var bits = number(entry.substring(slash + 1), 10, 128);
      return bits < 0 ? null : new Network(bytes, bits);
    }

    boolean valid() {
      if (bits > bytes.size() * 8) {
        return false;
      }
      for (var i = bits; i < bytes.size() * 8; i++) {
        if ((bytes.get(i / 8) & (0x80 >> (i % 8))) != 0) {
          return false;
        }
      }
      return true;
    }

    boolean holds(List<Integer> other) {
      if (other.size() != bytes.size()) {
        return false;
      }
      for (var i = 0; i < bits; i++) {
        var bit = 0x80 >> (i % 8);
        if ((bytes.get(i / 8) & bit) != (other.get(i / 8) & bit)) {
          return false;
        }
      }
      return true;
    }
  }

  /// The bytes of an address, null where the text is none.
  private static @Nullable List<Integer> parse(String text) {
    return text.indexOf(':') < 0 ? parseFour(text) : parseSix(text);
  }

  private static @Nullable List<Integer> parseFour(String text) {
    var bytes = new ArrayList<Integer>();
    for (var part : text.split("\\.", -1)) {
      var number = number(part, 10, 255);
      if (number < 0 || part.length() > 3) {
        return null;
      }
      bytes.add(number);
    }
    return bytes.size() == 4 ? bytes : null;
  }

  private static @Nullable List<Integer> parseSix(String text) {
    var gap = text.indexOf("::");
    if (gap < 0) {
      var all = groups(text);
      return all != null && all.size() == 16 ? all : null;
    }
    var head = groups(text.substring(0, gap));
    var tail = groups(text.substring(gap + 2));
    if (head == null || tail == null || head.size() + tail.size() > 14) {
      return null;
    }
    var bytes = new ArrayList<>(head);
    for (var i = head.size() + tail.size(); i < 16; i++) {
      bytes.add(0);
    }
    bytes.addAll(tail);
    return bytes;
  }

  private static @Nullable List<Integer> groups(String text) {
    var bytes = new ArrayList<Integer>();
    if (text.isEmpty()) {
      return bytes;
    }
    var parts = text.split(":", -1);
    for (var i = 0; i < parts.length; i++) {
      var four = i + 1 == parts.length && parts[i].indexOf('.') >= 0 ? parseFour(parts[i]) : null;
      if (four != null) {
        bytes.addAll(four);
        continue;
      }
      var number = parts[i].length() > 4 ? -1 : number(parts[i], 16, 0xffff);
      if (number < 0) {
        return null;
      }
      bytes.add(number >> 8);
      bytes.add(number & 0xff);
    }
    return bytes;
  }

  private static int number(String digits, int radix, int most) {
    if (digits.isEmpty() || digits.length() > 4) {
      return -1;
    }
    var value = 0;
    for (var i = 0; i < digits.length(); i++) {
      var digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0 || digits.charAt(i) > 'f') {
        return -1;
      }
      value = value * radix + digit;
    }
    return value > most ? -1 : value;
  }
}
