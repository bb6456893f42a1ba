package io.breakwater.server;

import io.breakwater.advisories.folder.FeedBuild;
import io.breakwater.advisories.folder.FeedFolder;
import io.breakwater.advisories.update.FeedUpdater;
import io.breakwater.server.configuration.ConfigurationReader;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.feeds.Packing;
import io.breakwater.testkit.images.Blob;
import io.breakwater.testkit.images.Built;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A server of the tests, and a client that is logged in to it.
public final class RunningServer implements AutoCloseable {
  private HttpClient client = HttpClient.newHttpClient();
  private final RegistryServer server;
  private final String login;

  private RunningServer(RegistryServer server, String password) {
    this.server = server;
    login =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
  }

  /// Starts one on a free port, without feeds.
  ///
  /// @param settings `key=value`
  public static RunningServer start(Path folder, String... settings) throws Exception {
    var options = new LinkedHashMap<String, List<String>>();
    for (var setting : settings) {
      var equals = setting.indexOf('=');
      options
          .computeIfAbsent(setting.substring(0, equals), none -> new ArrayList<>())
          .add(setting.substring(equals + 1));
    }
    options.putIfAbsent("listen", List.of("127.0.0.1:0"));
    options.putIfAbsent("advisories.fetch", List.of("false"));
    var server =
        RegistryServer.start(
            ConfigurationReader.read(null, Map.of(), options),
            new ServerFolders(folder.resolve("registry"), folder.resolve("advisories")),
            Map.of(),
            Clock.systemUTC(),
            "1.2.3");
    var password = Files.readString(folder.resolve("registry/admin-password")).strip();
    return new RunningServer(server, password);
  }

  /// Goes on with a client that trusts this server's certificate.
  public void trust(HttpClient other) {
    client.close();
    client = other;
  }

  public RegistryServer server() {
    return server;
  }

  public URI at(String path) {
    return URI.create(server.addresses().getFirst() + path);
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(at(path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", login);
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  public HttpResponse<String> anonymous(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(30)).GET());
  }

  /// Pushes a blob in one request.
  ///
  /// @return its digest
  public String pushBlob(String repository, byte[] content) throws Exception {
    var digest = digest(content);
    var path = "/v2/" + repository + "/blobs/uploads/?digest=" + digest;
    var answer = send(request(path).POST(BodyPublishers.ofByteArray(content)));
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return digest;
  }

  /// Pushes an artifact of one blob under a tag.
  public HttpResponse<String> pushArtifact(String repository, String tag, byte[] content)
      throws Exception {
    var blob = pushBlob(repository, content);
    var empty = pushBlob(repository, "{}".getBytes(StandardCharsets.UTF_8));
    var type = "application/vnd.oci.image.manifest.v1+json";
    var manifest =
        """
        {"schemaVersion":2,"mediaType":"%s","artifactType":"application/x-test",
         "config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%s","size":2},
         "layers":[{"mediaType":"application/x-test","digest":"%s","size":%d}]}
        """
            .formatted(type, empty, blob, content.length);
    return send(
        request("/v2/" + repository + "/manifests/" + tag)
            .header("Content-Type", type)
            .PUT(BodyPublishers.ofString(manifest)));
  }

  public static String digest(byte[] content) throws Exception {
    var sha = MessageDigest.getInstance("SHA-256").digest(content);
    return "sha256:" + HexFormat.of().formatHex(sha);
  }

  /// Pushes all of an image or an index.
  ///
  /// @param reference a tag, or the digest
  /// @return the answer to the push of its manifest, the last
  public HttpResponse<String> push(String repository, String reference, Built built)
      throws Exception {
    var documents = built.manifests().stream().map(Blob::digest).collect(Collectors.toSet());
    for (var blob : built.blobs()) {
      if (!documents.contains(blob.digest())) {
        pushBlob(repository, blob.bytes());
      }
    }
    for (var manifest : built.manifests()) {
      pushed(repository, manifest.digest(), manifest);
    }
    return pushed(repository, reference, built.root());
  }

  private HttpResponse<String> pushed(String repository, String reference, Blob manifest)
      throws Exception {
    var answer =
        send(
            request("/v2/" + repository + "/manifests/" + reference)
                .header("Content-Type", manifest.mediaType())
                .PUT(BodyPublishers.ofByteArray(manifest.bytes())));
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return answer;
  }

  /// Makes advisories of feeds, for a server that is started in the folder afterwards.
  public static void advisories(Path folder, FeedFolderBuilder feeds) throws Exception {
    var to = Files.createDirectories(folder.resolve("advisories"));
    var from = Files.createTempDirectory(folder, "feeds");
    feeds.writeTo(from, Packing.NONE);
    var built = folder.resolve("built.db");
    FeedBuild.build(FeedFolder.open(from), built, FeedBuild.Options.plain());
    Files.move(built, FeedUpdater.databaseIn(to), StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
