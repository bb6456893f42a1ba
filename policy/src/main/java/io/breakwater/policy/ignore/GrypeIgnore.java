package io.breakwater.policy.ignore;

import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.Exemption.Place;
import io.breakwater.advisor.ExemptionBuilder;
import io.breakwater.advisor.NamePattern;
import io.breakwater.advisor.PackagePattern;
import io.breakwater.advisor.PathPattern;
import io.breakwater.advisories.Advisory;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.policy.document.PolicyException;
import io.breakwater.policy.document.Remark;
import io.breakwater.policy.document.Value;
import io.breakwater.policy.products.RegularName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the `ignore` rules of Grype's configuration (`.grype.yaml`;
/// `grype/match/ignore.go`): all that a rule names must hold, names of packages are regular
/// expressions of Go, locations have `*` and `**`. Other keys of the configuration are no
/// exemptions and are passed over.
///
/// A rule with a condition that cannot be told here is not carried over, and a remark says so:
/// packages of programming languages, `match-type`, and `vex-status` and `vex-justification`,
/// which in Grype too only say what VEX documents may do.
public final class GrypeIgnore {
  private static final Set<String> KEYS =
      Set.of(
          "vulnerability",
          "include-aliases",
          "reason",
          "namespace",
          "fix-state",
          "package",
          "vex-status",
          "vex-justification",
          "match-type");
  private static final Set<String> PACKAGE_KEYS =
      Set.of("name", "version", "language", "type", "location", "upstream-name");

  private final List<Exemption> exemptions = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();

  private GrypeIgnore() {}

  /// Whether a document has rules.
  public static boolean looksLikeOne(Value document) {
    return document.keys().contains("ignore");
  }

  public static GrypeIgnore read(Value document) throws PolicyException {
    var ignore = new GrypeIgnore();
    for (var rule : document.get("ignore").items()) {
      rule.only(KEYS);
      rule.get("package").only(PACKAGE_KEYS);
      var cannot = ignore.cannot(rule);
      if (cannot == null) {
        ignore.rule(rule);
      } else {
        ignore.remarks.add(rule.remark("the rule is not carried over: " + cannot));
      }
    }
    return ignore;
  }

  private @Nullable String cannot(Value rule) throws PolicyException {
    for (var key : List.of("vex-status", "vex-justification", "match-type")) {
      if (rule.get(key).textOrNull() != null) {
        return "'" + key + "' is not known here";
      }
    }
    var of = rule.get("package");
    if (of.get("language").textOrNull() != null) {
      return "packages of programming languages are not judged";
    }
    var type = of.get("type").textOrNull();
    if (type != null && ecosystem(type) == null) {
      return "packages of type '" + type + "' are not judged";
    }
    var namespace = rule.get("namespace").textOrNull();
    if (namespace != null && distro(namespace) == null) {
      return "the namespace '" + namespace + "' is of no distribution";
    }
    var fixState = rule.get("fix-state").textOrNull();
    if (fixState != null && states(fixState).isEmpty()) {
      return "the fix state '" + fixState + "' is not known here";
    }
    var location = of.get("location").textOrEmpty();
    if (location.chars().anyMatch(c -> "[]{}\\".indexOf(c) >= 0)) {
      return "a location may hold *, ** and ? only";
    }
    var vulnerability = rule.get("vulnerability").textOrNull();
    return vulnerability == null && !limited(rule) ? "it names no condition" : null;
  }

  private static boolean limited(Value rule) throws PolicyException {
    for (var key : PACKAGE_KEYS) {
      if (rule.get("package").get(key).textOrNull() != null) {
        return true;
      }
    }
    return rule.get("namespace").textOrNull() != null || rule.get("fix-state").textOrNull() != null;
  }

  private void rule(Value rule) throws PolicyException {
    var vulnerability = rule.get("vulnerability").textOrNull();
    var type =
        vulnerability == null
            ? Exemption.Type.CVE
            : IgnoreIds.type(vulnerability)
                .filter(found -> found == Exemption.Type.NOTICE)
                .orElse(Exemption.Type.CVE);
    var of = rule.get("package");
    var limits = of.present() || rule.get("namespace").present();
    var fixState = rule.get("fix-state").textOrNull();
    exemptions.add(
        new ExemptionBuilder(type, vulnerability == null ? "*" : vulnerability)
            .packages(limits ? List.of(packages(of, rule.get("namespace"))) : List.of())
            .states(fixState == null ? List.of() : states(fixState))
            .reason(rule.get("reason").textOrNull())
            .place(new Place(rule.file(), rule.line(), 0))
            .build());
  }

  private static PackagePattern packages(Value of, Value namespace) throws PolicyException {
    var type = of.get("type").textOrNull();
    var release = namespace.textOrNull();
    var distro = release == null ? "" : distro(release);
    var location = of.get("location").textOrNull();
    var upstream = of.get("upstream-name").textOrNull();
    return new PackagePattern(
        type == null ? null : ecosystem(type),
        "",
        distro == null ? "" : distro,
        name(of.get("name")),
        upstream == null ? NamePattern.ANY : new NamePattern.Exact(upstream),
        of.get("version").textOrEmpty(),
        "",
        location == null ? null : PathPattern.of(location));
  }

  private static NamePattern name(Value value) throws PolicyException {
    var name = value.textOrNull();
    if (name == null) {
      return NamePattern.ANY;
    }
    try {
      return RegularName.of(name);
    } catch (IllegalArgumentException e) {
      throw value.invalid("no regular expression: " + e.getMessage(), "Mend it");
    }
  }

  private static @Nullable Ecosystem ecosystem(String type) {
    return switch (type) {
      case "deb" -> Ecosystem.DEB;
      case "apk" -> Ecosystem.APK;
      case "rpm" -> Ecosystem.RPM;
      default -> null;
    };
  }

  /// `debian:distro:debian:12` is release `debian-12`; null for namespaces of languages.
  private static @Nullable String distro(String namespace) {
    var parts = namespace.split(":", -1);
    if (parts.length != 4 || !parts[1].equals("distro")) {
      return null;
    }
    return (parts[2].equals("redhat") ? "rhel" : parts[2]) + "-" + parts[3];
  }

  /// Grype's words (`vulnerability.FixState`) for what a distribution says.
  private static List<Advisory.State> states(String word) {
    return switch (word) {
      case "fixed" -> List.of(Advisory.State.FIXED);
      case "wont-fix" -> List.of(Advisory.State.WILL_NOT_FIX, Advisory.State.END_OF_LIFE);
      case "not-fixed" -> List.of(Advisory.State.AFFECTED, Advisory.State.DEFERRED);
      case "unknown" -> List.of(Advisory.State.UNDER_INVESTIGATION);
      default -> List.of();
    };
  }

  public List<Exemption> exemptions() {
    return exemptions;
  }

  public List<Remark> remarks() {
    return remarks;
  }
}
