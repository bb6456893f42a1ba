package io.breakwater.management.retention;

import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.Named;
import io.breakwater.api.access.NamespaceCall;
import io.breakwater.api.access.NamespacesCall;
import io.breakwater.api.access.OwnHosts;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.management.bodies.SentJson;
import io.breakwater.management.bodies.SentObject;
import io.breakwater.management.bodies.SentObject.Kind;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.retention.Retention;
import io.breakwater.registry.retention.RetentionPolicy;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.core.JsonGenerator;

/// Policies of retention.
///
/// | call | body → answer |
/// |---|---|
/// | `GET /api/v1/retentions` | 200 `{"birds":policy}` of all namespaces that the caller may see |
/// | `GET /api/v1/retentions/{namespace}` | 200 policy |
/// | `POST /api/v1/retentions` | policy → 201; carried out daily from then on |
/// | `POST /api/v1/retentions/analyze` | policy → 200 `{"HOST/birds/robin":[digest]}`: what goes |
///
/// A policy is `{"namespace","images_per_repo","retain_untagged","deletion_threshold_days"}`.
/// Without `images_per_repo`, or with -1, all are kept; without `retain_untagged` images without
/// a tag go; `deletion_threshold_days` is there where it was set. The rules are
/// [Retention]'s.
public final class RetentionRoutes {
  private static final AuditAction SET = AuditAction.parse(Action.RETENTION_SET.actionName());
  private static final Map<String, Kind> MEMBERS =
      Map.of(
          "namespace", Kind.TEXT,
          "images_per_repo", Kind.NUMBER,
          "retain_untagged", Kind.FLAG,
          "deletion_threshold_days", Kind.NUMBER);

  private final Retention retention;
  private final Named named;
  private final OwnHosts hosts;
  private final Audit audit;

  public RetentionRoutes(Retention retention, Named named, OwnHosts hosts, Audit audit) {
    this.retention = retention;
    this.named = named;
    this.hosts = hosts;
    this.audit = audit;
  }

  public void add(GuardedRoutes routes) {
    var all = "/api/v1/retentions";
    routes.namespaces("GET", all, Action.RETENTION_LIST, this::list);
    routes.namespaces("POST", all, Action.RETENTION_SET, this::set);
    routes.namespaces("POST", all + "/analyze", Action.RETENTION_ANALYZE, this::analyze);
    routes.namespace("GET", all + "/{namespace}", Action.RETENTION_GET, this::one);
  }

  private void list(Request request, Response response, NamespacesCall call)
      throws StoreException, IOException {
    var policies = retention.policies(call.account());
    response.json(
        json -> {
          json.writeStartObject();
          for (var state : call.namespaces()) {
            json.writeName(state.name());
            write(
                json, state.name(), policies.getOrDefault(state.name(), RetentionPolicy.KEEP_ALL));
          }
          json.writeEndObject();
        });
  }

  private void one(Request request, Response response, NamespaceCall call)
      throws RegistryException, StoreException, IOException {
    var name = call.namespace().name();
    var policy = retention.policy(name);
    response.json(json -> write(json, name, policy));
  }

  private static void write(JsonGenerator json, String namespace, RetentionPolicy policy) {
    json.writeStartObject();
    json.writeStringProperty("namespace", namespace);
    json.writeNumberProperty("images_per_repo", policy.imagesPerRepository());
    json.writeBooleanProperty("retain_untagged", policy.retainUntagged());
    policy
        .deletionThresholdDays()
        .ifPresent(days -> json.writeNumberProperty("deletion_threshold_days", days));
    json.writeEndObject();
  }

  private static RetentionPolicy policy(SentObject sent) throws Refusal, RegistryException {
    var days = sent.number("deletion_threshold_days");
    if (days.orElse(0) < 0 || days.orElse(0) > Integer.MAX_VALUE) {
      throw SentJson.invalid("deletion_threshold_days is a number of days, 0 or more");
    }
    return RetentionPolicy.of(
        sent.number("images_per_repo").orElse(RetentionPolicy.ALL),
        sent.flag("retain_untagged").orElse(false),
        days.isPresent() ? OptionalInt.of((int) days.getAsLong()) : OptionalInt.empty());
  }

  private void set(Request request, Response response, NamespacesCall call) throws Exception {
    var sent = SentObject.read(request, MEMBERS);
    var caller = call.caller();
    var namespace =
        named.namespace(request, caller, Action.RETENTION_SET, sent.required("namespace")).name();
    var policy = policy(sent);
    var _ =
        audit.done(
            request,
            caller,
            SET,
            namespace,
            () -> {
              retention.set(namespace, policy);
              return true;
            });
    response.status(201).send();
  }

  private void analyze(Request request, Response response, NamespacesCall call) throws Exception {
    var sent = SentObject.read(request, MEMBERS);
    var asked = sent.required("namespace");
    var namespace = named.namespace(request, call.caller(), Action.RETENTION_ANALYZE, asked).name();
    var going = retention.analyze(namespace, policy(sent));
    var host = hosts.called(request) + "/";
    response.json(
        json -> {
          json.writeStartObject();
          for (var repository : going.entrySet()) {
            json.writeArrayPropertyStart(host + repository.getKey());
            repository.getValue().forEach(image -> json.writeString(image.digest().toString()));
            json.writeEndArray();
          }
          json.writeEndObject();
        });
  }
}
