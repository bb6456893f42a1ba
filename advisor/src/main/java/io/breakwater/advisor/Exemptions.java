package io.breakwater.advisor;

import io.breakwater.advisories.Advisory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// The exemptions that apply to one issue. Any that applies exempts; none is overridden.
record Exemptions(PolicyStatus status, List<Exemption> applied) {
  private static final Exemptions NONE = new Exemptions(PolicyStatus.ACTIVE, List.of());

  static Exemptions of(Advisory row, List<Exemption> all, Instant now) {
    if (all.isEmpty()) {
      return NONE;
    }
    var applied = new ArrayList<Exemption>();
    var notices = new HashSet<String>();
    var whole = false;
    for (var exemption : all) {
      if (!exemption.holds(now) || (exemption.untilFixed() && row.fixedVersion() != null)) {
        continue;
      }
      if (exemption.type() == Exemption.Type.CVE && exemption.id().equals(row.cve())) {
        whole = true;
        applied.add(exemption);
      } else if (exemption.type() == Exemption.Type.NOTICE && names(exemption, row)) {
        notices.add(exemption.id());
        applied.add(exemption);
      }
    }
    if (applied.isEmpty()) {
      return NONE;
    }
    var complete = whole || notices.size() >= Math.max(1, distinctNotices(row));
    return new Exemptions(complete ? PolicyStatus.EXEMPT : PolicyStatus.PARTIALLY_EXEMPT, applied);
  }

  /// Where a distribution publishes no notices, the CVE stands for its notice.
  private static boolean names(Exemption exemption, Advisory row) {
    return row.notices().isEmpty()
        ? exemption.id().equals(row.cve())
        : row.notices().stream().anyMatch(notice -> notice.id().equals(exemption.id()));
  }

  private static int distinctNotices(Advisory row) {
    return (int) row.notices().stream().map(Advisory.Notice::id).distinct().count();
  }

  static Exemptions ofConfiguration(String id, List<Exemption> all, Instant now) {
    var applied =
        all.stream()
            .filter(e -> e.type() == Exemption.Type.CONFIGURATION && e.id().equals(id))
            .filter(e -> e.holds(now))
            .toList();
    return applied.isEmpty() ? NONE : new Exemptions(PolicyStatus.EXEMPT, applied);
  }
}
