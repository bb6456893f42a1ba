package io.breakwater.insights.portfolio;

import io.breakwater.accounts.access.Action;
import io.breakwater.api.RouteSource;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.NamespacesCall;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.insights.portfolio.Parameters.Sort;
import io.breakwater.registry.portfolio.ImageFilter;
import io.breakwater.registry.portfolio.ImageOrder;
import io.breakwater.registry.portfolio.ImageSelection;
import io.breakwater.registry.portfolio.Portfolio;
import io.breakwater.registry.portfolio.PortfolioImage;
import io.breakwater.registry.portfolio.PortfolioOverview;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// All tagged images: `GET /api/v2/images`, a row for each tag; `GET /api/v2/overview`, the same in
/// a few numbers.
///
/// A row whose `stale` is true says what was said before the advisories, the policy or the
/// exemptions changed, and is not counted as judged; see [Portfolio].
public final class ImageListRoutes implements RouteSource {
  private static final int ISSUES = 20;
  private static final List<String> HEADER =
      List.of(
          "repository",
          "tag",
          "digest",
          "kind",
          "verdict",
          "message",
          "stale",
          "issues",
          "critical",
          "high",
          "medium",
          "low",
          "negligible",
          "unknown",
          "configuration",
          "exploited",
          "fixable",
          "exempt",
          "unfixed",
          "release",
          "platforms",
          "size",
          "created",
          "pushed",
          "scanned");
  private static final Listing<PortfolioImage> LIST =
      new Listing<>("images", HEADER, ImageListRoutes::cells, PortfolioJson::image);

  private final Portfolio portfolio;

  public ImageListRoutes(Portfolio portfolio) {
    this.portfolio = portfolio;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    var action = Action.IMAGE_VULNERABILITIES;
    routes.namespaces("GET", "/api/v2/images", action, this::list);
    routes.namespaces("GET", "/api/v2/overview", action, this::overview);
  }

  private void list(Request request, Response response, NamespacesCall call)
      throws Refusal, IOException {
    var filter = filter(new Parameters(request), call);
    var asked =
        Listing.Asked.of(
            request, new Sort<>(ImageOrder.VERDICT, true), ImageOrder::parse, ImageOrder.words());
    var view = portfolio.view();
    var found = ImageSelection.of(view, filter, asked.sort().order(), asked.sort().descending());
    LIST.send(
        response,
        asked,
        found.images().size(),
        found::page,
        json -> {
          PortfolioJson.known(json, view.known(filter.namespaces()));
          PortfolioJson.verdicts(json, found.verdicts());
        });
  }

  private static ImageFilter filter(Parameters parameters, NamespacesCall call) throws Refusal {
    return new ImageFilter(
        parameters.namespaces(call),
        parameters.text("q").orElse(""),
        parameters.text("repository"),
        parameters.verdicts(),
        issues(parameters.texts("issue", ISSUES)),
        parameters.text("package"),
        parameters.severities(),
        parameters.flag("exploited").orElse(false));
  }

  /// CVEs and notices are in capitals, configuration issues are not: both are looked for.
  private static Set<String> issues(List<String> words) {
    var issues = new HashSet<>(words);
    for (var word : words) {
      var upper = word.toUpperCase(Locale.ROOT);
      // CentOS announced Red Hat's notices under the same numbers.
      issues.add(upper.startsWith("CESA-") ? "RHSA-" + upper.substring(5) : upper);
    }
    return issues;
  }

  private static List<Object> cells(PortfolioImage image) {
    var counts = image.counts();
    return List.of(
        image.repository(),
        image.tag(),
        image.digest(),
        PortfolioJson.kind(image),
        image.status(),
        image.message(),
        image.stale(),
        counts.issues(),
        counts.critical(),
        counts.high(),
        counts.medium(),
        counts.low(),
        counts.negligible(),
        counts.unknown(),
        counts.configuration(),
        counts.exploited(),
        counts.fixable(),
        counts.exempt(),
        counts.unfixed(),
        image.release().orElse(""),
        String.join(" ", image.platforms()),
        image.size(),
        image.created().map(Instant::toString).orElse(""),
        image.pushed(),
        image.scanned().map(Instant::toString).orElse(""));
  }

  private void overview(Request request, Response response, NamespacesCall call)
      throws Refusal, IOException {
    var namespaces = new Parameters(request).namespaces(call);
    var overview = PortfolioOverview.of(portfolio.view(), namespaces);
    response.json(
        json -> {
          json.writeStartObject();
          PortfolioJson.known(json, overview.known());
          json.writeNumberProperty("repositories", overview.repositories());
          json.writeNumberProperty("tags", overview.tags());
          PortfolioJson.verdicts(json, overview.verdicts());
          PortfolioJson.severities(json, overview.severities());
          json.writeArrayPropertyStart("exploited");
          for (var issue : overview.exploited()) {
            PortfolioJson.issue(json, issue);
          }
          json.writeEndArray();
          json.writeArrayPropertyStart("worst");
          for (var image : overview.worst()) {
            PortfolioJson.image(json, image);
          }
          json.writeEndArray();
          json.writeArrayPropertyStart("releasesEnded");
          for (var release : overview.releasesEnded()) {
            json.writeStartObject();
            json.writeStringProperty("release", release.release());
            json.writeNumberProperty("images", release.images());
            json.writeStringProperty("endOfLife", release.endOfLife().toString());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
