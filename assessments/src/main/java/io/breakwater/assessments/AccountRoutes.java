package io.breakwater.assessments;

import io.breakwater.accounts.access.Action;
import io.breakwater.api.RouteSource;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.NamespacesCall;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.images.ImageName;
import io.breakwater.registry.images.ImageQuery;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import tools.jackson.core.JsonGenerator;

/// Reports of all images of an account: `GET /va/api/{v3,v4}/report/account` and
/// `…/report/account/status`, with `repository=`, `includeIBM=` and `includePrivate=`.
///
/// Listed are the images with a tag in the namespaces that the caller may see, once for each
/// tag; an index by itself and not by its platforms. There are no public images of IBM here, so
/// `includeIBM` changes nothing. Answers are written while the images are gone through: what
/// fails behind the first page cuts the answer.
public final class AccountRoutes implements RouteSource {
  /// Whole reports are work of the processor for each image.
  private static final int AT_ONCE = 2;

  private static final String RETRY = "10";

  private final AccountReports accounts;
  private final ImageReports reports;
  private final Semaphore whole = new Semaphore(AT_ONCE);

  public AccountRoutes(AccountReports accounts, ImageReports reports) {
    this.accounts = accounts;
    this.reports = reports;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    for (var version : AdvisorVersion.values()) {
      var account = version.prefix() + "/report/account";
      routes.namespaces(
          "GET",
          account,
          Action.IMAGE_VULNERABILITIES,
          (request, response, call) ->
              reports(response, version, query(routes, request, call), prefix(routes, request)));
      routes.namespaces(
          "GET",
          account + "/status",
          Action.IMAGE_VULNERABILITIES,
          (request, response, call) ->
              statuses(response, query(routes, request, call), prefix(routes, request)));
    }
  }

  /// Writes, and lets a store that fails before anything was sent be answered as elsewhere.
  private static void write(Response response, Response.JsonBody body)
      throws StoreException, IOException {
    try {
      response.json(body);
    } catch (IOException e) {
      if (!response.begun() && e.getCause() instanceof StoreException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private static String prefix(GuardedRoutes routes, Request request) {
    return routes.hosts().called(request) + "/";
  }

  private static ImageQuery query(GuardedRoutes routes, Request request, NamespacesCall call)
      throws Refusal, RegistryException {
    var _ = Flags.of(request, "includeIBM", false);
    var own = Flags.of(request, "includePrivate", true);
    var repository = repository(routes, request);
    var namespaces =
        call.namespaces().stream()
            .filter(
                one ->
                    own
                        && (repository.isEmpty()
                            || one.name().equals(repository.get().namespace())))
            .toList();
    return new ImageQuery(namespaces, repository, true, true);
  }

  private static Optional<RepositoryName> repository(GuardedRoutes routes, Request request)
      throws Refusal, RegistryException {
    var text = request.query().first("repository").orElse("");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var name = ImageName.parse(text, routes.hosts().of(request));
    if (name.reference().isPresent()) {
      throw Refusal.of(
          400, "NAME_INVALID", "repository has neither tag nor digest: " + name.repository());
    }
    return Optional.of(name.repository());
  }

  private void reports(Response response, AdvisorVersion version, ImageQuery query, String prefix)
      throws Refusal, StoreException, IOException {
    if (!whole.tryAcquire()) {
      throw Refusal.of(
              429,
              "TOOMANYREQUESTS",
              "reports of whole accounts are being made already; wait, or ask for"
                  + " report/account/status")
          .with("Retry-After", RETRY);
    }
    try {
      write(
          response,
          json -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("assessments");
            each(
                query,
                image -> {
                  json.writeName(prefix + image.name());
                  ReportJson.report(
                      json,
                      version,
                      reports.report(
                          image.image().repository(), image.reference(), image.image().digest()));
                });
            json.writeEndObject();
            json.writeEndObject();
          });
    } finally {
      whole.release();
    }
  }

  private void statuses(Response response, ImageQuery query, String prefix)
      throws StoreException, IOException {
    var looks = accounts.looks();
    write(
        response,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("images");
          each(query, image -> status(json, prefix, image, looks));
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void status(
      JsonGenerator json, String prefix, AccountReports.Tagged image, AccountReports.Looks looks)
      throws StoreException {
    var listed = image.image();
    json.writeStartObject();
    json.writeStringProperty("name", prefix + image.name());
    json.writeNumberProperty(
        "created_time", listed.created().orElse(listed.pushed()).getEpochSecond());
    ReportJson.summary(json, looks.at(image));
    json.writeEndObject();
  }

  /// What goes wrong when a part is on its way cuts it.
  private void each(ImageQuery query, AccountReports.Each<IOException> each) throws IOException {
    try {
      accounts.each(query, each);
    } catch (RegistryException | StoreException e) {
      throw new IOException("listing images", e);
    }
  }
}
