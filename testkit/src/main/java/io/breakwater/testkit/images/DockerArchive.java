package io.breakwater.testkit.images;

import io.breakwater.testkit.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// Writes what `docker save` wrote before it wrote OCI layouts (Docker image specification v1.2,
/// "Combined Image JSON + Filesystem Changeset Format"): `manifest.json`, one configuration, one
/// folder a layer with `layer.tar`. A layer that appears twice is a symbolic link the second time.
final class DockerArchive {
  private DockerArchive() {}

  static void write(
      Path file, String repoTag, byte[] config, List<ImageBuilder.Reference> references) {
    var tar = new LayerBuilder();
    var configName = Blob.sha256(config).substring("sha256:".length()) + ".json";
    tar.file(configName, config);
    var names = new ArrayList<Object>();
    var seen = new HashMap<String, String>();
    for (var i = 0; i < references.size(); i++) {
      names.add(layer(tar, i, references.get(i), seen));
    }
    var manifest =
        List.of(Json.object("Config", configName, "RepoTags", List.of(repoTag), "Layers", names));
    tar.file("manifest.json", Json.bytes(manifest));
    try (var raw = new BufferedOutputStream(Files.newOutputStream(file));
        var out = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
      tar.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String layer(
      LayerBuilder tar, int index, ImageBuilder.Reference reference, Map<String, String> seen) {
    var id = Blob.sha256((index + reference.digest()).getBytes(StandardCharsets.UTF_8));
    var folder = id.substring("sha256:".length());
    var name = folder + "/layer.tar";
    tar.dir(folder).file(folder + "/VERSION", "1.0");
    var first = seen.putIfAbsent(reference.diffId(), name);
    if (first != null) {
      tar.symlink(name, "../" + first);
      return name;
    }
    if (reference.content() != null) {
      tar.file(name, plain(reference));
    }
    return name;
  }

  /// The archive as `docker save` stores it; of a damaged layer the damaged bytes, as they are.
  private static byte[] plain(ImageBuilder.Reference reference) {
    var stored = reference.stored().orElseThrow();
    if (!Arrays.equals(stored.bytes(), reference.layer().bytes())) {
      return stored.bytes();
    }
    try (var in = reference.layer().archive()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
