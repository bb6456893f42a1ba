package io.breakwater.server;

import io.breakwater.api.RouteSource;
import io.breakwater.api.description.ApiDescription;
import io.breakwater.assessments.AccountReports;
import io.breakwater.assessments.AccountRoutes;
import io.breakwater.assessments.ExemptionRoutes;
import io.breakwater.assessments.ImageReports;
import io.breakwater.assessments.ReportRoutes;
import io.breakwater.exemptions.ExemptedPolicies;
import io.breakwater.exemptions.ExemptionListener;
import io.breakwater.exemptions.KeptExemptions;
import io.breakwater.registry.content.Content;
import io.breakwater.registry.images.RegistryImages;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.registry.verdicts.ImageVerdicts;
import io.breakwater.registry.verdicts.Policies;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.server.background.Job;
import io.breakwater.store.metadata.Metadata;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Exemptions, and the Vulnerability Advisor API over what this server has.
final class AssessmentSetup {
  private static final Duration EXPIRED = Duration.ofSeconds(10);

  private final KeptExemptions exemptions;
  private final Policies policies;
  private final InstantSource clock;

  /// Over metadata.
  ///
  /// @param policy without the exemptions that accounts keep
  /// @param listener is told what becomes of those
  AssessmentSetup(
      Metadata metadata,
      Policies policy,
      RegistryNamespaces namespaces,
      ExemptionListener listener,
      InstantSource clock) {
    this.clock = clock;
    exemptions = new KeptExemptions(metadata, clock, listener);
    policies = new ExemptedPolicies(policy, namespaces, exemptions, clock);
  }

  /// What images are judged by.
  Policies policies() {
    return policies;
  }

  KeptExemptions exemptions() {
    return exemptions;
  }

  /// The routes.
  ///
  /// @param verdicts on images in a line, counted
  /// @param judged all that is said of them
  /// @param images where they are listed
  List<RouteSource> routes(
      Content content, Verdicts verdicts, ImageVerdicts judged, RegistryImages images) {
    var reports = new ImageReports(content, verdicts, judged::assessment, clock);
    var accounts = new AccountReports(images::list, verdicts::known, verdicts, clock);
    var description = "/io/breakwater/assessments/openapi.yaml";
    return List.of(
        new ApiDescription("/va/api/openapi.json", ReportRoutes.class, description),
        new ReportRoutes(reports),
        new AccountRoutes(accounts, reports),
        new ExemptionRoutes(exemptions));
  }

  /// Notices the end of exemptions.
  Job job() {
    return new Job("exemptions", EXPIRED, true, exemptions::announceExpired);
  }
}
