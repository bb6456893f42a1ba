package io.breakwater.cli;

import io.breakwater.cli.command.Session;
import io.breakwater.server.RegistryServer;
import io.breakwater.server.ServerException;
import io.breakwater.server.ServerFolders;
import io.breakwater.server.configuration.Settings.LogFormat;
import io.breakwater.server.configuration.Settings.LogLevel;
import io.breakwater.server.logging.ServerLog;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The training run of the server's AOT cache: a first start, a later one, and what clients do.
final class ServerTraining {
  private static final int ROUNDS = 30;
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern TOKEN = Pattern.compile("\"token\" ?: ?\"([^\"]+)\"");

  private final Session session;
  private final Path folder;

  ServerTraining(Session session, Path folder) {
    this.session = session;
    this.folder = folder;
  }

  void run() throws IOException {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    ServerLog.install(nowhere, LogFormat.LOGFMT, LogLevel.INFO);
    var folders = new ServerFolders(folder.resolve("registry"), folder.resolve("data/breakwater"));
    var options = Map.of("listen", List.of("127.0.0.1:0"), "advisories.fetch", List.of("false"));
    var environment = new HashMap<>(session.environment());
    environment.keySet().removeIf(name -> name.startsWith("BREAKWATER_"));
    var of = new Session(session.terminal(), environment, session.clock());
    try {
      for (var start = 0; start < 2; start++) {
        try (var server =
            RegistryServer.start(
                ServerRun.configuration(of, null, options),
                folders,
                environment,
                session.clock(),
                Breakwater.version())) {
          use(server);
          server.stop();
        }
      }
    } catch (ServerException e) {
      throw ServerRun.failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void use(RegistryServer server) throws IOException, InterruptedException {
    var password = Files.readString(folder.resolve("registry/admin-password")).strip();
    var basic = Base64.getEncoder().encodeToString(bytes("admin:" + password));
    try (var http = HttpClient.newHttpClient()) {
      var client = new Client(http, server.addresses().getFirst());
      client.send(client.request("/readyz", "").GET());
      client.send(client.request("/v2/", "").GET());
      for (var round = 0; round < ROUNDS; round++) {
        var answer =
            client.send(
                client
                    .request(
                        "/oauth/token?service=breakwater&scope=repository:team/app:pull,push",
                        "Basic " + basic)
                    .GET());
        var token = TOKEN.matcher(answer.body());
        push(client, "Bearer " + (token.find() ? token.group(1) : ""), round);
      }
      client.send(client.request("/metrics", "").GET());
    }
  }

  /// All blobs and the manifest of the image that was made for training.
  private void push(Client client, String login, int round)
      throws IOException, InterruptedException {
    var index = Files.readString(folder.resolve("image/index.json"));
    var first = DIGEST.matcher(index);
    if (!first.find()) {
      throw new IOException("the image for training has no manifest");
    }
    var manifest = Files.readAllBytes(blob(first.group()));
    var named = DIGEST.matcher(new String(manifest, StandardCharsets.UTF_8));
    while (named.find()) {
      var path = "/v2/team/app/blobs/";
      client.send(client.request(path + named.group(), login).HEAD());
      var begun =
          client.send(client.request(path + "uploads/", login).POST(BodyPublishers.noBody()));
      var location = begun.headers().firstValue("Location").orElse("/");
      var body = BodyPublishers.ofFile(blob(named.group()));
      client.send(client.request(location, login).method("PATCH", body));
      client.send(
          client
              .request(location + "?digest=" + named.group(), login)
              .PUT(BodyPublishers.noBody()));
      client.send(client.request(path + named.group(), login).GET());
    }
    var tag = "/v2/team/app/manifests/" + round;
    client.send(
        client
            .request(tag, login)
            .header("Content-Type", MANIFEST)
            .PUT(BodyPublishers.ofByteArray(manifest)));
    client.send(client.request(tag, login).header("Accept", MANIFEST).GET());
    client.send(client.request("/v2/team/app/tags/list?n=10", login).GET());
  }

  private Path blob(String digest) {
    return folder.resolve("image/blobs").resolve(digest.replace(':', '/'));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private record Client(HttpClient http, String address) {
    HttpRequest.Builder request(String path, String login) {
      var request =
          HttpRequest.newBuilder(URI.create(path.startsWith("/") ? address + path : path));
      return login.isEmpty() ? request : request.header("Authorization", login);
    }

    HttpResponse<String> send(HttpRequest.Builder request)
        throws IOException, InterruptedException {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }
}
