package io.breakwater.advisor.rpm;

import io.breakwater.advisor.version.Comparison;
import io.breakwater.advisor.version.VersionOrder;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Availability;
import io.breakwater.advisories.Advisory.Kind;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.Scope;
import io.breakwater.inventory.InstalledPackage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Judges one package by all rows that one issue has for it and for its source.
///
/// Only rows that speak of the build count: one of its products is the image's, its architecture
/// is the package's, its module is the package's (or neither has one). Of these:
/// 1. Fixes decide first. A package that has one of them is not vulnerable, though later notices
///    list the issue again with a higher version, unless that fix is on the branch of another
///    minor release and a higher one is there ([BuildLine]). The match carries the lowest fix
///    above the installed version that the image can install.
/// 2. Without a fix, a binary row "not affected" clears.
/// 3. Else an unfixed state is the match: a binary row before one of the source, the narrower
///    product first.
/// 4. A source row "not affected" clears unfixed states of the same product that are stated less
///    narrowly. Between products it clears nothing: OpenShift's own build may be fine while the
///    one of RHEL beside it is not.
/// 5. Where none of these rows speaks of the build for certain, rows that may (by an unknown
///    module) make it UNDER_INVESTIGATION; a fix that is installed whatever the stream does not.
final class RpmJudge {
  private final ImageProducts products;
  private final RpmVersions versions;
  private final boolean extended;
  private final InstalledPackage installed;
  private final InstalledModule module;

  private @Nullable RpmMatch fix;
  private @Nullable RpmMatch fixElsewhere;
  private @Nullable RpmMatch incomparable;
  private @Nullable RpmMatch unsure;
  private @Nullable BuildLine line;
  private boolean fixInstalled;
  private boolean fixOfOtherBranch;
  private boolean binaryCleared;
  private final List<RpmMatch> open = new ArrayList<>();
  private final List<String> cleared = new ArrayList<>();
  private boolean sourceCleared;

  /// @param extended whether fixes of extended support are meant for the image
  RpmJudge(
      ImageProducts products,
      RpmVersions versions,
      boolean extended,
      InstalledPackage installed,
      InstalledModule module) {
    this.products = products;
    this.versions = versions;
    this.extended = extended;
    this.installed = installed;
    this.module = module;
  }

  /// Whether a row speaks of the package, or may.
  boolean concerns(Advisory row) {
    return ofArch(row)
        && module.fits(row.scope().modules()) != InstalledModule.Answer.NO
        && products.matching(row.scope().cpes()) != null;
  }

  /// Judges by the rows of one issue.
  ///
  /// @return null when the package is not vulnerable
  @Nullable RpmMatch judge(List<Advisory> rows) {
    clear();
    for (var row : rows) {
      add(row);
    }
    if (fixInstalled || (fixOfOtherBranch && fix == null && fixElsewhere == null)) {
      return null;
    }
    if (fix != null || fixElsewhere != null || incomparable != null) {
      return fix != null ? fix : incomparable != null ? incomparable : fixElsewhere;
    }
    if (binaryCleared) {
      return null;
    }
    return open.isEmpty() && !sourceCleared ? unsure : unfixed();
  }

  private void clear() {
    fix = null;
    fixElsewhere = null;
    incomparable = null;
    unsure = null;
    fixInstalled = false;
    fixOfOtherBranch = false;
    binaryCleared = false;
    open.clear();
    cleared.clear();
    sourceCleared = false;
  }

  private void add(Advisory row) {
    var matching = products.matching(row.scope().cpes());
    if (matching == null || !ofArch(row)) {
      return;
    }
    switch (module.fits(row.scope().modules())) {
      case NO -> {}
      case UNKNOWN -> addUnsure(row, matching);
      case YES -> addSure(row, matching);
    }
  }

  /// What has no architecture (a bill of materials need not tell it) may be of any.
  private boolean ofArch(Advisory row) {
    var arches = row.scope().arches();
    return arches.isEmpty()
        || installed.arch().isEmpty()
        || arches.contains(installed.arch())
        || (row.kind() == Kind.SOURCE && arches.contains("src"));
  }

  private void addSure(Advisory row, List<String> matching) {
    var fixed = row.fixedVersion();
    if (fixed != null) {
      addFix(row, fixed, matching);
    } else if (row.state() != State.NOT_AFFECTED) {
      open.add(new RpmMatch(row, row.state(), row.stateDetail(), null, matching));
    } else if (row.kind() == Kind.BINARY) {
      binaryCleared = true;
    } else {
      sourceCleared = true;
      cleared.addAll(matching);
    }
  }

  private void addFix(Advisory row, String fixed, List<String> matching) {
    var fixedLine = BuildLine.of(fixed);
    if (fixedLine.otherKernel(line())) {
      return;
    }
    var comparison = weigh(row, fixed);
    switch (comparison) {
      case Comparison.Incomparable(var reason) ->
          incomparable =
              new RpmMatch(
                  row,
                  State.UNDER_INVESTIGATION,
                  "not-comparable: " + reason,
                  comparison,
                  matching);
      case Comparison.Order.LESS -> {
        if (products.reach(matching, fixed)) {
          fix =
              better(fix, new RpmMatch(row, State.FIXED, row.stateDetail(), comparison, matching));
        } else {
          var detail = "no fix in the image's stream; the main stream has " + fixed;
          fixElsewhere =
              better(fixElsewhere, new RpmMatch(row, State.AFFECTED, detail, comparison, matching));
        }
      }
      case Comparison.Order.EQUAL -> fixInstalled = true;
      case Comparison.Order.GREATER -> {
        var reaches = fixedLine.reaches(line());
        fixInstalled |= reaches;
        fixOfOtherBranch |= !reaches;
      }
    }
  }

  private BuildLine line() {
    var known = line;
    if (known == null) {
      known = BuildLine.of(installed.version());
      line = known;
    }
    return known;
  }

  private Comparison weigh(Advisory row, String fixed) {
    return versions.weigh(RpmVersions.installed(installed, row.kind()), fixed);
  }

  /// The fix that can be installed, then the lower one.
  private RpmMatch better(@Nullable RpmMatch a, RpmMatch b) {
    if (a == null || attainable(b) != attainable(a)) {
      return a == null || attainable(b) ? b : a;
    }
    var fixedA = a.row().fixedVersion();
    var fixedB = b.row().fixedVersion();
    return fixedA != null && fixedB != null && VersionOrder.RPM.compare(fixedB, fixedA) < 0 ? b : a;
  }

  private boolean attainable(RpmMatch match) {
    return match.row().availability() == Availability.PUBLIC || extended;
  }

  /// The unfixed state that says most, of those that are not cleared.
  private @Nullable RpmMatch unfixed() {
    RpmMatch best = null;
    for (var match : open) {
      if (!isCleared(match) && (best == null || precedes(match, best))) {
        best = match;
      }
    }
    return best;
  }

  private boolean isCleared(RpmMatch match) {
    for (var product : match.products()) {
      if (cleared.stream().noneMatch(other -> products.narrower(other, product))) {
        return false;
      }
    }
    return !match.products().isEmpty();
  }

  private boolean precedes(RpmMatch match, RpmMatch before) {
    var kind = match.row().kind();
    return kind == before.row().kind()
        ? products.specificity(match.products()) > products.specificity(before.products())
        : kind == Kind.BINARY;
  }

  private void addUnsure(Advisory row, List<String> matching) {
    var fixed = row.fixedVersion();
    var comparison = fixed == null ? null : weigh(row, fixed);
    if (row.state() == State.NOT_AFFECTED
        || comparison == Comparison.Order.EQUAL
        || comparison == Comparison.Order.GREATER
        || unsure != null) {
      return;
    }
    var modules = row.scope().modules();
    var detail =
        modules.contains(Scope.UNKNOWN_MODULE)
            ? ": the advisory does not say for which module stream it is"
            : ": the advisory is for "
                + String.join(", ", modules)
                + ", the package's is not known";
    unsure =
        new RpmMatch(
            row, State.UNDER_INVESTIGATION, RpmMatch.MODULE_UNKNOWN + detail, comparison, matching);
  }
}
