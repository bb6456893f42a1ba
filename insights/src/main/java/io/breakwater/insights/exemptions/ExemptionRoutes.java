package io.breakwater.insights.exemptions;

import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.advisor.Justification;
import io.breakwater.api.RouteSource;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.Caller;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.Named;
import io.breakwater.api.access.NamespacesCall;
import io.breakwater.api.access.ScopeCall;
import io.breakwater.api.accounts.Body;
import io.breakwater.api.errors.Refusal;
import io.breakwater.exemptions.ExemptIssue;
import io.breakwater.exemptions.ExemptionException;
import io.breakwater.exemptions.ExemptionScope;
import io.breakwater.exemptions.ExemptionTerms;
import io.breakwater.exemptions.KeptExemption;
import io.breakwater.exemptions.KeptExemptions;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.insights.advisories.LookUps;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.namespaces.NamespaceState;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Exemptions, under `/api/v2/exemptions`:
///
/// | call | body → answer |
/// |---|---|
/// | `GET /exemptions` | `{"exemptions":[…]}`: all of the account, the expired ones too |
/// | `GET /exemptions?effect=true` | the same with what each hides |
/// | `POST /exemptions/preview` | `{"resource","type","issue"}` → what an exemption would change |
/// | `GET /exemptions/{scope}` | those that count for all of a scope, its own and wider ones |
/// | `PUT /exemptions/{scope}/issue/{type}/{issue}` | terms → 201, or 200 where there was one |
/// | `DELETE /exemptions/{scope}/issue/{type}/{issue}` | 204 |
///
/// A scope is `*` for the account, a namespace, a repository, an image by its tag, or a content
/// by its digest, with slashes encoded or not. Terms: `{"reason","justification","expires"}`.
public final class ExemptionRoutes implements RouteSource {
  private static final AuditAction CREATE = new AuditAction("exemption", "create");
  private static final AuditAction UPDATE = new AuditAction("exemption", "update");
  private static final AuditAction DELETE = new AuditAction("exemption", "delete");
  private static final Set<String> TERMS = Set.of("reason", "justification", "expires");

  private static final Set<String> PROPOSED = Set.of("resource", "type", "issue");
  private static final String ALL = "*";

  private final KeptExemptions exemptions;
  private final ExemptionEffects effects;
  private final LookUps lookUps;
  private final InstantSource clock;

  public ExemptionRoutes(
      KeptExemptions exemptions, ExemptionEffects effects, LookUps lookUps, InstantSource clock) {
    this.exemptions = exemptions;
    this.effects = effects;
    this.lookUps = lookUps;
    this.clock = clock;
  }

  @Override
  public void add(GuardedRoutes routes, Audit audit) {
    var all = "/api/v2/exemptions";
    var scope = all + "/{+resource...}";
    var one = scope + "/issue/{type}/{issue}";
    routes.namespaces("GET", all, Action.EXEMPTION_LIST, this::all);
    var named = routes.named();
    routes.namespaces(
        "POST",
        all + "/preview",
        Action.IMAGE_VULNERABILITIES,
        (request, response, call) -> preview(request, response, call, named));
    routes.scope("GET", scope, Action.EXEMPTION_LIST, this::covering);
    routes.scope(
        "PUT",
        one,
        Action.EXEMPTION_MANAGE,
        (request, response, call) -> put(request, response, call, audit));
    routes.scope(
        "DELETE",
        one,
        Action.EXEMPTION_MANAGE,
        (request, response, call) -> delete(request, response, call, audit));
  }

  /// Those of the account count in every namespace, so who sees one of them may know.
  private void all(Request request, Response response, NamespacesCall call)
      throws Refusal, StoreException, IOException {
    var visible = names(call);
    var found =
        exemptions.all(call.account()).stream().filter(one -> visible(one, visible)).toList();
    var now = clock.instant();
    if (!wantsEffect(request)) {
      response.json(json -> ExemptionJson.list(json, found, now));
      return;
    }
    var inForce = found.stream().filter(one -> !one.expired(now)).toList();
    var hidden = lookUps.turn(() -> effects.of(inForce, visible));
    response.json(json -> ExemptionJson.list(json, found, now, hidden));
  }

  private static Set<String> names(NamespacesCall call) {
    return call.namespaces().stream().map(NamespaceState::name).collect(Collectors.toSet());
  }

  private static boolean visible(KeptExemption one, Set<String> namespaces) {
    var namespace = one.scope().parts().namespace();
    return namespace.isEmpty() || namespaces.contains(namespace);
  }

  private static boolean wantsEffect(Request request) throws Refusal {
    var text = request.query().first("effect").orElse("false");
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Refusal.of(400, "PARAMETER_INVALID", "effect is true or false");
    };
  }

  private void preview(Request request, Response response, NamespacesCall call, Named named)
      throws Exception {
    var body = Body.read(request, PROPOSED);
    var issue = issue(body.required("type"), body.required("issue"));
    var scope = scope(request, call.caller(), body.required("resource"), named);
    var now = clock.instant();
    var proposed =
        new KeptExemption(
            "", call.account(), scope, issue, ExemptionTerms.of(call.caller().display()), now);
    var namespaces = names(call);
    var found = lookUps.turn(() -> effects.preview(proposed, namespaces, now));
    response.json(json -> ExemptionJson.preview(json, found));
  }

  private static ExemptionScope scope(Request request, Caller caller, String resource, Named named)
      throws Refusal, RegistryException, StoreException {
    if (resource.equals(ALL)) {
      return new ExemptionScope.Account();
    }
    if (resource.indexOf('/') < 0) {
      var namespace = named.namespace(request, caller, Action.IMAGE_VULNERABILITIES, resource);
      return new ExemptionScope.Namespace(namespace.name());
    }
    var image = named.image(request, caller, Action.IMAGE_VULNERABILITIES, resource);
    return ExemptionScope.of(
        Optional.of(image.namespace().name()), Optional.of(image.repository()), image.reference());
  }

  private void covering(Request request, Response response, ScopeCall call)
      throws StoreException, IOException {
    var found = exemptions.covering(call.account(), scope(call));
    var now = clock.instant();
    response.json(json -> ExemptionJson.list(json, found, now));
  }

  private void put(Request request, Response response, ScopeCall call, Audit audit)
      throws Exception {
    var issue = issue(request);
    var scope = scope(call);
    var terms = terms(Body.read(request, TERMS), call.caller().display());
    var there = exemptions.find(call.account(), scope, issue).isPresent();
    var added =
        audit.done(
            request,
            call.caller(),
            there ? UPDATE : CREATE,
            scope + " " + issue,
            () -> add(call, scope, issue, terms));
    response.status(added.created() ? 201 : 200);
    response.json(json -> ExemptionJson.write(json, added.exemption(), clock.instant()));
  }

  private KeptExemptions.Added add(
      ScopeCall call, ExemptionScope scope, ExemptIssue issue, ExemptionTerms terms)
      throws RegistryException, StoreException {
    try {
      return exemptions.add(call.account(), scope, issue, terms);
    } catch (ExemptionException e) {
      throw new RegistryException(ErrorCode.DENIED, e.told());
    }
  }

  private static ExemptionTerms terms(Body body, String author) throws Refusal {
    var terms = ExemptionTerms.of(author).withReason(body.text("reason").orElse(""));
    var word = body.text("justification");
    if (word.isPresent()) {
      terms = terms.withJustification(justification(word.get()));
    }
    var expires = expires(body.text("expires"));
    return expires.isPresent() ? terms.withExpiry(expires.get()) : terms;
  }

  private static Justification justification(String word) throws Refusal {
    return Justification.parse(word)
        .orElseThrow(
            () ->
                Body.invalid(
                    "justification is a word of VEX, such as component_not_present,"
                        + " vulnerable_code_not_present, vulnerable_code_not_in_execute_path,"
                        + " vulnerable_code_cannot_be_controlled_by_adversary or"
                        + " inline_mitigations_already_exist"));
  }

  private static Optional<Instant> expires(Optional<String> text) throws Refusal {
    try {
      return text.map(each -> OffsetDateTime.parse(each).toInstant());
    } catch (DateTimeException e) {
      throw Body.invalid("expires is a time, written as 2099-12-31T00:00:00Z");
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
                    .orElseThrow(
                        () ->
                            new RegistryException(
                                ErrorCode.NAME_UNKNOWN,
                                "there is no exemption of " + issue + " in the scope " + scope)));
    response.status(204).send();
  }

  private static ExemptIssue issue(Request request) throws Refusal {
    return issue(request.parameter("type"), request.parameter("issue"));
  }

  private static ExemptIssue issue(String type, String id) throws Refusal {
    try {
      return ExemptIssue.parse(type, id);
    } catch (ExemptionException e) {
      throw Body.invalid(e.told());
    }
  }

  private static ExemptionScope scope(ScopeCall call) {
    return ExemptionScope.of(
        call.namespace().map(NamespaceState::name), call.repository(), call.reference());
  }
}
