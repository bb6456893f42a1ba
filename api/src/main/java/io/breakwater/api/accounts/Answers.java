package io.breakwater.api.accounts;

import io.breakwater.accounts.Principal;
import io.breakwater.accounts.access.Decision;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.apikeys.IssuedKey;
import io.breakwater.accounts.management.Caller;
import io.breakwater.accounts.management.Member;
import io.breakwater.accounts.management.Outcome;
import io.breakwater.accounts.sessions.Session;
import io.breakwater.api.access.AccountCall;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/// What calls are made of, and how what came of them is told.
final class Answers {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final int MOST = 1_000;
  private static final int USUAL = 100;

  private Answers() {}

  /// Who asks, at work in the account chosen.
  static Caller caller(Request request, AccountCall call) {
    return switch (call.caller().principal()) {
      case Principal.Anonymous _ -> caller(request, call.caller());
      case Principal.Known known ->
          new Caller(
              known.in(call.account()),
              call.caller().grants(),
              address(request),
              request.id(),
              call.caller().session().map(Session::hash));
    };
  }

  /// Who asks, at home.
  static Caller caller(Request request, io.breakwater.api.access.Caller caller) {
    return new Caller(
        caller.principal(),
        caller.grants(),
        address(request),
        request.id(),
        caller.session().map(Session::hash));
  }

  static InetAddress address(Request request) {
    var text = request.remoteAddress();
    return InetAddress.ofLiteral(text.isEmpty() ? "0.0.0.0" : text);
  }

  /// What was done, or the refusal that says why not.
  static <T> T done(Outcome<T> outcome) throws Refusal {
    return switch (outcome) {
      case Outcome.Done<T>(var value) -> value;
      case Outcome.Refused<T>(var why) -> throw refusal(why);
    };
  }

  private static Refusal refusal(io.breakwater.accounts.management.Refusal why) {
    var told = why.told();
    return switch (why) {
      case io.breakwater.accounts.management.Refusal.NotAllowed(var decision) ->
          notAllowed(decision);
      case io.breakwater.accounts.management.Refusal.Unknown _ ->
          Refusal.of(404, "NOT_FOUND", told);
      case io.breakwater.accounts.management.Refusal.Invalid _ -> Refusal.of(400, "INVALID", told);
      case io.breakwater.accounts.management.Refusal.Conflict _ ->
          Refusal.of(409, "CONFLICT", told);
      case io.breakwater.accounts.management.Refusal.WrongPassword _ ->
          Refusal.of(403, "WRONG_PASSWORD", told);
      case io.breakwater.accounts.management.Refusal.Slowed(var after) ->
          Refusal.of(429, "TOOMANYREQUESTS", told)
              .with("Retry-After", Long.toString(Math.max(1, after.plusMillis(999).toSeconds())));
      case io.breakwater.accounts.management.Refusal.Busy _ ->
          Refusal.of(503, "UNAVAILABLE", told).with("Retry-After", "2");
    };
  }

  private static Refusal notAllowed(Decision decision) {
    return switch (decision) {
      case Decision.LoginRequired(var missing) -> Refusal.of(401, "UNAUTHORIZED", missing);
      case Decision.Hidden _ ->
          Refusal.of(404, "NOT_FOUND", "there is nothing of that name that you may see");
      case Decision.Denied(var missing) ->
          Refusal.of(403, "DENIED", "you may not " + missing + "; ask a Manager for it");
      case Decision.Granted _ -> throw new IllegalStateException("a refusal of what is granted");
    };
  }

  /// `limit`, 1 to 1,000, 100 where it is not there.
  static int limit(Request request) throws Refusal {
    var text = request.query().first("limit");
    if (text.isEmpty()) {
      return USUAL;
    }
    var number = NUMBER.matcher(text.get()).matches() ? Integer.parseInt(text.get()) : 0;
    if (number < 1 || number > MOST) {
      throw Body.invalid("limit is a number from 1 to " + MOST);
    }
    return number;
  }

  /// A parameter of the query that is there and not empty.
  static Optional<String> given(Request request, String name) {
    return request.query().first(name).filter(text -> !text.isEmpty());
  }

  /// `{"id","name","account","created","roles":[{"role","namespace"}]}`, without the braces.
  static void member(JsonGenerator json, Member member) {
    var identity = member.identity();
    json.writeStringProperty("id", identity.id().toString());
    json.writeStringProperty("name", identity.name().text());
    json.writeStringProperty("account", identity.account().value());
    json.writeStringProperty("created", member.created().toString());
    json.writeArrayPropertyStart("roles");
    identity.grants().all().stream()
        .filter(grant -> grant.account().equals(identity.account()))
        .sorted(
            Comparator.comparing((Grant grant) -> grant.namespace().orElse(""))
                .thenComparing(Grant::role))
        .forEach(grant -> grant(json, grant));
    json.writeEndArray();
  }

  private static void grant(JsonGenerator json, Grant grant) {
    json.writeStartObject();
    json.writeStringProperty("role", grant.role().label());
    if (grant.namespace().isPresent()) {
      json.writeStringProperty("namespace", grant.namespace().get());
    }
    json.writeEndObject();
  }

  /// `{"id","name","shown","owner","created","expires","last_use"}`, without the braces.
  static void key(JsonGenerator json, IssuedKey key) {
    json.writeStringProperty("id", key.id());
    json.writeStringProperty("name", key.name());
    json.writeStringProperty("shown", key.shown());
    json.writeStringProperty("owner", key.owner().toString());
    json.writeStringProperty("created", key.created().toString());
    if (key.expires().isPresent()) {
      json.writeStringProperty("expires", key.expires().get().toString());
    }
    if (key.lastUse().isPresent()) {
      json.writeStringProperty("last_use", key.lastUse().get().toString());
    }
  }
}
