package io.breakwater.cli;

import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.packages.ApkInstalled;
import io.breakwater.testkit.packages.DpkgStatus;

/// Layers with a release file and a package database.
final class SampleImages {
  private SampleImages() {}

  /// Debian 12 with nothing that the [SmallFeeds] know to be wrong.
  static LayerBuilder cleanDebian() {
    return debian(new DpkgStatus().add("libssl3", "3.0.13-1~deb12u1", "amd64").source("openssl"));
  }

  static LayerBuilder debian(DpkgStatus status) {
    return debian().file(DpkgStatus.PATH, status.render());
  }

  /// Without package database.
  static LayerBuilder debian() {
    return new LayerBuilder()
        .file(
            "etc/os-release",
            """
            PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
            ID=debian
            VERSION_ID="12"
            VERSION_CODENAME=bookworm
            """);
  }

  /// Debian 12 with findings in openssl (two packages of it) and in bash.
  static LayerBuilder vulnerableDebian() {
    return debian(
        new DpkgStatus()
            .add("bash", "5.2.15-2+b2", "amd64")
            .source("bash", "5.2.15-2")
            .add("libssl3", "3.0.11-1~deb12u1", "amd64")
            .source("openssl")
            .add("openssl", "3.0.11-1~deb12u1", "amd64")
            .add("tzdata", "2024a-0+deb12u1", "all"));
  }

  /// Ubuntu 22.04 with findings in openssl and, for subscribers, in ffmpeg.
  static DpkgStatus vulnerableUbuntu() {
    return new DpkgStatus()
        .add("ffmpeg", "7:4.4.2-0ubuntu0.22.04.1", "amd64")
        .add("libssl3", "3.0.2-0ubuntu1.10", "amd64")
        .source("openssl");
  }

  /// Alpine 3.20 with a finding in busybox, of which ssl_client is a part.
  static LayerBuilder vulnerableAlpine() {
    return alpine(
        "3.20.3",
        new ApkInstalled()
            .add("busybox", "1.36.1-r28", "x86_64")
            .add("libcrypto3", "3.3.2-r1", "x86_64", "openssl")
            .add("ssl_client", "1.36.1-r28", "x86_64", "busybox")
            .add("zlib", "1.3.1-r1", "x86_64"));
  }

  static LayerBuilder ubuntu(String version, String codename, DpkgStatus status) {
    return new LayerBuilder()
        .file(
            "etc/os-release",
            """
            PRETTY_NAME="Ubuntu %1$s LTS"
            ID=ubuntu
            ID_LIKE=debian
            VERSION_ID="%1$s"
            VERSION_CODENAME=%2$s
            """
                .formatted(version, codename))
        .file(DpkgStatus.PATH, status.render());
  }

  static LayerBuilder alpine(String version, ApkInstalled installed) {
    return new LayerBuilder()
        .file(
            "etc/os-release",
            """
            NAME="Alpine Linux"
            ID=alpine
            VERSION_ID=%1$s
            PRETTY_NAME="Alpine Linux v%1$s"
            """
                .formatted(version))
        .file(ApkInstalled.PATH, installed.render());
  }
}
