package io.breakwater.management.account;

import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.api.access.AccountCall;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.management.bodies.SentJson;
import io.breakwater.management.bodies.SentObject;
import io.breakwater.management.bodies.SentObject.Kind;
import io.breakwater.registry.RegistryException;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.util.Map;

/// What an account is set to.
///
/// | call | body → answer |
/// |---|---|
/// | `GET /api/v1/auth` | 200 `{"iam_authz","private_only"}` |
/// | `PATCH /api/v1/auth` | the same, in part → 204 |
/// | `GET /api/v1/settings` | 200 `{"platform_metrics"}` |
/// | `PATCH /api/v1/settings` | the same → 204 |
///
/// `iam_authz` is always true: what somebody may do is decided by roles, and there is no way to
/// do without; `false` is refused rather than taken for done.
public final class AccountRoutes {
  private static final AuditAction AUTH = action(Action.AUTH_SET);
  private static final AuditAction SETTINGS = action(Action.SETTINGS_SET);

  private final StoredAccountSettings settings;
  private final Audit audit;

  public AccountRoutes(StoredAccountSettings settings, Audit audit) {
    this.settings = settings;
    this.audit = audit;
  }

  private static AuditAction action(Action action) {
    return AuditAction.parse(action.actionName());
  }

  public void add(GuardedRoutes routes) {
    routes.account("GET", "/api/v1/auth", Action.AUTH_GET, this::auth);
    routes.account("PATCH", "/api/v1/auth", Action.AUTH_SET, this::setAuth);
    routes.account("GET", "/api/v1/settings", Action.SETTINGS_GET, this::settings);
    routes.account("PATCH", "/api/v1/settings", Action.SETTINGS_SET, this::setSettings);
  }

  private void auth(Request request, Response response, AccountCall call)
      throws StoreException, IOException {
    var current = settings.of(call.account());
    response.json(
        json -> {
          json.writeStartObject();
          json.writeBooleanProperty("iam_authz", true);
          json.writeBooleanProperty("private_only", current.privateOnly());
          json.writeEndObject();
        });
  }

  private void setAuth(Request request, Response response, AccountCall call) throws Exception {
    var sent =
        SentObject.read(request, Map.of("iam_authz", Kind.FLAG, "private_only", Kind.FLAG))
            .understood("iam_authz, private_only");
    if (!sent.flag("iam_authz").orElse(true)) {
      throw SentJson.invalid(
          "iam_authz is always true here: roles decide who may do what; give roles instead");
    }
    var only = sent.flag("private_only");
    if (only.isPresent()) {
      done(request, call, AUTH, () -> settings.privateOnly(call.account(), only.get()));
    }
    response.status(204).send();
  }

  private void settings(Request request, Response response, AccountCall call)
      throws StoreException, IOException {
    var current = settings.of(call.account());
    response.json(
        json -> {
          json.writeStartObject();
          json.writeBooleanProperty("platform_metrics", current.platformMetrics());
          json.writeEndObject();
        });
  }

  private void setSettings(Request request, Response response, AccountCall call) throws Exception {
    var sent =
        SentObject.read(request, Map.of("platform_metrics", Kind.FLAG))
            .understood("platform_metrics");
    var metrics = sent.flag("platform_metrics");
    if (metrics.isPresent()) {
      done(request, call, SETTINGS, () -> settings.platformMetrics(call.account(), metrics.get()));
    }
    response.status(204).send();
  }

  private interface Change {
    void make() throws StoreException;
  }

  private void done(Request request, AccountCall call, AuditAction action, Change change)
      throws RegistryException, StoreException {
    var _ =
        audit.done(
            request,
            call.caller(),
            action,
            "account " + call.account(),
            () -> {
              change.make();
              return true;
            });
  }
}
