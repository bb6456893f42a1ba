package io.breakwater.server.authorization;

import io.breakwater.http.Route;
import io.breakwater.server.RegistryServer;
import io.breakwater.server.ServerFolders;
import io.breakwater.server.authorization.Somebody.Kind;
import io.breakwater.server.configuration.ConfigurationReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// A whole server with the namespaces `birds`, `fish` and `open`, from which everybody may pull,
/// and somebody of every kind.
final class Fixture implements AutoCloseable {
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private static final String SESSION = "/api/v2/session";
  private static final String PASSWORD = "correct horse battery";

  /// Longer than a token for all rights lives.
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(21);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final MovedClock clock = new MovedClock();
  private final RegistryServer server;
  private final String admin;

  /// What came back.
  record Answer(int status, String text) {
    String member(String name) {
      var at = text.indexOf('"' + name + "\":\"");
      if (at < 0) {
        throw new AssertionError("no " + name + " in " + status + " " + text);
      }
      var from = at + name.length() + 4;
      return text.substring(from, text.indexOf('"', from));
    }
  }

  private static final class MovedClock extends Clock {
    private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
      return Instant.now().plus(passed.get());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  Fixture(Path folder) throws Exception {
    server =
        RegistryServer.start(
            ConfigurationReader.read(
                null,
                Map.of(),
                Map.of("listen", List.of("127.0.0.1:0"), "advisories.fetch", List.of("false"))),
            new ServerFolders(folder.resolve("registry"), folder.resolve("advisories")),
            Map.of(),
            clock,
            "1.2.3");
    admin = basic("admin", Files.readString(folder.resolve("registry/admin-password")).strip());
  }

  List<Route> routes() {
    return server.routes();
  }

  private static String basic(String user, String password) {
    var text = user + ":" + password;
    return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  Answer send(String method, String path, Optional<String> authorization, String... more)
      throws Exception {
    var body = method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}");
    return send(method, path, authorization, body, JSON, more);
  }

  private Answer send(
      String method,
      String path,
      Optional<String> authorization,
      HttpRequest.BodyPublisher body,
      String type,
      String... more)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.addresses().getFirst() + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", type)
            .method(method, body);
    authorization.ifPresent(value -> request.header("Authorization", value));
    if (more.length > 0) {
      request.headers(more);
    }
    try {
      var answer = client.send(request.build(), BodyHandlers.ofInputStream());
      try (var in = answer.body()) {
        // What is granted may have no end: events that are sent as they come.
        var ends = !answer.headers().firstValue("Content-Type").orElse("").contains("event-stream");
        var text = ends ? in.readNBytes(10_000) : new byte[0];
        return new Answer(answer.statusCode(), new String(text, StandardCharsets.UTF_8));
      }
    } catch (HttpTimeoutException e) {
      throw new IOException(method + " " + path, e);
    }
  }

  private Answer manage(String method, String path, String body) throws Exception {
    var answer = send(method, path, Optional.of(admin), BodyPublishers.ofString(body), JSON);
    if (answer.status() >= 300) {
      throw new AssertionError(method + " " + path + ": " + answer);
    }
    return answer;
  }

  /// Makes the namespaces, with what everybody may do in them.
  void namespaces(List<Somebody> roles) throws Exception {
    for (var name : List.of("birds", "fish", Expected.OPEN)) {
      manage("PUT", "/api/v1/namespaces/" + name, "");
    }
    manage("PATCH", "/api/v2/namespaces/" + Expected.OPEN, "{\"anonymousPull\":true}");
    for (var who : roles) {
      if (!who.namespace().isEmpty()) {
        role(who);
      }
    }
  }

  /// Makes good what a call that was granted has changed.
  void repair(List<Somebody> roles) throws Exception {
    for (var name : List.of("birds", "fish", Expected.OPEN)) {
      if (send("GET", "/api/v2/namespaces/" + name, Optional.of(admin)).status() != 200) {
        namespaces(roles);
      }
    }
    var missing = "/api/v2/namespaces/" + Expected.MISSING;
    if (send("GET", missing, Optional.of(admin)).status() == 200) {
      manage("DELETE", missing.replace("v2", "v1"), "");
    }
  }

  private void role(Somebody who) throws Exception {
    var in = who.namespace().isEmpty() ? "" : ",\"namespace\":\"" + who.namespace() + "\"";
    manage(
        "POST",
        "/api/v2/roles",
        "{\"to\":\"" + who.name() + "\",\"role\":\"" + who.role() + "\"" + in + "}");
  }

  private String key(String owner) throws Exception {
    return manage("POST", "/api/v2/api-keys", "{\"name\":\"key\",\"owner\":\"" + owner + "\"}")
        .text();
  }

  private static String member(String json, String name) {
    return new Answer(201, json).member(name);
  }

  /// Everybody: each role for the account and for `birds`, none, and credentials of all kinds.
  List<Somebody> everybody() throws Exception {
    var all = new ArrayList<Somebody>();
    all.add(new Somebody("nobody", "", "", "", Kind.NONE));
    manage("PUT", "/api/v1/namespaces/birds", "");
    for (var namespace : List.of("", "birds")) {
      for (var role : List.of("Reader", "Writer", "Manager", "scaningress Writer")) {
        var where = namespace.isEmpty() ? "account" : namespace;
        var name = where + "-" + role.replace(' ', '-').toLowerCase(Locale.ROOT);
        all.add(somebody(name, role, namespace));
      }
    }
    all.add(somebody("stranger", "", ""));
    var manager =
        all.stream().filter(who -> who.role().equals("Manager")).findFirst().orElseThrow();
    all.add(withKind(manager, "elsewhere", manager.authorization(), Kind.ELSEWHERE));
    all.add(expired(manager));
    all.add(revoked(manager));
    all.add(pullOnly(manager));
    all.add(inSession("session-of-a-reader", "Reader"));
    all.add(inSession("session-of-a-manager", "Manager"));
    all.add(loggedOut(all.getLast()));
    return all;
  }

  private Somebody somebody(String name, String role, String namespace) throws Exception {
    manage("POST", "/api/v2/service-ids", "{\"name\":\"" + name + "\"}");
    var who =
        new Somebody(
            name, role, namespace, basic("iamapikey", member(key(name), "key")), Kind.GOOD);
    if (!role.isEmpty()) {
      role(who);
    }
    return who;
  }

  private static Somebody withKind(Somebody who, String name, String authorization, Kind kind) {
    return new Somebody(name, who.role(), who.namespace(), authorization, kind);
  }

  private Somebody expired(Somebody who) throws Exception {
    var form =
        "grant_type=urn:ibm:params:oauth:grant-type:apikey&apikey="
            + member(key(who.name()), "key");
    var token =
        send("POST", "/identity/token", Optional.empty(), BodyPublishers.ofString(form), FORM)
            .member("access_token");
    clock.passed.set(TOKEN_LIFE);
    return withKind(who, "a token that ended", "Bearer " + token, Kind.OVER);
  }

  private Somebody revoked(Somebody who) throws Exception {
    var made = key(who.name());
    manage("DELETE", "/api/v2/api-keys/" + member(made, "id") + "?owner=" + who.name(), "");
    return withKind(
        who, "a key that was revoked", basic("iamapikey", member(made, "key")), Kind.OVER);
  }

  private Somebody pullOnly(Somebody who) throws Exception {
    var token =
        send(
                "GET",
                "/oauth/token?service=breakwater&scope=repository:" + Somebody.PULLED + ":pull",
                who.header())
            .member("token");
    return withKind(who, "a token to pull", "Bearer " + token, Kind.PULL_ONLY);
  }

  private Somebody inSession(String name, String role) throws Exception {
    manage(
        "POST", "/api/v2/users", "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}");
    role(new Somebody(name, role, "", "", Kind.GOOD));
    return new Somebody(name, role, "", session(name), Kind.GOOD);
  }

  /// The cookie of a new session of a user.
  String session(String user) throws Exception {
    var body = "{\"name\":\"" + user + "\",\"password\":\"" + PASSWORD + "\"}";
    var request =
        HttpRequest.newBuilder(URI.create(server.addresses().getFirst() + SESSION))
            .header("Content-Type", JSON)
            .POST(BodyPublishers.ofString(body))
            .build();
    var answer = client.send(request, BodyHandlers.discarding());
    return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }

  private Somebody loggedOut(Somebody who) throws Exception {
    var cookie = session(who.name());
    var answer =
        send(
            "DELETE",
            SESSION,
            Optional.empty(),
            "Cookie",
            cookie,
            "X-Requested-With",
            "breakwater");
    if (answer.status() != 204) {
      throw new AssertionError(answer);
    }
    return withKind(who, "a session that was ended", cookie, Kind.OVER);
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
  }
}
