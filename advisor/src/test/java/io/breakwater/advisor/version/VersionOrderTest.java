package io.breakwater.advisor.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.inventory.Ecosystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VersionOrderTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "1.0, <, 1.1",
        "1.0, =, 1.0-0",
        "1.0, =, 1.00",
        "0:1.0, =, 1.0",
        "2.0, <, 1:1.0",
        "1.0~rc1, <, 1.0",
        "1.0~rc1-1, <, 1.0-1",
        "1.0~~, <, 1.0~",
        "1.0+b1, >, 1.0",
        "1.0-1+b1, >, 1.0-1",
        "1.0a, <, 1.0+",
        "1.0Z, <, 1.0a",
        "1.2.3-1-1, >, 1.2.3-1",
        "3.0.11-1~deb12u1, <, 3.0.11-1~deb12u2",
        "3.0.11-1~deb12u2, <, 3.0.11-1",
        "1.1.1f-1ubuntu2.23, <, 1.1.1f-1ubuntu2.23+esm1",
        "99999999999999999999, <, 100000000000000000000",
        "1:2:3-4, >, 1:2-5"
      })
  void dpkgOrder(String a, String sign, String b) {
    assertOrder(VersionOrder.DEB, a, sign, b);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "1.2.3-r0, <, 1.2.3-r1",
        "1.2.3-r9, <, 1.2.3-r10",
        "1.2.3, <, 1.2.3-r0",
        "1.2_alpha, <, 1.2_beta",
        "1.2_pre1, <, 1.2_rc1",
        "1.2_rc4, <, 1.2",
        "1.0_rc1, <, 1.0",
        "1.0, <, 1.0_p1",
        "1.2, <, 1.2_cvs",
        "1.2_cvs, <, 1.2_svn",
        "1.2_git20240101, <, 1.2_p1",
        "1.2a, >, 1.2",
        "1.2a, <, 1.2b",
        "1.2a, <, 1.2.1",
        "1.1.1k-r0, <, 1.1.1l-r0",
        "1.0, >, 1.00",
        "1.05, <, 1.5",
        "1.010, <, 1.10",
        "20240601123456, >, 20240601123455",
        "4.8.0.-r1, <, 4.8.1-r0"
      })
  void apkOrder(String a, String sign, String b) {
    assertOrder(VersionOrder.APK, a, sign, b);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "1.2.3-r0, <, 1.2.3-r1",
        "1.2_rc4, <, 1.2",
        "1.2, <, 1.2_p1",
        "8.2.0015, <, 8.2.002",
        "1.0, <, 1.00",
        "1.0~1a2b, <, 1.0~2a2b",
        "1.0~1a2b-r1, >, 1.0~1a2b",
        "1.2a, >, 1.2"
      })
  void apk3Order(String a, String sign, String b) {
    assertOrder(VersionOrder.APK3, a, sign, b);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "1.0-1, <, 1.0-2",
        "1.0, <, 1.0-2",
        "1.0, <, 1.0-",
        "0:1.0-1, =, 1.0-1",
        "1.0-1, <, 1:0.1-1",
        "1.0~rc1-1, <, 1.0-1",
        "1.0^git1-1, >, 1.0-1",
        "1.0^git1-1, <, 1.0.1-1",
        "1.1.1k-6.el8_5, <, 1.1.1k-9.el8_6",
        "1.0a, <, 1.0.1",
        "1_0, =, 1.0",
        "007, =, 7"
      })
  void rpmOrder(String a, String sign, String b) {
    assertOrder(VersionOrder.RPM, a, sign, b);
  }

  private static void assertOrder(VersionOrder order, String a, String sign, String b) {
    assertThat(order.weigh(a, b)).isInstanceOf(Comparison.Order.class);
    assertThat(((Comparison.Order) order.weigh(a, b)).sign()).isEqualTo(sign);
    assertThat(Integer.signum(order.compare(b, a))).isEqualTo(-Integer.signum(order.compare(a, b)));
  }

  @Test
  void malformedVersionsThatDecideAreIncomparable() {
    assertThat(VersionOrder.DEB.weigh("", "1")).isInstanceOf(Comparison.Incomparable.class);
    assertThat(VersionOrder.DEB.weigh("1", "x:1")).isInstanceOf(Comparison.Incomparable.class);
    assertThat(VersionOrder.APK.weigh("1.0-foo", "1.0-bar"))
        .isInstanceOf(Comparison.Incomparable.class);
    assertThat(VersionOrder.APK.weigh("1.0_foo1", "1.0_p1"))
        .isInstanceOf(Comparison.Incomparable.class);
    for (var malformed : List.of("", "-r1", "r2", "1.0_", "1.0-r", "1.0_foo", "1.0-1")) {
      assertThat(VersionOrder.APK.weigh("1.0-r3", malformed))
          .as(malformed)
          .isInstanceOf(Comparison.Incomparable.class);
      assertThat(VersionOrder.APK.weigh(malformed, "1.0-r3"))
          .as(malformed)
          .isInstanceOf(Comparison.Incomparable.class);
    }
    assertThat(VersionOrder.APK3.weigh("1.0.", "1.0")).isInstanceOf(Comparison.Incomparable.class);
    assertThat(VersionOrder.RPM.weigh("", "1")).isInstanceOf(Comparison.Incomparable.class);
  }

  @Test
  void theReasonNamesTheMalformedVersion() {
    assertThat(VersionOrder.DEB.weigh("1", "x:1"))
        .isEqualTo(new Comparison.Incomparable("'x:1' has an epoch that is not a number"));
  }

  @Test
  void malformedVersionsThatDifferEarlierCompare() {
    assertThat(VersionOrder.APK.weigh("1.18.-foo", "1.19-r0")).isEqualTo(Comparison.Order.LESS);
    assertThat(VersionOrder.APK.weigh("2.0-foo", "1.9-r0")).isEqualTo(Comparison.Order.GREATER);
    assertThat(VersionOrder.APK.weigh("2.0-foo", "2.0-foo")).isEqualTo(Comparison.Order.EQUAL);
    assertThat(VersionOrder.APK3.weigh("2.0-foo", "1.9-r0")).isEqualTo(Comparison.Order.GREATER);
  }

  @ParameterizedTest
  @EnumSource(VersionOrder.class)
  void theSameTextIsTheSameVersionHoweverMalformed(VersionOrder order) {
    for (var text : List.of("", "3.3.3p1-r3", "10.0.11-0", "2021-03-27-r5", "x:1", "-", "1.0_")) {
      assertThat(order.weigh(text, text)).isEqualTo(Comparison.Order.EQUAL);
    }
  }

  @Test
  void everyOrderHasItsName() {
    for (var order : VersionOrder.values()) {
      assertThat(VersionOrder.parse(order.label())).contains(order);
    }
    assertThat(VersionOrder.parse("npm")).isEmpty();
    assertThat(VersionOrder.of(Ecosystem.APK)).isEqualTo(VersionOrder.APK);
    assertThat(VersionOrder.of(Ecosystem.DEB)).isEqualTo(VersionOrder.DEB);
    assertThat(VersionOrder.of(Ecosystem.RPM)).isEqualTo(VersionOrder.RPM);
  }

  /// apk's own rules for malformed versions are not transitive, so only well-formed ones are held
  /// to it.
  @ParameterizedTest
  @EnumSource(VersionOrder.class)
  void ordersAreTotal(VersionOrder order) {
    var samples = new VersionSamples(7);
    var parts =
        switch (order) {
          case DEB -> samples.debParts();
          case APK, APK3 -> samples.apkParts();
          case RPM -> samples.rpmParts();
        };
    var random = new Random(11);
    var versions = new ArrayList<String>();
    while (versions.size() < 300) {
      var version = samples.made(parts);
      if (order.defect(version) == null) {
        versions.add(version);
      }
    }
    for (var i = 0; i < 30_000; i++) {
      assertTriple(order, pick(versions, random), pick(versions, random), pick(versions, random));
    }
  }

  private static void assertTriple(VersionOrder order, String a, String b, String c) {
    var ab = Integer.signum(order.compare(a, b));
    var bc = Integer.signum(order.compare(b, c));
    var ac = Integer.signum(order.compare(a, c));
    if (ab != -Integer.signum(order.compare(b, a)) || order.compare(a, a) != 0) {
      throw new AssertionError(order + " is not antisymmetric: " + a + " " + b);
    }
    if (ab <= 0 && bc <= 0 && ac > 0) {
      throw new AssertionError(order + " is not transitive: " + a + " " + b + " " + c);
    }
  }

  private static String pick(List<String> versions, Random random) {
    return versions.get(random.nextInt(versions.size()));
  }
}
