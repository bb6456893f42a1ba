package io.breakwater.testkit.images;

import io.breakwater.testkit.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes OCI image layouts (OCI image specification, `image-layout.md`), as folders or tars.
public final class OciLayout {
  private static final String VERSION = "{\"imageLayoutVersion\":\"1.0.0\"}";

  private OciLayout() {}

  /// Adds to a layout, which is made where there is none.
  ///
  /// @param tag `org.opencontainers.image.ref.name`, null for none
  /// @return digest of the root
  public static String add(Path dir, @Nullable String tag, Built built) {
    try {
      var blobs = Files.createDirectories(dir.resolve("blobs/sha256"));
      Files.writeString(dir.resolve("oci-layout"), VERSION);
      for (var blob : built.blobs()) {
        Files.write(blobs.resolve(blob.hex()), blob.bytes());
      }
      Files.write(blobs.resolve(built.root().hex()), built.root().bytes());
      var index = dir.resolve("index.json");
      var others = Files.exists(index) ? manifests(Files.readAllBytes(index)) : List.of();
      Files.write(index, index(others, tag, built));
      return built.digest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes a layout of this one image as a tar.
  ///
  /// @return digest of the root
  public static String archive(Path file, @Nullable String tag, Built built) {
    var tar = new LayerBuilder().dir("blobs").dir("blobs/sha256");
    for (var blob : built.blobs()) {
      tar.file("blobs/sha256/" + blob.hex(), blob.bytes());
    }
    tar.file("blobs/sha256/" + built.root().hex(), built.root().bytes());
    tar.file("index.json", index(List.of(), tag, built));
    tar.file("oci-layout", VERSION.getBytes(StandardCharsets.UTF_8));
    try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
      tar.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return built.digest();
  }

  private static byte[] index(List<?> others, @Nullable String tag, Built built) {
    var manifests = new ArrayList<Object>();
    for (var other : others) {
      if (tag == null || !tag.equals(tagOf(other))) {
        manifests.add(other);
      }
    }
    var name = tag == null ? null : Json.object("org.opencontainers.image.ref.name", tag);
    manifests.add(Descriptors.of(built, true, name));
    return Json.bytes(Json.object("schemaVersion", 2, "manifests", manifests));
  }

  private static List<?> manifests(byte[] index) {
    return Json.parseObject(index).get("manifests") instanceof List<?> list ? list : List.of();
  }

  private static @Nullable Object tagOf(Object descriptor) {
    return descriptor instanceof Map<?, ?> map
            && map.get("annotations") instanceof Map<?, ?> annotations
        ? annotations.get("org.opencontainers.image.ref.name")
        : null;
  }
}
