package io.breakwater.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.image.Image;
import io.breakwater.image.source.ImageLocation;
import io.breakwater.image.source.ImageSource;
import io.breakwater.image.source.SourceOptions;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The package lists of real images against dpkg-query and against the apk database itself.
final class RealImagesTest {
  private static final Path IMAGES = Path.of(System.getProperty("breakwater.shared", ""), "images");

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "debian-bookworm-min",
        "debian-bookworm-nginx",
        "debian-bookworm-sshd",
        "debian-bookworm-apache2",
        "ubuntu-jammy-release",
        "status-only-debian-bullseye",
        "status-only-debian-trixie",
        "status-only-ubuntu-focal-release",
        "status-only-ubuntu-noble-updated",
        "status-only-ubuntu-xenial-release",
        "status-only-debian-bookworm-mariadb",
        "status-only-debian-bookworm-apache2"
      })
  void packagesEqualThoseOfDpkgQuery(String tag) throws Exception {
    assumeTrue(Files.isDirectory(IMAGES), "skipped: no real images beside the checkout");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg-query")), "skipped: no dpkg-query here");
    var inventory = inventory(tag);
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.databases()).containsExactly("/var/lib/dpkg/status");
    assertThat(lines(inventory)).isNotEmpty().containsExactlyInAnyOrderElementsOf(dpkgQuery(tag));
  }

  @Test
  void filesOfDebianBelongToTheirPackages() throws Exception {
    assumeTrue(Files.isDirectory(IMAGES), "skipped: no real images beside the checkout");
    var owners = inventory("debian-bookworm-sshd").owners();
    assertThat(owners.ownerOf("/usr/bin/passwd").orElseThrow().name()).isEqualTo("passwd");
    assertThat(owners.ownerOf("/usr/sbin/sshd").orElseThrow().name()).isEqualTo("openssh-server");
    assertThat(owners.ownerOf("/usr/bin/mount").orElseThrow().name()).isEqualTo("mount");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6", "3.10", "3.14", "3.18", "3.20"})
  void packagesEqualThoseOfTheApkDatabase(String tag) throws Exception {
    assumeTrue(Files.isDirectory(IMAGES), "skipped: no real images beside the checkout");
    var inventory = inventory(tag);
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.databases()).containsExactly("/lib/apk/db/installed");
    assertThat(inventory.os().orElseThrow().id()).isEqualTo("alpine");
    assertThat(inventory.os().orElseThrow().versionId()).startsWith(tag + ".");
    assertThat(lines(inventory)).isNotEmpty().containsExactlyInAnyOrderElementsOf(apk(tag));
    var busybox = inventory.owners().ownerOf("/bin/busybox").orElseThrow();
    assertThat(busybox.name()).isEqualTo("busybox");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rpm-sqlite-rhel9like", "rpm-bdb-centos8like", "rpm-ndb-sles15like"})
  void packagesOfRpmAreThoseThatWereInstalled(String tag) throws Exception {
    assumeTrue(Files.isDirectory(IMAGES), "skipped: no real images beside the checkout");
    var inventory = inventory(tag);
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.packages())
        .extracting(one -> one.name() + " " + one.version())
        .containsExactly(
            "bash 4.4.20-4.el8_6",
            "centos-linux-release 8.5-1.2111.el8",
            "glibc 2.28-211.el8",
            "openssl-libs 1:1.1.1k-6.el8_5");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/rpm")), "skipped: no rpm here to compare with");
    var installed = rpm(tag, inventory.databases().getFirst().substring(1));
    assumeTrue(!installed.isEmpty(), "skipped: the rpm here cannot read this kind of store");
    assertThat(inventory.packages())
        .extracting(
            one ->
                String.join(
                    "\t",
                    one.name(),
                    one.version(),
                    one.arch(),
                    String.valueOf(one.sourceRpm()),
                    String.valueOf(one.module()),
                    String.valueOf(one.vendor())))
        .containsExactlyInAnyOrderElementsOf(installed);
  }

  private List<String> rpm(String tag, String store) throws Exception {
    var root = temporary.resolve("rpm");
    var place = root.resolve(store);
    Files.createDirectories(place.resolve(".."));
    Files.write(place, lastFile(tag, store));
    var format =
        "%{NAME}\t%|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}\t%{ARCH}\t%{SOURCERPM}\t"
            + "%{MODULARITYLABEL}\t%{VENDOR}\n";
    var process =
        new ProcessBuilder(
                "rpm", "--root", root.toString(), "--dbpath", "/var/lib/rpm", "-qa", "--qf", format)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output
        .lines()
        .map(line -> line.replace("(none)", "null").replace("\t0:", "\t"))
        .toList();
  }

  private ImageInventory inventory(String tag) throws Exception {
    var location = new ImageLocation.OciLayout(IMAGES.resolve("oci"), tag);
    try (var opened = ImageSource.open(location, SourceOptions.of(temporary))) {
      var options = ImageInventories.Options.standard();
      return new ImageInventories(options).read(opened.images().getFirst());
    }
  }

  private static List<String> lines(ImageInventory inventory) {
    return inventory.packages().stream()
        .map(
            one ->
                String.join(
                    "\t", one.name(), one.version(), one.arch(), one.source(), one.sourceVersion()))
        .toList();
  }

  private List<String> dpkgQuery(String tag) throws Exception {
    var admin = Files.createDirectories(temporary.resolve("dpkg"));
    Files.createDirectories(admin.resolve("info"));
    Files.createDirectories(admin.resolve("updates"));
    Files.write(admin.resolve("status"), lastFile(tag, "var/lib/dpkg/status"));
    var format = "${Package}\t${Version}\t${Architecture}\t${source:Package}\t${source:Version}\n";
    var process =
        new ProcessBuilder("dpkg-query", "--admindir=" + admin, "-W", "-f=" + format)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.lines().toList();
  }

  private List<String> apk(String tag) throws Exception {
    var text = new String(lastFile(tag, "lib/apk/db/installed"), StandardCharsets.UTF_8);
    var packages = new ArrayList<String>();
    for (var paragraph : text.strip().split("\n\n", -1)) {
      packages.add(
          String.join(
              "\t",
              field(paragraph, "P"),
              field(paragraph, "V"),
              field(paragraph, "A"),
              field(paragraph, "o"),
              field(paragraph, "V")));
    }
    return packages;
  }

  private static String field(String paragraph, String letter) {
    return paragraph
        .lines()
        .filter(line -> line.startsWith(letter + ":"))
        .findFirst()
        .orElseThrow()
        .substring(2);
  }

  /// The file in the highest layer that has it, found by another tar reader.
  private byte[] lastFile(String tag, String path) throws Exception {
    byte[] found = {};
    var location = new ImageLocation.OciLayout(IMAGES.resolve("oci"), tag);
    try (var opened = ImageSource.open(location, SourceOptions.of(temporary))) {
      Image image = opened.images().getFirst();
      for (var layer : image.layers()) {
        var blob = IMAGES.resolve("oci/blobs/sha256/" + layer.digest().orElseThrow().hex());
        try (InputStream in = Files.newInputStream(blob);
            var tar = new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(in)))) {
          for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.getName().equals(path) || entry.getName().equals("./" + path)) {
              found = tar.readAllBytes();
            }
          }
        }
      }
    }
    return found;
  }
}
