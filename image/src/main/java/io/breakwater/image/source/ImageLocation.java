package io.breakwater.image.source;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where an image is, as people type it.
public sealed interface ImageLocation {
  /// An OCI layout directory; `tag` is a tag, a digest, or null.
  record OciLayout(Path directory, @Nullable String tag) implements ImageLocation {}

  /// An OCI layout in a tar archive, compressed or not.
  record OciArchive(Path file, @Nullable String tag) implements ImageLocation {}

  /// What `docker save` writes, compressed or not.
  record DockerArchive(Path file, @Nullable String reference) implements ImageLocation {}

  /// An unpacked root file system.
  record RootDirectory(Path directory) implements ImageLocation {}

  /// A bill of materials in place of an image; it holds no layers.
  record Sbom(Path file) implements ImageLocation {}

  /// A path that is recognised by what it is.
  record LocalPath(Path path) implements ImageLocation {}

  /// An archive, or a bill of materials, on standard input.
  record StandardInput() implements ImageLocation {}

  /// An image in a registry; `reference` as typed, without `docker://`.
  record Registry(String reference) implements ImageLocation {}

  /// Reads `oci:DIR[:TAG]`, `oci-archive:FILE[:TAG]`, `docker-archive:FILE[:REF]`, `dir:ROOTFS`,
  /// `sbom:FILE`, `-`, `docker://REF`, a path that exists or is written like one (`/…`, `./…`,
  /// `../…`), or a registry reference. A tag may also be given as `@sha256:…`.
  ///
  /// @throws IllegalArgumentException when the text is empty or a part is missing
  static ImageLocation parse(String text) {
    if (text.equals("-")) {
      return new StandardInput();
    }
    if (text.startsWith("docker://")) {
      return new Registry(rest(text, "docker://"));
    }
    if (text.startsWith("oci:")) {
      var parts = PathAndTag.split(rest(text, "oci:"));
      return new OciLayout(parts.path(), parts.tag());
    }
    if (text.startsWith("oci-archive:")) {
      var parts = PathAndTag.split(rest(text, "oci-archive:"));
      return new OciArchive(parts.path(), parts.tag());
    }
    if (text.startsWith("docker-archive:")) {
      var parts = PathAndTag.split(rest(text, "docker-archive:"));
      return new DockerArchive(parts.path(), parts.tag());
    }
    if (text.startsWith("dir:")) {
      return new RootDirectory(Path.of(rest(text, "dir:")));
    }
    if (text.startsWith("sbom:")) {
      return new Sbom(Path.of(rest(text, "sbom:")));
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("an image is missing, for example alpine:3.20");
    }
    var writtenAsPath =
        text.startsWith("/")
            || text.startsWith("./")
            || text.startsWith("../")
            || text.equals(".")
            || text.equals("..");
    if (writtenAsPath || Files.exists(Path.of(text))) {
      return new LocalPath(Path.of(text));
    }
    return new Registry(text);
  }

  private static String rest(String text, String scheme) {
    if (text.length() == scheme.length()) {
      throw new IllegalArgumentException("something is missing behind " + scheme);
    }
    return text.substring(scheme.length());
  }
}
