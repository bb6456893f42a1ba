package io.breakwater.assessments;

import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.api.RouteSource;
import io.breakwater.api.access.AccountCall;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.Named;
import io.breakwater.api.access.NamespacesCall;
import io.breakwater.api.access.ScopeCall;
import io.breakwater.api.errors.Refusal;
import io.breakwater.exemptions.ExemptIssue;
import io.breakwater.exemptions.ExemptionException;
import io.breakwater.exemptions.ExemptionScope;
import io.breakwater.exemptions.ExemptionTerms;
import io.breakwater.exemptions.KeptExemption;
import io.breakwater.exemptions.KeptExemptions;
import io.breakwater.http.HttpFailure;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.namespaces.NamespaceState;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Exemptions, under `/va/api/v3` and `/va/api/v4` alike:
///
/// | address | |
/// |---|---|
/// | `GET /exempt/image[/{resource}]` | those of a scope itself |
/// | `GET`, `POST`, `DELETE /exempt/image[/{resource}]/issue/{type}/{id}` | one |
/// | `GET /exempt/types` | what can be exempted |
/// | `GET /exemptions/account` | all of the account |
/// | `POST /exemptions/deleteAll` | takes all back, the expired ones too |
/// | `GET /exemptions/image/{resource}?includeScope=` | those of all scopes that count for it |
/// | `POST /exemptions/images` with a list of names | the same of several images, by their names |
///
/// An exemption that has expired is in none of these lists: in this interface one that is listed
/// counts. To `POST` it again makes it anew, for ever.
public final class ExemptionRoutes implements RouteSource {
  private static final AuditAction CREATE = new AuditAction("exemption", "create");
  private static final AuditAction DELETE = new AuditAction("exemption", "delete");

  private final KeptExemptions exemptions;

  public ExemptionRoutes(KeptExemptions exemptions) {
    this.exemptions = exemptions;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    for (var version : AdvisorVersion.values()) {
      var prefix = version.prefix();
      scoped(routes, audit, prefix + "/exempt/image");
      scoped(routes, audit, prefix + "/exempt/image/{+resource...}");
      routes.login("GET", prefix + "/exempt/types", "", (_, response, _) -> types(response));
      routes.namespaces("GET", prefix + "/exemptions/account", Action.EXEMPTION_LIST, this::all);
      routes.account(
          "POST",
          prefix + "/exemptions/deleteAll",
          Action.EXEMPTION_MANAGE,
          (request, response, call) -> deleteAll(request, response, call, audit));
      routes.scope(
          "GET",
          prefix + "/exemptions/image/{+resource...}",
          Action.EXEMPTION_LIST,
          this::covering);
      routes.namespaces(
          "POST",
          prefix + "/exemptions/images",
          Action.EXEMPTION_LIST,
          (request, response, call) -> several(request, response, call, routes.named()));
    }
  }

  private void scoped(GuardedRoutes routes, Audit audit, String address) {
    var issue = address + "/issue/{type}/{id}";
    routes.scope("GET", address, Action.EXEMPTION_LIST, this::list);
    routes.scope("GET", issue, Action.EXEMPTION_LIST, this::show);
    routes.scope(
        "POST",
        issue,
        Action.EXEMPTION_MANAGE,
        (request, response, call) -> create(request, response, call, audit));
    routes.scope(
        "DELETE",
        issue,
        Action.EXEMPTION_MANAGE,
        (request, response, call) -> delete(request, response, call, audit));
  }

  private static void types(Response response) throws IOException {
    response.json(ExemptionJson::types);
  }

  private void list(Request request, Response response, ScopeCall call)
      throws StoreException, IOException {
    var found = exemptions.at(call.account(), scope(call));
    response.json(json -> ExemptionJson.list(json, found, true));
  }

  private void covering(Request request, Response response, ScopeCall call)
      throws Refusal, StoreException, IOException {
    var scopes = Flags.of(request, "includeScope", false);
    var found = exemptions.covering(call.account(), scope(call));
    response.json(json -> ExemptionJson.list(json, found, scopes));
  }

  /// Of an image in a namespace that the caller may not see, or that is not there, nothing is
  /// told, as of one that nothing is exempt in.
  private void several(Request request, Response response, NamespacesCall call, Named named)
      throws Refusal, RegistryException, StoreException, IOException, HttpFailure {
    var visible = names(call);
    var found = new LinkedHashMap<String, List<KeptExemption>>();
    for (var text : SentNames.read(request)) {
      var name = named.name(request, text);
      found.put(
          text,
          visible.contains(name.repository().namespace())
              ? exemptions.covering(call.account(), scope(name.repository(), name.reference()))
              : List.of());
    }
    response.json(
        json -> {
          json.writeStartObject();
          found.forEach(
              (name, some) -> {
                json.writeName(name);
                ExemptionJson.list(json, some, true);
              });
          json.writeEndObject();
        });
  }

  private static Set<String> names(NamespacesCall call) {
    return call.namespaces().stream().map(NamespaceState::name).collect(Collectors.toSet());
  }

  /// Those of the account count in every namespace, so who sees one of them may know.
  private void all(Request request, Response response, NamespacesCall call)
      throws StoreException, IOException {
    var visible = names(call);
    var found =
        exemptions.inForce(call.account()).stream()
            .filter(one -> visible(one.scope().parts().namespace(), visible))
            .toList();
    response.json(json -> ExemptionJson.list(json, found, true));
  }

  private static boolean visible(String namespace, Set<String> visible) {
    return namespace.isEmpty() || visible.contains(namespace);
  }

  private void show(Request request, Response response, ScopeCall call)
      throws Refusal, RegistryException, StoreException, IOException {
    var issue = issue(request);
    var scope = scope(call);
    var found =
        exemptions.at(call.account(), scope).stream()
            .filter(one -> one.issue().equals(issue))
            .findFirst()
            .orElseThrow(() -> none(scope, issue));
    response.json(json -> ExemptionJson.exemption(json, found, true));
  }

  private void create(Request request, Response response, ScopeCall call, Audit audit)
      throws Refusal, RegistryException, StoreException, IOException {
    var issue = issue(request);
    var scope = scope(call);
    var terms = ExemptionTerms.of(call.caller().display());
    var made =
        audit.done(
            request,
            call.caller(),
            CREATE,
            scope + " " + issue,
            () -> add(call, scope, issue, terms));
    response.status(201);
    response.json(json -> ExemptionJson.exemption(json, made, true));
  }

  private KeptExemption add(
      ScopeCall call, ExemptionScope scope, ExemptIssue issue, ExemptionTerms terms)
      throws RegistryException, StoreException {
    try {
      return exemptions.add(call.account(), scope, issue, terms).exemption();
    } catch (ExemptionException e) {
      throw new RegistryException(ErrorCode.DENIED, e.told());
    }
  }

  private void delete(Request request, Response response, ScopeCall call, Audit audit)
      throws Refusal, RegistryException, StoreException, IOException {
    var issue = issue(request);
    var scope = scope(call);
    var by = call.caller().display();
    var _ =
        audit.done(
            request,
            call.caller(),
            DELETE,
            scope + " " + issue,
            () ->
                exemptions
                    .remove(call.account(), scope, issue, by)
                    .orElseThrow(() -> none(scope, issue)));
    response.json(
        json -> {
          json.writeStartObject();
          json.writeEndObject();
        });
  }

  private void deleteAll(Request request, Response response, AccountCall call, Audit audit)
      throws RegistryException, StoreException, IOException {
    var removed =
        audit.done(
            request,
            call.caller(),
            DELETE,
            "all exemptions of " + call.account(),
            () -> exemptions.removeAll(call.account(), call.caller().display()));
    response.json(
        json -> {
          json.writeStartObject();
          json.writeNumberProperty("number_of_exemptions_deleted", removed.size());
          json.writeEndObject();
        });
  }

  private static ExemptIssue issue(Request request) throws Refusal {
    try {
      return ExemptIssue.parse(request.parameter("type"), request.parameter("id"));
    } catch (ExemptionException e) {
      throw Refusal.of(400, "INVALID", e.told());
    }
  }

  private static RegistryException none(ExemptionScope scope, ExemptIssue issue) {
    return new RegistryException(
        ErrorCode.NAME_UNKNOWN, "there is no exemption of " + issue + " in the scope " + scope);
  }

  private static ExemptionScope scope(ScopeCall call) {
    return ExemptionScope.of(
        call.namespace().map(NamespaceState::name), call.repository(), call.reference());
  }

  private static ExemptionScope scope(RepositoryName repository, Optional<Reference> reference) {
    if (reference.isEmpty()) {
      return new ExemptionScope.Repository(repository);
    }
    return switch (reference.get()) {
      case Reference.ByTag(var tag) -> new ExemptionScope.Image(repository, tag);
      case Reference.ByDigest(var digest) -> new ExemptionScope.Content(repository, digest);
    };
  }
}
