package io.breakwater.server;

import io.breakwater.api.access.Audit;
import io.breakwater.api.description.ApiDescription;
import io.breakwater.http.Filter;
import io.breakwater.management.ManagementRoutes;
import io.breakwater.management.account.MeteredContent;
import io.breakwater.management.account.PrivateConnections;
import io.breakwater.management.account.StoredAccountSettings;
import io.breakwater.registry.content.Content;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.registry.quotas.AccountQuotas;
import io.breakwater.registry.quotas.AccountTraffic;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.server.background.Job;
import io.breakwater.server.health.Part;
import io.breakwater.server.metrics.Metric;
import io.breakwater.server.metrics.MetricsText;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// The registry management API over what this server has, and what accounts set with it.
///
/// @param routes of `/api/v1`
/// @param filters refuse what an account allows over private connections only, and count pulls
/// @param content what repositories serve to who is within their quota
record ManagementSetup(
    ManagementRoutes routes,
    List<Filter> filters,
    Content content,
    StoredAccountSettings settings,
    AccountQuotas quotas,
    AccountTraffic traffic)
    implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ManagementSetup.class.getName());

  /// Over metadata.
  ///
  /// @param advisories whether they are fit for use: what is not is a message for everybody
  static ManagementSetup over(
      Metadata metadata,
      RegistryNamespaces namespaces,
      ImageSetup images,
      Content content,
      Verdicts verdicts,
      Supplier<Part> advisories,
      Audit audit,
      InstantSource clock) {
    var settings = new StoredAccountSettings(metadata);
    var traffic = new AccountTraffic(metadata, clock);
    var quotas = new AccountQuotas(metadata, traffic);
    var metered = new MeteredContent(content, namespaces, traffic);
    var routes =
        new ManagementRoutes(
            new ManagementRoutes.Parts(
                metadata,
                namespaces,
                images.images(),
                images.manifests(),
                content,
                images.trash(),
                images.retention(),
                quotas,
                verdicts,
                settings,
                () -> messages(advisories.get()),
                clock));
    return new ManagementSetup(
        routes,
        List.of(new PrivateConnections(settings, namespaces, audit), metered),
        metered,
        settings,
        quotas,
        traffic);
  }

  /// What the routes are, for programs.
  static ApiDescription description() {
    return new ApiDescription(
        "/api/v1/openapi.json", ManagementRoutes.class, "/io/breakwater/management/openapi.yaml");
  }

  private static List<String> messages(Part advisories) {
    return advisories.works() ? List.of() : List.of("Advisories: " + advisories.problem() + ".");
  }

  /// Writes what was pulled; each server what it served.
  Job job() {
    return new Job("traffic", Duration.ofSeconds(5), false, traffic::flush);
  }

  /// What accounts use and may use that have asked for it: `platform_metrics`.
  void metrics(MetricsText text) {
    try {
      for (var account : settings.platformMetrics()) {
        var usage = quotas.usage(account);
        var limits = quotas.limits(account);
        text.add(Metric.ACCOUNT_STORAGE, usage.storageBytes(), account.value());
        text.add(Metric.ACCOUNT_PULLED, usage.trafficBytes(), account.value());
        limits
            .storageBytes()
            .ifPresent(limit -> text.add(Metric.ACCOUNT_STORAGE_LIMIT, limit, account.value()));
        limits
            .trafficBytes()
            .ifPresent(limit -> text.add(Metric.ACCOUNT_PULLED_LIMIT, limit, account.value()));
      }
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "the metrics of accounts: " + e.getMessage());
    }
  }

  /// Writes what was pulled since the last time.
  @Override
  public void close() throws StoreException {
    var _ = traffic.flush();
  }
}
