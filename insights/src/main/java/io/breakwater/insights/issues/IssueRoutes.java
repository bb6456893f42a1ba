package io.breakwater.insights.issues;

import io.breakwater.accounts.access.Action;
import io.breakwater.advisor.ConfigurationIssue;
import io.breakwater.advisor.Finding;
import io.breakwater.advisories.Advisory;
import io.breakwater.api.RouteSource;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.NamespacesCall;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.insights.advisories.AdvisoryJson;
import io.breakwater.insights.advisories.LookUps;
import io.breakwater.insights.issues.IssueSearch.Hit;
import io.breakwater.registry.namespaces.NamespaceState;
import io.breakwater.reports.Printable;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/// Where an issue is: `GET /api/v2/issues/{issue}`, the images that have it, of those that the
/// caller may see, with the packages that bring it, the version that fixes it and whether it
/// counts there. An issue is a CVE, a security notice, or one of the configuration, which has files
/// and lines instead.
///
/// Parameters: `namespace`; `limit`, the most images that are looked at, 100 if not said and 1,000
/// at most; `after`, what the answer before called `next`. An answer may hold fewer images than it
/// could, or none, and have a `next`: the time of one answer is limited.
public final class IssueRoutes implements RouteSource {
  private static final int USUAL = 100;
  private static final int MOST = 1_000;
  private static final int MOST_ROWS = 500;

  private final IssueSearch search;
  private final LookUps lookUps;

  public IssueRoutes(IssueSearch search, LookUps lookUps) {
    this.search = search;
    this.lookUps = lookUps;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    routes.namespaces("GET", "/api/v2/issues/{issue}", Action.IMAGE_VULNERABILITIES, this::where);
  }

  private void where(Request request, Response response, NamespacesCall call) throws Exception {
    var named = request.parameter("issue");
    var issue = IssueSearch.ofConfiguration(named) ? named : named.toUpperCase(Locale.ROOT);
    var visible = namespaces(request, call);
    var after = after(request);
    var limit = limit(request);
    var found = lookUps.turn(() -> search.search(issue, visible, after, limit));
    response.json(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("issue", issue);
          json.writeStringProperty("advisories", found.version());
          json.writeBooleanProperty("known", !found.rows().isEmpty() || !found.hits().isEmpty());
          AdvisoryJson.summary(json, found.rows());
          json.writeArrayPropertyStart("rows");
          for (var row : found.rows().stream().limit(MOST_ROWS).toList()) {
            AdvisoryJson.row(json, row);
          }
          json.writeEndArray();
          json.writeNumberProperty("rowsInAll", found.rows().size());
          json.writeArrayPropertyStart("images");
          for (var hit : found.hits()) {
            image(json, request, hit);
          }
          json.writeEndArray();
          json.writeNumberProperty("lookedAt", found.lookedAt());
          json.writeNumberProperty("notJudged", found.notJudged());
          if (found.next() > 0) {
            json.writeStringProperty("next", Long.toString(found.next()));
          } else {
            json.writeNullProperty("next");
          }
          json.writeEndObject();
        });
  }

  private static Set<String> namespaces(Request request, NamespacesCall call) throws Refusal {
    return call.narrowed(request.query().first("namespace")).stream()
        .map(NamespaceState::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int limit(Request request) throws Refusal {
    var text = request.query().first("limit").orElse(Integer.toString(USUAL));
    if (!text.matches("[1-9][0-9]{0,5}")) {
      throw Refusal.of(400, "PARAMETER_INVALID", "limit is a number from 1 to " + MOST);
    }
    return Math.min(Integer.parseInt(text), MOST);
  }

  private static long after(Request request) throws Refusal {
    var text = request.query().first("after").orElse("0");
    if (!text.matches("[0-9]{1,18}")) {
      throw Refusal.of(
          400, "PARAMETER_INVALID", "after is what the answer before this one called next");
    }
    return Long.parseLong(text);
  }

  private static void image(JsonGenerator json, Request request, Hit hit) {
    json.writeStartObject();
    json.writeStringProperty(
        "image", request.authority() + "/" + hit.repository() + "@" + hit.manifest());
    json.writeStringProperty("repository", hit.repository().toString());
    json.writeStringProperty("digest", hit.manifest().toString());
    json.writeArrayPropertyStart("tags");
    hit.tags().forEach(json::writeString);
    json.writeEndArray();
    json.writeStringProperty("verdict", hit.verdict().name());
    json.writeBooleanProperty("active", hit.active());
    if (hit.since().isPresent()) {
      json.writeStringProperty("since", hit.since().get().toString());
    } else {
      json.writeNullProperty("since");
    }
    json.writeArrayPropertyStart("packages");
    for (var finding : hit.findings()) {
      finding(json, finding);
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("configuration");
    for (var one : hit.configuration()) {
      configuration(json, one);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void configuration(JsonGenerator json, ConfigurationIssue one) {
    json.writeStartObject();
    json.writeStringProperty("file", Printable.wellFormed(one.file()));
    json.writeNumberProperty("line", one.line());
    json.writeStringProperty("severity", one.severity().word());
    json.writeStringProperty("description", Printable.wellFormed(one.description()));
    json.writeStringProperty("policyStatus", one.policyStatus().word());
    json.writeStringProperty("correctiveAction", Printable.wellFormed(one.correctiveAction()));
    json.writeEndObject();
  }

  private static void finding(JsonGenerator json, Finding finding) {
    json.writeStartObject();
    json.writeStringProperty("issue", finding.cve());
    json.writeStringProperty("name", finding.installed().name());
    json.writeStringProperty("installed", finding.installed().version());
    json.writeStringProperty("fixed", finding.fixedVersion());
    json.writeStringProperty("state", word(finding.state()));
    json.writeStringProperty("severity", finding.severity().word());
    json.writeStringProperty("standing", finding.standing().word());
    json.writeStringProperty("policyStatus", finding.policyStatus().word());
    json.writeStringProperty("correctiveAction", finding.correctiveAction());
    json.writeEndObject();
  }

  private static String word(Advisory.State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
