package io.breakwater.api.accounts;

import io.breakwater.accounts.Principal;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.accounts.audit.AuditEvent;
import io.breakwater.accounts.audit.AuditPage;
import io.breakwater.accounts.audit.AuditQuery;
import io.breakwater.accounts.stored.StoredAuditLog;
import io.breakwater.api.access.AccountCall;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.store.StoreException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// The audit trail, the newest event first.
///
/// `GET /api/v2/audit?principal=&action=&outcome=&from=&until=&limit=&place=` →
/// `{"events":[event],"next"}`; `next` is the `place` of the next page. Denials and failed logins
/// are there about half a second after they happened.
///
/// With `Accept: text/csv`, or `format=csv`, all that the filter lets through as CSV ([AuditCsv]):
/// `limit` and `place` count for pages of JSON only.
final class AuditRoutes {
  private static final String CSV = "text/csv";

  private final StoredAuditLog log;

  AuditRoutes(AccountParts parts) {
    log = parts.log();
  }

  void add(GuardedRoutes routes) {
    routes.account("GET", "/api/v2/audit", Action.AUDIT_LIST, this::list);
  }

  private void list(Request request, Response response, AccountCall call)
      throws Refusal, StoreException, IOException {
    response.header("Vary", "Accept, Authorization");
    if (csv(request)) {
      csv(response, query(request, call));
      return;
    }
    var limit = Answers.limit(request);
    try {
      var page = log.page(query(request, call), Answers.given(request, "place"), limit);
      response.json(
          json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("events");
            page.events().forEach(event -> event(json, event));
            json.writeEndArray();
            if (page.next().isPresent()) {
              json.writeStringProperty("next", page.next().get());
            }
            json.writeEndObject();
          });
    } catch (IllegalArgumentException e) {
      throw Body.invalid(String.valueOf(e.getMessage()));
    }
  }

  /// CSV is for who names it; JSON for who takes anything.
  private static boolean csv(Request request) throws Refusal {
    var format = Answers.given(request, "format");
    if (format.isPresent()) {
      return switch (format.get()) {
        case "csv" -> true;
        case "json" -> false;
        default -> throw Body.invalid("format is json or csv");
      };
    }
    var accepted = String.join(",", request.headers("Accept")).toLowerCase(Locale.ROOT);
    return accepted.contains(CSV) && !accepted.contains("application/json");
  }

  /// A page in memory at a time, the first of which is read before the answer begins.
  private void csv(Response response, AuditQuery query) throws StoreException, IOException {
    var first = log.page(query, Optional.empty(), StoredAuditLog.LARGEST_PAGE);
    response.header("Content-Type", CSV + "; charset=utf-8; header=present");
    response.header("Content-Disposition", "attachment; filename=\"audit.csv\"");
    response.header("X-Content-Type-Options", "nosniff");
    response.stream(
        out -> {
          var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          var csv = new AuditCsv(writer);
          csv.header();
          var page = first;
          while (true) {
            for (var event : page.events()) {
              csv.event(event);
            }
            if (page.next().isEmpty()) {
              break;
            }
            page = page(query, page.next());
          }
          writer.flush();
        });
  }

  /// What fails when the answer has begun cuts it, so that nobody takes the part for the whole.
  private AuditPage page(AuditQuery query, Optional<String> place) throws IOException {
    try {
      return log.page(query, place, StoredAuditLog.LARGEST_PAGE);
    } catch (StoreException e) {
      throw new IOException(e);
    }
  }

  private static AuditQuery query(Request request, AccountCall call) throws Refusal {
    return new AuditQuery(
        call.account(),
        Answers.given(request, "principal").map(PrincipalId::parse),
        Answers.given(request, "action").map(AuditAction::parse),
        outcome(Answers.given(request, "outcome")),
        ApiKeyRoutes.time(Answers.given(request, "from")),
        ApiKeyRoutes.time(Answers.given(request, "until")));
  }

  private static Optional<AuditEvent.Outcome> outcome(Optional<String> text) throws Refusal {
    try {
      return text.map(each -> AuditEvent.Outcome.valueOf(each.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw Body.invalid("outcome is success, denied, failure or pending");
    }
  }

  private static void event(JsonGenerator json, AuditEvent event) {
    json.writeStartObject();
    json.writeStringProperty("time", event.time().toString());
    json.writeStringProperty("action", event.action().toString());
    json.writeStringProperty("outcome", event.outcome().name().toLowerCase(Locale.ROOT));
    switch (event.principal()) {
      case Principal.Anonymous _ -> {}
      case Principal.Known known -> {
        json.writeStringProperty("principal", known.id().toString());
        if (known.apiKey().isPresent()) {
          json.writeStringProperty("api_key", known.apiKey().get());
        }
      }
    }
    json.writeStringProperty("name", event.principal().display());
    json.writeStringProperty("resource", event.resource());
    if (!event.reason().isEmpty()) {
      json.writeStringProperty("reason", event.reason());
    }
    json.writeStringProperty("address", event.address());
    json.writeStringProperty("request_id", event.requestId());
    json.writeEndObject();
  }
}
