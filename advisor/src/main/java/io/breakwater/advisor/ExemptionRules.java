package io.breakwater.advisor;

import io.breakwater.advisor.ExemptionUse.Use;
import io.breakwater.advisories.Advisory;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A policy's exemptions as they stand to one image, and a record of what became of each.
///
/// - Any exemption that applies exempts; none is overridden by a narrower one.
/// - An issue is exempt when one exemption names its CVE, or when each of its security
///   notices is exempt; with some of them it is partially exempt and counts. Where the
///   distribution published no notice, the CVE stands for it.
/// - An expired exemption, and one until a fix once the image can install a fix, does nothing
///   and stays in the record.
/// - Of the VEX statements about an issue the newest decides (OpenVEX specification 0.2.0,
///   "Updating Statements with Inherited Data", and go-vex, `VEX.Matches`); of two of the same
///   time the one that exempts loses. Decisions of the user's own are not touched by that.
final class ExemptionRules {
  private final List<Exemption> all;
  private final Optional<OperatingSystem> os;
  private final Instant now;
  private final Map<String, List<Integer>> byName = new HashMap<>();
  private final List<Integer> wildcards = new ArrayList<>();
  private final Use[] uses;
  private final int[] issues;

  ExemptionRules(
      List<Exemption> all, ImageSubject image, Optional<OperatingSystem> os, Instant now) {
    this.all = all;
    this.os = os;
    this.now = now;
    this.uses = new Use[all.size()];
    this.issues = new int[all.size()];
    for (var i = 0; i < all.size(); i++) {
      var one = all.get(i);
      if (!one.covers(image)) {
        uses[i] = Use.OTHER_IMAGE;
        continue;
      }
      uses[i] = one.holds(now) ? Use.UNUSED : Use.EXPIRED;
      index(one, i);
    }
  }

  private void index(Exemption one, int i) {
    if (one.id().indexOf('*') >= 0) {
      wildcards.add(i);
    } else {
      byName.computeIfAbsent(key(one.type(), one.id()), k -> new ArrayList<>()).add(i);
    }
    for (var alias : one.aliases()) {
      byName.computeIfAbsent(key(one.type(), alias), k -> new ArrayList<>()).add(i);
    }
  }

  private static String key(Exemption.Type type, String name) {
    return type.word() + ":" + name.toLowerCase(Locale.ROOT);
  }

  /// What applies to a vulnerability in a package.
  ///
  /// @param fixable whether the image can install a fix
  Exemptions of(InstalledPackage installed, Advisory row, Advisory.State state, boolean fixable) {
    if (all.isEmpty()) {
      return Exemptions.NONE;
    }
    var matching = new TreeSet<Integer>();
    var noticeOf = new HashMap<Integer, String>();
    collect(Exemption.Type.CVE, row.cve(), matching);
    for (var alias : row.aliases()) {
      collect(Exemption.Type.CVE, alias, matching);
    }
    for (var i : wildcards) {
      if (all.get(i).type() == Exemption.Type.CVE && all.get(i).id().equals("*")) {
        matching.add(i);
      }
    }
    for (var notice : notices(row)) {
      for (var name : names(notice)) {
        for (var i : byName.getOrDefault(key(Exemption.Type.NOTICE, name), List.of())) {
          noticeOf.put(i, notice);
          matching.add(i);
        }
      }
    }
    matching.removeIf(i -> !limits(all.get(i), installed, state));
    var applied = inForce(matching, fixable);
    return applied.isEmpty()
        ? Exemptions.NONE
        : new Exemptions(status(applied, noticeOf, notices(row).size()), exemptions(applied));
  }

  private PolicyStatus status(List<Integer> applied, Map<Integer, String> noticeOf, int notices) {
    var exempt = new HashSet<String>();
    for (var i : applied) {
      var notice = noticeOf.get(i);
      if (notice == null) {
        return PolicyStatus.EXEMPT;
      }
      exempt.add(notice);
    }
    return exempt.size() >= notices ? PolicyStatus.EXEMPT : PolicyStatus.PARTIALLY_EXEMPT;
  }

  /// Where a distribution publishes no notices, the CVE stands for its notice.
  private static List<String> notices(Advisory row) {
    return row.notices().isEmpty()
        ? List.of(row.cve())
        : row.notices().stream().map(Advisory.Notice::id).distinct().toList();
  }

  private List<String> names(String notice) {
    var twin = Notices.twin(os, notice);
    return twin.isPresent() ? List.of(notice, twin.get()) : List.of(notice);
  }

  private void collect(Exemption.Type type, String name, SortedSet<Integer> matching) {
    matching.addAll(byName.getOrDefault(key(type, name), List.of()));
  }

  private boolean limits(Exemption one, InstalledPackage installed, Advisory.State state) {
    if (!one.states().isEmpty() && !one.states().contains(state)) {
      return false;
    }
    for (var pattern : one.packages()) {
      if (pattern.matches(installed, os)) {
        return true;
      }
    }
    return one.packages().isEmpty();
  }

  /// Takes note of all that match, and gives those that exempt now.
  private List<Integer> inForce(SortedSet<Integer> matching, boolean fixable) {
    var takenBack = Instant.MIN;
    var contradicted = false;
    var candidates = new ArrayList<Integer>();
    for (var i : matching) {
      var one = all.get(i);
      issues[i]++;
      if (!one.holds(now)) {
        continue;
      }
      if (one.untilFixed() && fixable) {
        note(i, Use.FIXED);
      } else if (one.exempts()) {
        candidates.add(i);
      } else {
        note(i, Use.APPLIED);
        contradicted = true;
        takenBack = stated(one).isAfter(takenBack) ? stated(one) : takenBack;
      }
    }
    var applied = new ArrayList<Integer>();
    for (var i : candidates) {
      var one = all.get(i);
      if (contradicted && one.vex() != null && !stated(one).isAfter(takenBack)) {
        note(i, Use.TAKEN_BACK);
      } else {
        note(i, Use.APPLIED);
        applied.add(i);
      }
    }
    return applied;
  }

  private static Instant stated(Exemption one) {
    return one.created() == null ? Instant.MIN : one.created();
  }

  /// One that takes any issue out is applied, whatever else it does not.
  private void note(int i, Use use) {
    if (uses[i] != Use.APPLIED) {
      uses[i] = use;
    }
  }

  private List<Exemption> exemptions(List<Integer> indexes) {
    return indexes.stream().map(all::get).toList();
  }

  /// What applies to a configuration issue.
  ///
  /// @param file where it is; null for a check that could not tell, which only exemptions of
  ///     all files take out
  Exemptions ofConfiguration(String id, @Nullable String file) {
    if (all.isEmpty()) {
      return Exemptions.NONE;
    }
    var matching = new TreeSet<Integer>();
    collect(Exemption.Type.CONFIGURATION, id, matching);
    for (var i : wildcards) {
      var one = all.get(i);
      if (one.type() == Exemption.Type.CONFIGURATION
          && NamePattern.of(one.id().toLowerCase(Locale.ROOT))
              .matches(id.toLowerCase(Locale.ROOT))) {
        matching.add(i);
      }
    }
    matching.removeIf(i -> !inFiles(all.get(i), file));
    var applied = inForce(matching, false);
    return applied.isEmpty()
        ? Exemptions.NONE
        : new Exemptions(PolicyStatus.EXEMPT, exemptions(applied));
  }

  private static boolean inFiles(Exemption one, @Nullable String file) {
    return one.files().isEmpty()
        || (file != null && one.files().stream().anyMatch(files -> files.matches(file)));
  }

  /// What became of each, in the policy's order.
  List<ExemptionUse> uses() {
    var list = new ArrayList<ExemptionUse>(all.size());
    for (var i = 0; i < all.size(); i++) {
      list.add(new ExemptionUse(all.get(i), uses[i], issues[i]));
    }
    return list;
  }
}
