package io.breakwater.management.account;

import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.api.access.AccountCall;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.management.bodies.SentJson;
import io.breakwater.management.bodies.SentObject;
import io.breakwater.management.bodies.SentObject.Kind;
import io.breakwater.registry.quotas.AccountLimits;
import io.breakwater.registry.quotas.AccountQuotas;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/// What an account may use, and uses.
///
/// | call | body → answer |
/// |---|---|
/// | `GET /api/v1/quotas` | 200 `{"limit":bytes,"usage":bytes}` |
/// | `PATCH /api/v1/quotas` | `{"storage_megabytes","traffic_megabytes"}` → 200 |
/// | `GET /api/v1/plans` | 200 `{"plan"}` |
/// | `PATCH /api/v1/plans` | `{"plan":"Free"}` → 200, and quotas above it are lowered |
///
/// `bytes` is `{"storage_bytes","traffic_bytes"}`; as a limit -1 is none. A megabyte is 1,048,576
/// bytes ([Plan#MEGABYTE]); what is left out stays as it is. Storage is what the account's
/// namespaces hold, the trash not counted, traffic what was pulled from them this month (UTC).
public final class QuotaRoutes {
  private static final AuditAction SET = AuditAction.parse(Action.QUOTA_SET.actionName());
  private static final AuditAction PLAN = AuditAction.parse(Action.PLAN_SET.actionName());
  private static final long UNLIMITED = -1;

  /// An exbibyte, and more than there is.
  private static final long MOST = 1L << 40;

  private final StoredAccountSettings settings;
  private final PlannedQuotas quotas;
  private final Audit audit;

  public QuotaRoutes(StoredAccountSettings settings, AccountQuotas quotas, Audit audit) {
    this.settings = settings;
    this.quotas = new PlannedQuotas(quotas, settings);
    this.audit = audit;
  }

  public void add(GuardedRoutes routes) {
    routes.account("GET", "/api/v1/quotas", Action.QUOTA_GET, this::quotas);
    routes.account("PATCH", "/api/v1/quotas", Action.QUOTA_SET, this::setQuotas);
    routes.account("GET", "/api/v1/plans", Action.PLAN_GET, this::plan);
    routes.account("PATCH", "/api/v1/plans", Action.PLAN_SET, this::setPlan);
  }

  private void quotas(Request request, Response response, AccountCall call)
      throws StoreException, IOException {
    var limits = quotas.limits(call.account());
    var usage = quotas.usage(call.account());
    response.json(
        json -> {
          json.writeStartObject();
          bytes(
              json,
              "limit",
              limits.storageBytes().orElse(UNLIMITED),
              limits.trafficBytes().orElse(UNLIMITED));
          bytes(json, "usage", usage.storageBytes(), usage.trafficBytes());
          json.writeEndObject();
        });
  }

  private static void bytes(JsonGenerator json, String name, long storage, long traffic) {
    json.writeObjectPropertyStart(name);
    json.writeNumberProperty("storage_bytes", storage);
    json.writeNumberProperty("traffic_bytes", traffic);
    json.writeEndObject();
  }

  private void setQuotas(Request request, Response response, AccountCall call) throws Exception {
    var sent =
        SentObject.read(
                request, Map.of("storage_megabytes", Kind.NUMBER, "traffic_megabytes", Kind.NUMBER))
            .understood("storage_megabytes, traffic_megabytes");
    var now = quotas.limits(call.account());
    var limits =
        new AccountLimits(
            limit(sent, "storage_megabytes", now.storageBytes()),
            limit(sent, "traffic_megabytes", now.trafficBytes()));
    if (!quotas.allowed(call.account(), limits)) {
      throw Refusal.of(
          403,
          "DENIED",
          "the plan Free allows 512 megabytes of storage and 5120 of traffic; set less, or change"
              + " the plan to Standard");
    }
    var _ =
        audit.done(
            request,
            call.caller(),
            SET,
            "account " + call.account(),
            () -> {
              quotas.set(call.account(), limits);
              return true;
            });
    response.status(200).send();
  }

  private static OptionalLong limit(SentObject sent, String name, OptionalLong now) throws Refusal {
    var megabytes = sent.number(name);
    if (megabytes.isEmpty()) {
      return now;
    }
    if (megabytes.getAsLong() == UNLIMITED) {
      return OptionalLong.empty();
    }
    if (megabytes.getAsLong() < 0 || megabytes.getAsLong() > MOST) {
      throw SentJson.invalid(name + " is 0 to " + MOST + ", or -1 for no limit");
    }
    return OptionalLong.of(megabytes.getAsLong() * Plan.MEGABYTE);
  }

  private void plan(Request request, Response response, AccountCall call)
      throws StoreException, IOException {
    var current = settings.of(call.account());
    response.json(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("plan", current.plan().label());
          json.writeEndObject();
        });
  }

  private void setPlan(Request request, Response response, AccountCall call) throws Exception {
    var text = SentObject.read(request, Map.of("plan", Kind.TEXT)).required("plan");
    var plan = Plan.parse(text).orElseThrow(() -> SentJson.invalid("plan is Standard or Free"));
    var _ =
        audit.done(
            request,
            call.caller(),
            PLAN,
            "account " + call.account(),
            () -> {
              quotas.plan(call.account(), plan);
              return true;
            });
    response.status(200).send();
  }
}
