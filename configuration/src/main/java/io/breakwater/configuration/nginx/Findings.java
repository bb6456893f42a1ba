package io.breakwater.configuration.nginx;

import io.breakwater.configuration.Failure;
import io.breakwater.configuration.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one check finds. Where something fails it fails; else where something is not known it
/// cannot tell.
final class Findings {
  private final Map<String, Failure> failures = new LinkedHashMap<>();
  private @Nullable String unknown;
  private @Nullable String unused;

  /// A directive that does not follow the practice.
  void fail(Directive at, String action) {
    add(at.source(), at.line(), action);
  }

  /// A level in which something is missing.
  void fail(Block at, String action) {
    add(at.source(), at.line(), action);
  }

  private void add(Directive.Source source, int line, String action) {
    failures.putIfAbsent(
        source.path() + ":" + line, new Failure(source.path(), line, source.layer(), action));
  }

  /// Something that may matter is not known.
  void unknown(String why) {
    if (unknown == null) {
      unknown = why;
    }
  }

  /// What the check is about is not in use.
  void unused(String why) {
    unused = why;
  }

  Outcome outcome() {
    if (!failures.isEmpty()) {
      return new Outcome.Fail(most(List.copyOf(failures.values())));
    }
    if (unknown != null) {
      return new Outcome.CannotTell(unknown);
    }
    return unused == null ? new Outcome.Pass() : new Outcome.NotApplicable(unused);
  }

  private static List<Failure> most(List<Failure> all) {
    if (all.size() <= Outcome.Fail.MOST) {
      return all;
    }
    var told = new ArrayList<>(all.subList(0, Outcome.Fail.MOST - 1));
    var last = all.get(Outcome.Fail.MOST - 1);
    var more = all.size() - Outcome.Fail.MOST;
    told.add(
        new Failure(
            last.file(),
            last.line(),
            last.layer(),
            last.correctiveAction() + " There are " + more + " more such places."));
    return told;
  }
}
