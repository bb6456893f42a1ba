package io.breakwater.api.operation;

import io.breakwater.accounts.access.Action;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/// `/livez`, `/readyz` and `/metrics`.
///
/// The first two are for probes that cannot log in, and tell no more than they must. Metrics
/// tell names and amounts of things: they are for who asks from this machine, where Prometheus'
/// agent often is, and for Readers of the account.
public final class OperationRoutes {
  private final Operations operations;

  public OperationRoutes(Operations operations) {
    this.operations = operations;
  }

  public void add(GuardedRoutes routes) {
    routes.open("GET", "/livez", "says that something answers", OperationRoutes::live);
    routes.open("GET", "/readyz", "says what kind of thing is missing", this::ready);
    routes.local("GET", "/metrics", Action.QUOTA_GET, this::metrics);
  }

  private static void live(Request request, Response response) throws IOException {
    response.header("Cache-Control", "no-store");
    response.json(
        json -> {
          json.writeStartObject();
          json.writeBooleanProperty("alive", true);
          json.writeEndObject();
        });
  }

  private void ready(Request request, Response response) throws IOException {
    var readiness = operations.ready();
    response.status(readiness.ready() ? 200 : 503).header("Cache-Control", "no-store");
    if (!readiness.ready()) {
      response.header("Retry-After", "5");
    }
    response.json(
        json -> {
          json.writeStartObject();
          json.writeBooleanProperty("ready", readiness.ready());
          json.writeArrayPropertyStart("missing");
          for (var one : readiness.missing()) {
            json.writeString(one);
          }
          json.writeEndArray();
          if (!readiness.advisories().isEmpty()) {
            json.writeStringProperty("advisories", readiness.advisories());
          }
          json.writeEndObject();
        });
  }

  private void metrics(Request request, Response response) throws Exception {
    response.header("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    var text = new StringWriter();
    operations.metrics(text);
    response.send(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
