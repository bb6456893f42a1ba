package io.breakwater.accounts.login;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Slows wrong logins: the time until the next try doubles with each.
///
/// | counted | free | first wait | longest | forgotten after |
/// |---|---|---|---|---|
/// | a name at an address | 5 | 1 s | 15 min | 1 h |
/// | the same, where the name is under attack | 1 | 1 min | 15 min | 1 h |
/// | an address, whatever the names | 50 | 1 s | 1 min | 1 h |
///
/// A name is under attack after 100 wrong logins from everywhere. It is never closed: from an
/// address that did nothing wrong the right password always works at once. An IPv6 address
/// counts with its /64, which one customer has.
///
/// A try counts as wrong from its beginning until it is known to be right, so that many at once
/// are no more than many in a row. Bounded: of each kind the longest untouched are forgotten
/// first. Each replica counts for itself. Safe for use by many threads.
final class LoginThrottle {
  private static final int ATTACK = 100;
  private static final Rule NAME = new Rule(5, Duration.ofSeconds(1), Duration.ofMinutes(15));
  private static final Rule ATTACKED = new Rule(1, Duration.ofMinutes(1), Duration.ofMinutes(15));
  private static final Rule ADDRESS = new Rule(50, Duration.ofSeconds(1), Duration.ofMinutes(1));
  private static final Duration MEMORY = Duration.ofHours(1);
  private static final int NETWORK = 8;

  private final InstantSource clock;
  private final Map<Pair, Count> pairs;
  private final Map<String, Count> addresses;
  private final Map<String, Count> names;

  private record Pair(String name, String address) {}

  private record Rule(int free, Duration first, Duration longest) {
    Duration after(int wrong) {
      if (wrong < free) {
        return Duration.ZERO;
      }
      var doublings = Math.min(wrong - free, 20);
      var wait = first.multipliedBy(1L << doublings);
      return wait.compareTo(longest) < 0 ? wait : longest;
    }
  }

  private static final class Count {
    private int wrong;
    private Instant last = Instant.MIN;
  }

  /// Whether a login may be tried.
  sealed interface Admission {
    /// Now.
    ///
    /// @param attempt to be told what came of it
    record Now(Attempt attempt) implements Admission {}

    /// Not before that time has passed.
    ///
    /// @param left until then
    record Later(Duration left) implements Admission {}
  }

  /// A login being tried; wrong unless it is told otherwise.
  final class Attempt {
    private final Pair pair;

    private Attempt(Pair pair) {
      this.pair = pair;
    }

    /// It was right: what was wrong before at this address is forgiven this name.
    void right() {
      synchronized (LoginThrottle.this) {
        pairs.remove(pair);
        takeBack(addresses.get(pair.address()));
        takeBack(names.get(pair.name()));
      }
    }

    /// It was not looked at.
    void abandoned() {
      synchronized (LoginThrottle.this) {
        takeBack(pairs.get(pair));
        takeBack(addresses.get(pair.address()));
        takeBack(names.get(pair.name()));
      }
    }
  }

  /// Counts so many of each kind.
  LoginThrottle(int most, InstantSource clock) {
    this.clock = clock;
    this.pairs = bounded(most);
    this.addresses = bounded(most);
    this.names = bounded(most);
  }

  private static <K> Map<K, Count> bounded(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, Count> eldest) {
        return size() > most;
      }
    };
  }

  /// Asks to try a login.
  ///
  /// @param name in the one form that it is looked up in, and of bounded length; one that does
  ///     not exist counts as much
  synchronized Admission admit(String name, InetAddress from) {
    var now = clock.instant();
    var address = network(from);
    var pair = new Pair(name, address);
    var ofName = count(names, name, now);
    var rule = ofName.wrong >= ATTACK ? ATTACKED : NAME;
    var ofPair = count(pairs, pair, now);
    var ofAddress = count(addresses, address, now);
    var wait = later(left(ofPair, rule, now), left(ofAddress, ADDRESS, now));
    if (wait.isPositive()) {
      return new Admission.Later(wait);
    }
    for (var each : new Count[] {ofName, ofPair, ofAddress}) {
      each.wrong++;
      each.last = now;
    }
    return new Admission.Now(new Attempt(pair));
  }

  private static <K> Count count(Map<K, Count> counts, K key, Instant now) {
    var count = counts.computeIfAbsent(key, any -> new Count());
    if (count.wrong > 0 && !now.isBefore(count.last.plus(MEMORY))) {
      count.wrong = 0;
    }
    return count;
  }

  private static Duration left(Count count, Rule rule, Instant now) {
    return count.wrong == 0
        ? Duration.ZERO
        : Duration.between(now, count.last.plus(rule.after(count.wrong)));
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static void takeBack(@Nullable Count count) {
    if (count != null && count.wrong > 0) {
      count.wrong--;
    }
  }

  private static String network(InetAddress from) {
    var bytes = from.getAddress();
    var counted = from instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK) : bytes;
    return HexFormat.of().formatHex(counted);
  }

  synchronized int size() {
    return pairs.size() + addresses.size() + names.size();
  }
}
