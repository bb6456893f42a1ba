package io.breakwater.policy.ignore;

import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.Exemption.Place;
import io.breakwater.advisor.ExemptionBuilder;
import io.breakwater.advisor.PackagePattern;
import io.breakwater.advisor.PathPattern;
import io.breakwater.policy.document.PolicyException;
import io.breakwater.policy.document.Remark;
import io.breakwater.policy.document.Value;
import io.breakwater.policy.products.Products;
import io.breakwater.sbom.PackageUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `.trivyignore.yaml` (Trivy, `pkg/result/ignore.go`, `IgnoreConfig`): lists of
/// `vulnerabilities`, `misconfigurations`, `secrets` and `licenses`, each with `id`, `paths`,
/// `purls`, `statement`, `expired_at` (a day ends at its beginning, as there).
///
/// Carried over: vulnerabilities, by package where they name some; and what has an identifier
/// of Breakwater's checks, under whichever heading. A vulnerability that is limited to files
/// cannot be: a package of an operating system is not in one file. What Trivy's own checks,
/// rules for secrets and licences mean is not known here.
public final class TrivyIgnoreYaml {
  private static final List<String> HEADINGS =
      List.of("vulnerabilities", "misconfigurations", "secrets", "licenses");
  private static final Set<String> KEYS = Set.of("id", "paths", "purls", "statement", "expired_at");

  private final List<Exemption> exemptions = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();

  private TrivyIgnoreYaml() {}

  /// Whether a document has one of the headings.
  public static boolean looksLikeOne(Value document) {
    return document.keys().stream().anyMatch(HEADINGS::contains);
  }

  public static TrivyIgnoreYaml read(Value document) throws PolicyException {
    var ignore = new TrivyIgnoreYaml();
    document.only(Set.copyOf(HEADINGS));
    for (var heading : HEADINGS) {
      for (var entry : document.get(heading).items()) {
        entry.only(KEYS);
        ignore.entry(heading, entry);
      }
    }
    return ignore;
  }

  private void entry(String heading, Value entry) throws PolicyException {
    var id = entry.get("id").text();
    var type = IgnoreIds.type(id);
    var isCheck = IgnoreIds.isConfiguration(id);
    if (type.isEmpty() || (!heading.equals("vulnerabilities") && !isCheck)) {
      remarks.add(
          entry.remark(
              "'"
                  + id
                  + "' under "
                  + heading
                  + " names no vulnerability, security notice or check of Breakwater's"));
      return;
    }
    if (!isCheck && !entry.get("paths").items().isEmpty()) {
      remarks.add(
          entry.remark(
              id
                  + ": a vulnerability cannot be limited to files, so the entry is not carried over"));
      return;
    }
    var urls = entry.get("purls").items();
    var packages = packages(urls);
    if (!urls.isEmpty() && packages.isEmpty()) {
      return;
    }
    exemptions.add(
        new ExemptionBuilder(type.get(), id)
            .packages(packages)
            .files(files(entry.get("paths")))
            .reason(entry.get("statement").textOrNull())
            .expires(entry.get("expired_at").time(false))
            .place(new Place(entry.file(), entry.line(), 0))
            .build());
  }

  private List<PackagePattern> packages(List<Value> urls) throws PolicyException {
    var packages = new ArrayList<PackagePattern>();
    for (var url : urls) {
      var pattern = packages(url);
      if (pattern == null) {
        remarks.add(url.remark(url.text() + " is no package of an operating system"));
      } else {
        packages.add(pattern);
      }
    }
    return packages;
  }

  private static @Nullable PackagePattern packages(Value url) throws PolicyException {
    try {
      return Products.packages(PackageUrl.parse(url.text())).orElse(null);
    } catch (IllegalArgumentException e) {
      throw url.invalid("no package URL: " + e.getMessage(), "Mend it");
    }
  }

  private static List<PathPattern> files(Value paths) throws PolicyException {
    var files = new ArrayList<PathPattern>();
    for (var path : paths.items()) {
      try {
        files.add(PathPattern.of(path.text()));
      } catch (IllegalArgumentException e) {
        throw path.expected("a path");
      }
    }
    return files;
  }

  public List<Exemption> exemptions() {
    return exemptions;
  }

  public List<Remark> remarks() {
    return remarks;
  }
}
