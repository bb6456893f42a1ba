package io.breakwater.reports;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.ConfigurationIssue;
import io.breakwater.advisor.Finding;
import io.breakwater.advisor.version.Comparison;
import io.breakwater.advisories.Advisory;
import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Outcome;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.Origin;
import io.breakwater.sbom.PackageUrl;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The lists of a JSON report: vulnerabilities, configuration issues, packages.
final class JsonFindings {
  private final Json json;
  private final Assessment assessment;
  private final ReportOptions options;

  JsonFindings(Json json, Assessment assessment, ReportOptions options) {
    this.json = json;
    this.assessment = assessment;
    this.options = options;
  }

  void vulnerabilities(List<Finding> some) {
    json.array("vulnerabilities");
    for (var finding : some) {
      vulnerability(finding);
    }
    json.endArray();
  }

  private void vulnerability(Finding finding) {
    var row = finding.advisory();
    json.object();
    json.text("cve", finding.cve());
    json.array("aliases");
    row.aliases().forEach(json::element);
    json.endArray();
    notices(row);
    json.object("package");
    name(finding.installed());
    json.endObject();
    json.text("state", word(finding.state()));
    json.text("stateDetail", finding.stateDetail());
    json.text("fixedVersion", finding.fixedVersion());
    json.text("fixAvailability", row.fixedVersion() == null ? null : word(row.availability()));
    json.text("severity", row.severity());
    cvss(row);
    json.flag("knownExploited", row.knownExploited());
    json.text("summary", row.summary());
    json.array("links");
    row.links().forEach(json::element);
    json.endArray();
    json.text("correctiveAction", finding.correctiveAction());
    json.text("standing", finding.standing().word());
    json.text("policyStatus", finding.policyStatus().word());
    JsonExemptions.list(json, finding.exemptions());
    origin(finding.installed().origin());
    if (options.explain()) {
      explanation(finding);
    }
    json.endObject();
  }

  private void notices(Advisory row) {
    json.array("notices");
    for (var notice : row.notices()) {
      var published = notice.published();
      json.object();
      json.text("id", notice.id());
      json.text("published", published == null ? null : published.toString());
      json.text("note", assessment.twinOf(notice).orElse(null));
      json.array("links");
      notice.links().forEach(json::element);
      json.endArray();
      json.endObject();
    }
    json.endArray();
  }

  private void cvss(Advisory row) {
    json.array("cvss");
    for (var cvss : row.cvss()) {
      json.object();
      json.text("source", cvss.source());
      json.text("version", cvss.version());
      json.text("vector", cvss.vector());
      json.number("score", cvss.score());
      json.endObject();
    }
    json.endArray();
  }

  private void origin(Origin origin) {
    json.object("origin");
    json.number("layer", origin.layer());
    json.text("layerDigest", origin.layerDigest().map(Object::toString).orElse(null));
    json.text("createdBy", origin.createdBy());
    json.flag("base", origin.base());
    json.endObject();
  }

  private void explanation(Finding finding) {
    var row = finding.advisory();
    var installed = finding.installed();
    json.object("explanation");
    json.object("evidence");
    json.text("file", installed.file());
    json.number("layer", installed.origin().layer());
    json.text("createdBy", installed.origin().createdBy());
    json.endObject();
    json.object("advisory");
    json.text("feed", row.feed());
    json.text("recordId", row.recordId());
    json.text("release", row.release());
    json.text("packageName", row.packageName());
    json.text("packageKind", word(row.kind()));
    var asOf = assessment.feedOf(row).map(Assessment.FeedState::asOf);
    json.text("feedAsOf", asOf.map(Object::toString).orElse(null));
    json.endObject();
    json.object("comparison");
    json.text("order", finding.order().label());
    json.text("installed", finding.installedVersion());
    json.text("fixed", finding.fixedVersion());
    json.text("result", result(finding));
    json.endObject();
    scope(finding);
    json.text("state", word(finding.state()));
    json.text("standing", finding.standing().word());
    json.endObject();
  }

  /// What of the row's limits the package fits.
  private void scope(Finding finding) {
    json.object("scope");
    list("products", finding.products());
    json.text("module", finding.moduleStream().orElse(null));
    list("modules", finding.advisory().scope().modules());
    list("arches", finding.advisory().scope().arches());
    json.endObject();
  }

  private void list(String name, List<String> texts) {
    json.array(name);
    texts.forEach(json::element);
    json.endArray();
  }

  void notJudged() {
    json.array("notJudged");
    for (var one : assessment.notJudged()) {
      json.object();
      json.text("vendor", one.vendor());
      json.flag("accepted", one.accepted());
      list("packages", one.packages());
      json.endObject();
    }
    json.endArray();
  }

  private static @Nullable String result(Finding finding) {
    return switch (finding.comparison()) {
      case null -> null;
      case Comparison.Order order -> order.sign();
      case Comparison.Incomparable(var reason) -> "not comparable: " + reason;
    };
  }

  void configurationIssues(List<ConfigurationIssue> some) {
    json.array("configurationIssues");
    for (var issue : some) {
      configurationIssue(issue);
    }
    json.endArray();
  }

  /// The checks that could not tell, whether or not they count.
  void configurationNotJudged() {
    json.array("configurationNotJudged");
    for (var result : assessment.checks()) {
      if (result instanceof CheckResult(var check, Outcome.CannotTell(var why))) {
        json.object();
        json.text("id", check.id());
        json.text("reason", why);
        json.endObject();
      }
    }
    json.endArray();
  }

  private void configurationIssue(ConfigurationIssue issue) {
    json.object();
    json.text("id", issue.id());
    json.text("description", issue.description());
    json.text("correctiveAction", issue.correctiveAction());
    json.text("severity", issue.severity().word());
    json.text("file", issue.file());
    if (issue.line() > 0) {
      json.number("line", issue.line());
    } else {
      json.nothing("line");
    }
    if (issue.layer() >= 0) {
      json.number("layer", issue.layer());
    } else {
      json.nothing("layer");
    }
    json.text("reference", issue.reference());
    json.text("policyStatus", issue.policyStatus().word());
    json.flag("counts", issue.counts());
    JsonExemptions.list(json, issue.exemptions());
    json.endObject();
  }

  void packages() {
    json.array("packages");
    for (var installed : assessment.packages()) {
      json.object();
      name(installed);
      json.text("sourceRpm", installed.sourceRpm());
      json.text("vendor", installed.vendor());
      json.text("file", installed.file());
      origin(installed.origin());
      json.endObject();
    }
    json.endArray();
  }

  private void name(InstalledPackage installed) {
    json.text("name", installed.name());
    json.text("version", installed.version());
    json.text("arch", installed.arch());
    json.text("source", installed.source());
    json.text("sourceVersion", installed.sourceVersion());
    var url = PackageUrl.of(installed, assessment.os());
    json.text("purl", url == null ? null : url.toString());
    json.text("module", installed.module());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
