package io.breakwater.server.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.advisories.folder.FeedBuild;
import io.breakwater.advisories.folder.FeedFolder;
import io.breakwater.advisories.update.FeedUpdater;
import io.breakwater.server.RunningServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Images and feeds of the world, where they lie beside the checkout.
final class RealImages {
  private static final List<String> TAGS =
      List.of("3.10", "3.20", "debian-bookworm-nginx", "debian-bookworm-apache2");

  private static final List<String> FEEDS = List.of("alpine", "debian", "kev");

  private final Path shared;

  private RealImages(Path shared) {
    this.shared = shared;
  }

  static Optional<RealImages> find() {
    return Optional.ofNullable(System.getProperty("breakwater.shared"))
        .map(Path::of)
        .filter(folder -> Files.isDirectory(folder.resolve("images/oci")))
        .filter(folder -> Files.isDirectory(folder.resolve("feeds/debian")))
        .map(RealImages::new);
  }

  /// Makes advisories of those feeds that the images are judged by.
  void advisories(Path folder) throws Exception {
    var from = Files.createDirectories(folder.resolve("feeds"));
    for (var feed : FEEDS) {
      Files.createSymbolicLink(from.resolve(feed), shared.resolve("feeds").resolve(feed));
    }
    var to = Files.createDirectories(folder.resolve("advisories"));
    var built = folder.resolve("built.db");
    FeedBuild.build(FeedFolder.open(from), built, FeedBuild.Options.plain());
    Files.move(built, FeedUpdater.databaseIn(to));
    for (var feed : FEEDS) {
      Files.delete(from.resolve(feed));
    }
  }

  /// Pushes some to the namespace `real`.
  ///
  /// @return how many
  int push(RunningServer server) throws Exception {
    People.send(server, "PUT", "/api/v1/namespaces/real", "");
    var layout = shared.resolve("images/oci");
    var pushed = 0;
    for (var manifest : json(layout.resolve("index.json")).at("/manifests")) {
      var tag = manifest.at("/annotations/org.opencontainers.image.ref.name").asText();
      if (TAGS.contains(tag)) {
        push(server, layout, manifest, tag);
        pushed++;
      }
    }
    return pushed;
  }

  private static void push(RunningServer server, Path layout, JsonNode descriptor, String tag)
      throws Exception {
    var repository = "real/" + (tag.startsWith("debian") ? "debian" : "alpine");
    var content = Files.readAllBytes(blob(layout, descriptor));
    var manifest = new ObjectMapper().readTree(content);
    server.pushBlob(repository, Files.readAllBytes(blob(layout, manifest.at("/config"))));
    for (var layer : manifest.at("/layers")) {
      server.pushBlob(repository, Files.readAllBytes(blob(layout, layer)));
    }
    var answer =
        server.send(
            server
                .request("/v2/" + repository + "/manifests/" + tag)
                .header("Content-Type", descriptor.at("/mediaType").asText())
                .PUT(BodyPublishers.ofByteArray(content)));
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private static Path blob(Path layout, JsonNode descriptor) {
    return layout.resolve("blobs").resolve(descriptor.at("/digest").asText().replace(':', '/'));
  }
}
