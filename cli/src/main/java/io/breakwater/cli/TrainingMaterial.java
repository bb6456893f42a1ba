package io.breakwater.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/// An image and feeds that look like real ones, for the training run of the AOT cache (see
/// docs/adr/0003). Made up from nothing, so that a release needs no sample files.
final class TrainingMaterial {
  private static final int PACKAGES = 400;
  private static final String TAR_BLOCK = "\0".repeat(512);

  private TrainingMaterial() {}

  /// Writes `image/` (an OCI layout of two layers) and `feeds/` into the folder.
  static void write(Path folder) throws IOException {
    writeFeeds(folder.resolve("feeds"));
    writeImage(folder.resolve("image"));
  }

  private static void writeFeeds(Path feeds) throws IOException {
    var debian = Files.createDirectories(feeds.resolve("debian"));
    var tracker = new StringBuilder("{");
    for (var i = 0; i < PACKAGES; i++) {
      tracker
          .append(i == 0 ? "" : ",")
          .append("\"source")
          .append(i / 2)
          .append(i % 2 == 0 ? "" : "b");
      tracker.append("\":{");
      for (var n = 0; n < 8; n++) {
        var fixed = n % 2 == 0;
        tracker
            .append(n == 0 ? "" : ",")
            .append("\"CVE-2024-")
            .append(10_000 + 10 * i + n)
            .append("\":{\"description\":\"A flaw in package ")
            .append(i)
            .append(".\",\"scope\":\"remote\",\"releases\":{\"bookworm\":{\"status\":\"")
            .append(fixed ? "resolved\",\"fixed_version\":\"1." + (n + 1) + "-2" : "open")
            .append("\",\"repositories\":{\"bookworm\":\"1.1-1\"},\"urgency\":\"")
            .append(n % 3 == 0 ? "unimportant" : "not yet assigned")
            .append("\"}}}");
      }
      tracker.append('}');
    }
    Files.writeString(debian.resolve("tracker.json"), tracker.append('}'));
    var notices = new StringBuilder();
    for (var i = 0; i < 50; i++) {
      notices
          .append("[12 Feb 2024] DSA-")
          .append(6000 - i)
          .append("-1 source")
          .append(i)
          .append(" - security update\n\t{CVE-2024-")
          .append(10_000 + 20 * i)
          .append("}\n\t[bookworm] - source")
          .append(i)
          .append(" 1.1-2\n");
    }
    Files.writeString(debian.resolve("DSA.list"), notices);
    Files.writeString(debian.resolve("DLA.list"), "");
  }

  private static void writeImage(Path layout) throws IOException {
    var blobs = Files.createDirectories(layout.resolve("blobs/sha256"));
    var base = new Tar();
    base.file("etc/os-release", osRelease());
    base.link("var/run", "/run");
    base.file("var/lib/dpkg/status", status("1.1-1"));
    TrainingConfiguration.files().forEach(base::file);
    for (var i = 0; i < 3000; i++) {
      base.file("usr/share/doc/package" + i + "/copyright", "Terms " + "of use ".repeat(i % 300));
    }
    var top = new Tar();
    top.file("var/lib/dpkg/status", status("1.3-1"));
    top.file("usr/share/doc/.wh.package1", "");
    var manifest = new StringBuilder("{\"schemaVersion\":2,\"layers\":[");
    var diffIds = new ArrayList<String>();
    for (var tar : new Tar[] {base, top}) {
      var plain = tar.bytes();
      diffIds.add("\"" + sha256(plain) + "\"");
      var packed = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(packed)) {
        gzip.write(plain);
      }
      manifest.append(diffIds.size() == 1 ? "" : ",");
      manifest.append(
          descriptor("application/vnd.oci.image.layer.v1.tar+gzip", blobs, packed.toByteArray()));
    }
    var config =
        "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":\"layers\","
            + "\"diff_ids\":["
            + String.join(",", diffIds)
            + "]},\"history\":[{\"created_by\":\"base\"},{\"created_by\":\"RUN more\"}]}";
    manifest.append("],\"config\":");
    manifest.append(descriptor("application/vnd.oci.image.config.v1+json", blobs, bytes(config)));
    var index =
        "{\"schemaVersion\":2,\"manifests\":["
            + descriptor(
                "application/vnd.oci.image.manifest.v1+json",
                blobs,
                bytes(manifest.append('}').toString()))
            + "]}";
    Files.writeString(layout.resolve("index.json"), index);
    Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
  }

  private static String osRelease() {
    return """
        PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
        ID=debian
        VERSION_ID="12"
        VERSION_CODENAME=bookworm
        """;
  }

  private static String status(String version) {
    var status = new StringBuilder();
    for (var i = 0; i < PACKAGES; i++) {
      status
          .append("Package: package")
          .append(i)
          .append("\nStatus: install ok installed\nPriority: optional\nSection: libs\n")
          .append("Installed-Size: 100\nMaintainer: Somebody <somebody@example.org>\n")
          .append("Architecture: amd64\nSource: source")
          .append(i / 2)
          .append("\nVersion: ")
          .append(version)
          .append(
              "\nDepends: libc6 (>= 2.36)\nDescription: a package\n more of it\n .\n and more\n\n");
    }
    for (var name : TrainingConfiguration.PACKAGES) {
      status
          .append("Package: ")
          .append(name)
          .append("\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1:10.11-1\n\n");
    }
    return status.toString();
  }

  private static String descriptor(String mediaType, Path blobs, byte[] content)
      throws IOException {
    var digest = sha256(content);
    Files.write(blobs.resolve(digest.substring("sha256:".length())), content);
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
        .formatted(mediaType, digest, content.length);
  }

  private static String sha256(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// The least of a tar writer (POSIX.1-1988 ustar).
  private static final class Tar {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void file(String name, String content) {
      header(name, content.length(), '0', "");
      out.writeBytes(TrainingMaterial.bytes(content));
      out.writeBytes(
          TrainingMaterial.bytes(TAR_BLOCK.substring(0, (512 - content.length() % 512) % 512)));
    }

    void link(String name, String target) {
      header(name, 0, '2', target);
    }

    private void header(String name, int size, char type, String target) {
      var header = new StringBuilder(TAR_BLOCK);
      put(header, 0, name);
      put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
      put(header, 124, "%011o\0".formatted(size) + "%011o\0".formatted(0) + " ".repeat(8));
      header.setCharAt(156, type);
      put(header, 157, target);
      put(header, 257, "ustar\00000");
      var sum = header.chars().sum();
      put(header, 148, "%06o\0 ".formatted(sum));
      out.writeBytes(TrainingMaterial.bytes(header.toString()));
    }

    private static void put(StringBuilder header, int at, String text) {
      header.replace(at, at + text.length(), text);
    }

    byte[] bytes() {
      var whole = new ByteArrayOutputStream();
      whole.writeBytes(out.toByteArray());
      whole.writeBytes(TrainingMaterial.bytes(TAR_BLOCK + TAR_BLOCK));
      return whole.toByteArray();
    }
  }
}
