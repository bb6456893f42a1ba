package io.breakwater.assessments.harbor;

import io.breakwater.accounts.access.Action;
import io.breakwater.advisor.Policy;
import io.breakwater.advisories.Advisories;
import io.breakwater.api.RouteSource;
import io.breakwater.api.access.AccountCall;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.image.remote.RegistryOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// The three operations of the interface, under `/api/harbor/api/v1`:
///
/// | address | |
/// |---|---|
/// | `GET /metadata` | what this scanner is and can do |
/// | `POST /scan` | takes a scan: 202 with its identifier |
/// | `GET /scan/{id}/report` | 302 while it runs, then the report that `Accept` asks for |
///
/// Where there is no report the last one says why, with 500. Who may read reports of the
/// account may use all three.
public final class ScannerRoutes implements RouteSource, AutoCloseable {
  private static final String PREFIX = "/api/harbor/api/v1";

  /// Tokens of registries may have some kilobytes.
  private static final int BODY_LIMIT = 64 << 10;

  private static final int ATTEMPTS = 3;
  private static final Duration BACK_OFF = Duration.ofMillis(250);
  private static final Duration STALL = Duration.ofSeconds(30);

  /// Seconds; Harbor reads at most 127.
  private static final String REFRESH = "2";

  private final HarborRegistries registries;
  private final Supplier<Advisories> advisories;
  private final String version;
  private final Scans scans;

  /// Routes that scan by themselves; to be closed.
  ///
  /// @param registries that may be asked
  /// @param environment for the proxy by which they are reached
  /// @param policy what counts
  /// @param version of this program
  public static ScannerRoutes of(
      HarborRegistries registries,
      Map<String, String> environment,
      Supplier<Advisories> advisories,
      Supplier<Policy> policy,
      InstantSource clock,
      String version) {
    var remote = new RegistryOptions(false, Map.of(), environment, ATTEMPTS, BACK_OFF, STALL);
    var scanner = new ImageScanner(remote, advisories, policy, clock, version);
    return new ScannerRoutes(
        registries, advisories, version, new Scans(scanner, Scans.Bounds.STANDARD, clock));
  }

  ScannerRoutes(
      HarborRegistries registries, Supplier<Advisories> advisories, String version, Scans scans) {
    this.registries = registries;
    this.advisories = advisories;
    this.version = version;
    this.scans = scans;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    var action = Action.IMAGE_VULNERABILITIES;
    routes.account("GET", PREFIX + "/metadata", action, this::metadata);
    routes.account("POST", PREFIX + "/scan", action, this::scan);
    routes.account("GET", PREFIX + "/scan/{id}/report", action, this::report);
  }

  private void metadata(Request request, Response response, AccountCall call) throws IOException {
    response.header("Content-Type", HarborJson.METADATA);
    response.json(json -> HarborJson.metadata(json, advisories.get(), version));
  }

  private void scan(Request request, Response response, AccountCall call)
      throws Refusal, IOException {
    var type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.startsWith("application/vnd.scanner.adapter.scan.request+json")
        && !type.startsWith("application/json")) {
      throw Refusal.of(
          415,
          "UNSUPPORTED",
          "send Content-Type application/vnd.scanner.adapter.scan.request+json");
    }
    var wanted = ScanRequest.parse(request.body().readAll(BODY_LIMIT));
    if (!registries.allows(wanted.registry())) {
      throw Refusal.of(
          403,
          "DENIED",
          "this server may not ask "
              + wanted.registry().getAuthority()
              + " for images; add it to harbor.registries in the configuration");
    }
    var id = scans.submit(call.account(), wanted);
    response.status(202);
    response.header("Content-Type", HarborJson.RESPONSE);
    response.json(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("id", id);
          json.writeEndObject();
        });
  }

  private void report(Request request, Response response, AccountCall call)
      throws Refusal, IOException {
    var state =
        scans
            .find(call.account(), request.parameter("id"))
            .orElseThrow(
                () ->
                    Refusal.of(
                        404,
                        "NOT_FOUND",
                        "there is no such scan, or not any more; scan the artifact again"));
    var kind = WantedReport.of(request);
    switch (state) {
      case Scans.State.Running _ -> {
        response.status(302);
        response.header("Refresh-After", REFRESH);
        response.send();
      }
      case Scans.State.Failed(var told) -> throw failed(told);
      case Scans.State.Done(var reports) -> send(response, kind, reports);
    }
  }

  private static void send(Response response, ReportKind kind, Map<ReportKind, Outcome> reports)
      throws Refusal, IOException {
    switch (reports.get(kind)) {
      case null ->
          throw Refusal.of(
              400, "INVALID", "the scan was not asked for this report; scan the artifact for it");
      case Outcome.Missing(var told) -> throw failed(told);
      case Outcome.Written written -> {
        response.header("Content-Type", kind.mediaType());
        response.stream(written::writeTo);
      }
    }
  }

  private static Refusal failed(String told) {
    return Refusal.of(500, "UNKNOWN", told);
  }

  /// Gives up what waits and what runs.
  @Override
  public void close() {
    scans.close();
  }
}
