package io.breakwater.advisories.releases;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of one release of a distribution.
///
/// @param key `debian:12`, `alpine:3.20`, `ubuntu:22.04`, `rhel:9`, `centos:7`, `centos:stream9`,
///     `almalinux:9`, `rocky:9`; rolling ones `alpine:edge`, `debian:sid`
/// @param distribution `alpine`, `debian`, `ubuntu`, `rhel`, `centos`, `almalinux`, `rocky`
/// @param version as in the key, behind the colon
/// @param codename lower case, one word (`bookworm`); empty where there is none
/// @param name for people: `Debian 12 (bookworm)`
/// @param released day of release; null while it is in development or rolling
/// @param advisoriesKey the release that advisories stand under: the same as `key`, but `rhel:8`
///     for `centos:8`, which publishes none
/// @param fullSupportUntil last day on which more than important fixes are published, where the
///     distribution makes the difference; null where it does not
/// @param standardUntil last day of the support that everybody gets without doing anything;
///     null while it is in development or rolling
/// @param extended what may follow, in order of their ends
/// @param ofMinors support of single minor releases behind their successor's release, by minor
public record ReleaseFacts(
    String key,
    String distribution,
    String version,
    String codename,
    String name,
    String advisoriesKey,
    @Nullable LocalDate released,
    @Nullable LocalDate fullSupportUntil,
    @Nullable LocalDate standardUntil,
    List<ExtendedSupport> extended,
    List<MinorSupport> ofMinors) {
  public ReleaseFacts {
    extended = List.copyOf(extended);
    ofMinors = List.copyOf(ofMinors);
  }

  /// Support behind the standard one.
  ///
  /// @param name `Debian LTS`, `Debian ELTS`, `Ubuntu Pro (ESM)`, `Ubuntu Pro with Legacy add-on`
  /// @param provider whose it is
  /// @param until last day
  /// @param subscription true when it has to be bought or enabled; false when every system
  ///     gets it
  public record ExtendedSupport(
      String name, String provider, LocalDate until, boolean subscription) {}

  /// Support of a minor release.
  ///
  /// @param minor such as `8.6`
  public record MinorSupport(String minor, ExtendedSupport support) {}

  /// The supports of a minor release such as `8.6`; empty where it has none of its own.
  public List<ExtendedSupport> ofMinor(String minor) {
    return ofMinors.stream()
        .filter(support -> support.minor().equals(minor))
        .map(MinorSupport::support)
        .toList();
  }

  /// Which support a release has on a day.
  public enum Phase {
    /// In development or rolling: no promise of support at all.
    DEVELOPMENT,
    /// Supported for everybody.
    STANDARD,
    /// The standard support is over; extended support exists, see [Support#by].
    EXTENDED,
    /// Nobody supports it any more.
    ENDED
  }

  /// The support on a day.
  ///
  /// @param by the extended support that applies first to everybody, else the first that has
  ///     to be bought; null in the other phases
  /// @param until last day of the phase's support; null where there is none
  public record Support(Phase phase, @Nullable ExtendedSupport by, @Nullable LocalDate until) {}

  /// The support on a day.
  public Support supportOn(LocalDate day) {
    if (standardUntil == null) {
      return new Support(Phase.DEVELOPMENT, null, null);
    }
    if (!day.isAfter(standardUntil)) {
      return new Support(Phase.STANDARD, null, standardUntil);
    }
    for (var support : extended) {
      if (!day.isAfter(support.until())) {
        return new Support(Phase.EXTENDED, support, support.until());
      }
    }
    return new Support(Phase.ENDED, null, lastDay());
  }

  /// Whether the support that every system gets, without buying or enabling anything, is over.
  public boolean endOfLifeOn(LocalDate day) {
    if (standardUntil == null || !day.isAfter(standardUntil)) {
      return false;
    }
    return extended.stream().noneMatch(s -> !s.subscription() && !day.isAfter(s.until()));
  }

  /// The last day of the support that every system gets, without buying or enabling anything;
  /// null while it is in development or rolling.
  public @Nullable LocalDate endOfLife() {
    var last = standardUntil;
    for (var support : extended) {
      if (!support.subscription() && last != null && support.until().isAfter(last)) {
        last = support.until();
      }
    }
    return last;
  }

  private @Nullable LocalDate lastDay() {
    return extended.isEmpty() ? standardUntil : extended.getLast().until();
  }
}
