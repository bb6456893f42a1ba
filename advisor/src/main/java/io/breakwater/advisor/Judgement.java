package io.breakwater.advisor;

import io.breakwater.advisor.Verdict.Reason;
import io.breakwater.advisor.Verdict.Status;
import java.util.ArrayList;
import java.util.List;

/// Turns what was found, and what could not be, into a verdict.
///
/// The first of these that holds decides; what else holds is added as a further reason:
/// 1. INCOMPLETE: something could not be read or compared. The list of issues may lack some, so
///    it is not even sure which ones; known issues are reasons too.
/// 2. UNSUPPORTED: nobody's advisories speak of the image.
/// 3. FAIL: an issue that counts, found by whatever old advisories.
/// 4. INCOMPLETE: no such issue, but the advisories are too old, or speak of too few of the
///    packages, to show that there is none.
/// 5. WARN: issues, none of which counts: exempt, or set aside by the policy. OK: no issue; what
///    has no fix and advice on the configuration are none.
final class Judgement {
  private final List<Reason> incomplete = new ArrayList<>();
  private final List<Reason> unsupported = new ArrayList<>();
  private final List<Reason> doubts = new ArrayList<>();
  private final List<Reason> active = new ArrayList<>();
  private final List<Reason> setAside = new ArrayList<>();

  void incomplete(String code, String message, String next) {
    incomplete.add(new Reason(code, message, next));
  }

  void unsupported(String code, String message, String next) {
    unsupported.add(new Reason(code, message, next));
  }

  void doubtful(String code, String message, String next) {
    doubts.add(new Reason(code, message, next));
  }

  void active(String code, String message, String next) {
    active.add(new Reason(code, message, next));
  }

  void setAside(String code, String message) {
    setAside.add(new Reason(code, message, ""));
  }

  Verdict verdict(Reason otherwise) {
    if (!incomplete.isEmpty()) {
      return verdict(Status.INCOMPLETE, incomplete, unsupported, active, doubts);
    }
    if (!unsupported.isEmpty()) {
      return verdict(Status.UNSUPPORTED, unsupported, active);
    }
    if (!active.isEmpty()) {
      return verdict(Status.FAIL, active, doubts);
    }
    if (!doubts.isEmpty()) {
      return verdict(Status.INCOMPLETE, doubts, setAside);
    }
    return setAside.isEmpty()
        ? new Verdict(Status.OK, List.of(otherwise))
        : verdict(Status.WARN, setAside);
  }

  @SafeVarargs
  private static Verdict verdict(Status status, List<Reason>... reasons) {
    var all = new ArrayList<Reason>();
    for (var some : reasons) {
      all.addAll(some);
    }
    return new Verdict(status, all);
  }
}
