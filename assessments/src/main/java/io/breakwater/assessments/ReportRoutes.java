package io.breakwater.assessments;

import io.breakwater.accounts.access.Action;
import io.breakwater.api.RouteSource;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.ImageCall;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.images.ImageName;
import io.breakwater.registry.names.Reference;
import io.breakwater.store.StoreException;
import java.io.IOException;

/// Reports of single images: `GET /va/api/{v3,v4}/report/image/{name}` and
/// `…/report/image/status/{name}`, the call of admission controllers. Names come with slashes
/// encoded or not; without tag and digest `latest` is meant.
///
/// An image of the namespace `status` has to be asked for with its slashes encoded.
public final class ReportRoutes implements RouteSource {
  private final ImageReports reports;

  public ReportRoutes(ImageReports reports) {
    this.reports = reports;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    for (var version : AdvisorVersion.values()) {
      var image = version.prefix() + "/report/image";
      routes.image(
          "GET",
          image + "/{+image...}",
          Action.IMAGE_VULNERABILITIES,
          (_, response, call) -> report(response, version, call));
      routes.image(
          "GET", image + "/status/{+image...}", Action.IMAGE_VULNERABILITIES, this::status);
    }
  }

  private void report(Response response, AdvisorVersion version, ImageCall call)
      throws RegistryException, StoreException, IOException {
    var report = reports.report(call.repository(), reference(call));
    response.json(json -> ReportJson.report(json, version, report));
  }

  private void status(Request request, Response response, ImageCall call)
      throws RegistryException, StoreException, IOException {
    var verdict = reports.status(call.repository(), reference(call));
    response.json(
        json -> {
          json.writeStartObject();
          ReportJson.summary(json, verdict);
          json.writeEndObject();
        });
  }

  private static Reference reference(ImageCall call) {
    return new ImageName(call.repository(), call.reference()).orLatest();
  }
}
