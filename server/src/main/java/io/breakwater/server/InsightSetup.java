package io.breakwater.server;

import io.breakwater.api.RouteSource;
import io.breakwater.api.description.ApiDescription;
import io.breakwater.exemptions.KeptExemptions;
import io.breakwater.insights.advisories.AdvisoryRoutes;
import io.breakwater.insights.advisories.AdvisoryUpdates;
import io.breakwater.insights.advisories.LookUps;
import io.breakwater.insights.exemptions.ExemptionEffects;
import io.breakwater.insights.exemptions.ExemptionRoutes;
import io.breakwater.insights.issues.IssueRoutes;
import io.breakwater.insights.issues.IssueSearch;
import io.breakwater.insights.portfolio.ImageListRoutes;
import io.breakwater.insights.portfolio.IssueListRoutes;
import io.breakwater.insights.reports.ReportRoutes;
import io.breakwater.notifications.changes.IssueTimes;
import io.breakwater.registry.content.Content;
import io.breakwater.registry.verdicts.CurrentAdvisories;
import io.breakwater.registry.verdicts.ImagesByPackage;
import io.breakwater.store.metadata.Metadata;
import java.time.InstantSource;
import java.util.List;

/// Puts the answers across all images together.
final class InsightSetup {
  private InsightSetup() {}

  static List<RouteSource> routes(
      Content content,
      Judging judging,
      CurrentAdvisories advisories,
      AdvisoryUpdates updates,
      KeptExemptions exemptions,
      Metadata metadata,
      InstantSource clock) {
    var images = judging.images();
    var search =
        new IssueSearch(
            advisories,
            new ImagesByPackage(metadata),
            metadata,
            images::assessment,
            judging.portfolio(),
            IssueTimes.of(metadata)::since);
    var lookUps = new LookUps();
    var description = "/io/breakwater/insights/openapi.yaml";
    return List.of(
        new ApiDescription("/api/v2/openapi.json", ReportRoutes.class, description),
        new ReportRoutes(content, images, images::assessment),
        new ImageListRoutes(judging.portfolio()),
        new IssueListRoutes(judging.portfolio()),
        new IssueRoutes(search, lookUps),
        new AdvisoryRoutes(advisories, lookUps, updates, judging.portfolio(), clock),
        new ExemptionRoutes(
            exemptions, new ExemptionEffects(metadata, advisories, images::tried), lookUps, clock));
  }
}
