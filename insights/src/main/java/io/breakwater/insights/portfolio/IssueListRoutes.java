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
import io.breakwater.registry.portfolio.IssueFilter;
import io.breakwater.registry.portfolio.IssueOrder;
import io.breakwater.registry.portfolio.IssueSelection;
import io.breakwater.registry.portfolio.Portfolio;
import io.breakwater.registry.portfolio.PortfolioIssue;
import io.breakwater.registry.portfolio.PortfolioSearch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// Issues across all tagged images: `GET /api/v2/issues`, a row for each; and `GET /api/v2/search`,
/// which finds images, repositories, namespaces, issues and packages by a part of their names.
public final class IssueListRoutes implements RouteSource {
  private static final int USUAL = 5;
  private static final int MOST = 50;
  private static final List<String> HEADER =
      List.of("id", "type", "severity", "exploited", "images", "active", "fixable", "packages");
  private static final Listing<PortfolioIssue> LIST =
      new Listing<>("issues", HEADER, IssueListRoutes::cells, PortfolioJson::issue);

  private final Portfolio portfolio;

  public IssueListRoutes(Portfolio portfolio) {
    this.portfolio = portfolio;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    var action = Action.IMAGE_VULNERABILITIES;
    routes.namespaces("GET", "/api/v2/issues", action, this::list);
    routes.namespaces("GET", "/api/v2/search", action, this::search);
  }

  private void list(Request request, Response response, NamespacesCall call)
      throws Refusal, IOException {
    var filter = filter(new Parameters(request), call);
    var asked =
        Listing.Asked.of(
            request, new Sort<>(IssueOrder.IMAGES, true), IssueOrder::parse, IssueOrder.words());
    var view = portfolio.view();
    var found = IssueSelection.of(view, filter, asked.sort().order(), asked.sort().descending());
    LIST.send(
        response,
        asked,
        found.total(),
        found::page,
        json -> {
          PortfolioJson.known(json, view.known(filter.namespaces()));
          PortfolioJson.severities(json, found.severities());
        });
  }

  private static IssueFilter filter(Parameters parameters, NamespacesCall call) throws Refusal {
    return new IssueFilter(
        parameters.namespaces(call),
        parameters.text("q").orElse(""),
        configuration(parameters),
        parameters.severities(),
        parameters.flag("exploited"),
        parameters.flag("fixable"));
  }

  private static Optional<Boolean> configuration(Parameters parameters) throws Refusal {
    var type = parameters.text("type");
    if (type.isEmpty()) {
      return Optional.empty();
    }
    return switch (type.get()) {
      case "vulnerability" -> Optional.of(false);
      case "configuration" -> Optional.of(true);
      default -> throw Parameters.invalid("type is vulnerability or configuration");
    };
  }

  private static List<Object> cells(PortfolioIssue issue) {
    return List.of(
        issue.id(),
        PortfolioJson.type(issue.configuration()),
        issue.severity().word(),
        issue.exploited(),
        issue.images(),
        issue.active(),
        issue.fixable(),
        String.join(" ", issue.packages()));
  }

  private void search(Request request, Response response, NamespacesCall call)
      throws Refusal, IOException {
    var parameters = new Parameters(request);
    var found =
        PortfolioSearch.of(
            portfolio.view(),
            parameters.namespaces(call),
            parameters.text("q").orElse("").strip(),
            parameters.number("limit", USUAL, 1, MOST));
    response.json(json -> write(json, found));
  }

  private static void write(JsonGenerator json, PortfolioSearch found) {
    json.writeStartObject();
    json.writeArrayPropertyStart("images");
    for (var image : found.images()) {
      json.writeStartObject();
      json.writeStringProperty("repository", image.repository());
      json.writeStringProperty("tag", image.tag());
      json.writeStringProperty("verdict", image.verdict().name());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("repositories");
    for (var repository : found.repositories()) {
      json.writeStartObject();
      json.writeStringProperty("repository", repository.repository());
      json.writeNumberProperty("tags", repository.tags());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("namespaces");
    found.namespaces().forEach(json::writeString);
    json.writeEndArray();
    json.writeArrayPropertyStart("issues");
    for (var issue : found.issues()) {
      json.writeStartObject();
      json.writeStringProperty("id", issue.id());
      json.writeStringProperty("type", PortfolioJson.type(issue.configuration()));
      json.writeStringProperty("severity", issue.severity().word());
      json.writeNumberProperty("images", issue.images());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("packages");
    for (var one : found.packages()) {
      json.writeStartObject();
      json.writeStringProperty("name", PortfolioJson.clean(one.name()));
      json.writeNumberProperty("images", one.images());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
