package io.breakwater.server.console;

import io.breakwater.server.RunningServer;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.images.Compression;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.IndexBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Images of every verdict, and the feeds that they are judged by.
///
/// | image | |
/// |---|---|
/// | `birds/robin:1`, `:2` | three issues, one of them known to be exploited; and after an update |
/// | `birds/wren:1` | an index of two platforms |
/// | `birds/dunnock:1` | incomplete: its layer ends too early |
/// | `birds/owl:1` | unsupported: no operating system |
/// | `birds/gone:1` | in the trash |
/// | `fish/trout:many` | 2,000 findings |
/// | `fish/salmon:1` | nothing is known of it |
/// | `web/server:1` | files of nginx and sshd that are badly set |
/// | `jobs/heron:1` … | for the tests that change something |
final class SampleImages {
  static final int MANY = 2_000;

  private static final String DEBIAN =
      """
      PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
      ID=debian
      VERSION_ID="12"
      VERSION_CODENAME=bookworm
      """;

  private static final String NGINX =
      """
      user root;
      events {}
      http {
        server_tokens on;
        server {
          listen 443 ssl;
          ssl_protocols SSLv3 TLSv1;
          autoindex on;
          root /srv;
        }
      }
      """;

  private static final String SSHD =
      """
      PermitRootLogin yes
      PasswordAuthentication yes
      PermitEmptyPasswords yes
      X11Forwarding yes
      Ciphers 3des-cbc
      """;

  private SampleImages() {}

  static FeedFolderBuilder feeds() {
    var feeds =
        new FeedFolderBuilder()
            .debianFixed("openssl", "CVE-2026-1008", "bookworm", "3.0.12-1")
            .debianDescription(
                "openssl",
                "CVE-2026-1008",
                "A name that is too long <img src=x onerror=alert(1)> ends in a buffer.")
            .debianFixed("openssl", "CVE-2026-1009", "bookworm", "3.0.14-1")
            .debianOpen("openssl", "CVE-2026-1010", "bookworm")
            .dsa(
                "DSA-9999-1",
                LocalDate.now(ZoneOffset.UTC).minusDays(3),
                "openssl",
                "bookworm",
                "3.0.14-1",
                "CVE-2026-1009")
            .kev("CVE-2026-1008", LocalDate.now(ZoneOffset.UTC).minusDays(30));
    for (var i = 0; i < MANY; i++) {
      feeds.debianFixed(
          "many" + i % 50, "CVE-2025-" + (10_000 + i), "bookworm", "2." + i % 7 + "-1");
    }
    return feeds;
  }

  private static LayerBuilder debian(DpkgStatus packages) {
    return new LayerBuilder()
        .file("etc/os-release", DEBIAN)
        .file(DpkgStatus.PATH, packages.render());
  }

  private static DpkgStatus base() {
    return new DpkgStatus().add("base-files", "12.4", "amd64").add("zlib1g", "1:1.2.13", "amd64");
  }

  static ImageBuilder openssl(String version, String architecture) {
    return new ImageBuilder()
        .platform("linux", architecture)
        .user("app")
        .label("org.opencontainers.image.base.name", "docker.io/library/debian:12")
        .label("description", "<script>alert(1)</script>")
        .layer(debian(base()), "ADD rootfs.tar /")
        .history("ENV LANG=C.UTF-8", true)
        .layer(
            debian(base().add("libssl3", version, architecture).source("openssl")),
            "RUN apt-get install --yes libssl3");
  }

  private static ImageBuilder many() {
    var packages = base();
    for (var i = 0; i < 50; i++) {
      packages.add("many" + i, "1.0-1", "amd64");
    }
    return new ImageBuilder().user("app").layer(debian(packages), "ADD rootfs.tar /");
  }

  /// One of many: with three of the packages that have findings, and a log of its own.
  static ImageBuilder of(int image) {
    var packages = base();
    for (var i = 0; i < 3; i++) {
      packages.add("many" + (image + i * 17) % 50, "1.0-1", "amd64");
    }
    return new ImageBuilder()
        .user("app")
        .layer(debian(packages).file("var/log/build", "build " + image), "ADD rootfs.tar /");
  }

  private static ImageBuilder web() {
    var packages =
        base().add("nginx", "1.22.1-9", "amd64").add("openssh-server", "1:9.2p1-2", "amd64");
    return new ImageBuilder()
        .layer(debian(packages), "ADD rootfs.tar /")
        .layer(
            new LayerBuilder()
                .file("etc/nginx/nginx.conf", NGINX)
                .file("etc/ssh/sshd_config", SSHD),
            "COPY etc /etc");
  }

  private static ImageBuilder cut() {
    var layer = debian(base()).build(Compression.GZIP);
    return new ImageBuilder().layer(layer.cutAt(layer.bytes().length - 20), "ADD rootfs.tar /");
  }

  /// Pushes all of them.
  static void push(RunningServer server) throws Exception {
    for (var namespace : new String[] {"birds", "fish", "web", "jobs", "fresh"}) {
      People.send(server, "PUT", "/api/v1/namespaces/" + namespace, "");
    }
    var robin = openssl("3.0.11-1", "amd64").build();
    server.push("birds/robin", "1", robin);
    server.push("birds/robin", "2", openssl("3.0.14-1", "amd64").build());
    var wren =
        new IndexBuilder().add(openssl("3.0.13-1", "amd64")).add(openssl("3.0.11-1", "arm64"));
    server.push("birds/wren", "1", wren.build());
    server.push("birds/dunnock", "1", cut().build());
    server.push(
        "birds/owl",
        "1",
        new ImageBuilder().layer(new LayerBuilder().file("owl", "static")).build());
    var gone = openssl("3.0.11-1", "arm64").build();
    server.push("birds/gone", "1", gone);
    delete(server, "birds/gone", gone.digest());
    server.push("fish/trout", "many", many().build());
    server.push(
        "fish/salmon", "1", new ImageBuilder().user("app").layer(debian(base()), "ADD /").build());
    server.push("web/server", "1", web().build());
    for (var job : new String[] {"heron", "stork", "crane"}) {
      server.push("jobs/" + job, "1", openssl("3.0.11-1", "amd64").label("job", job).build());
    }
    sign(server, "birds/robin", robin.digest(), robin.root().size());
    People.send(
        server,
        "PUT",
        "/api/v2/exemptions/birds%2Frobin/issue/cve/CVE-2026-1009",
        "{\"reason\":\"not reachable from outside\",\"expires\":\"2099-12-31T00:00:00Z\"}");
    untilJudged(server, 11);
  }

  private static void delete(RunningServer server, String repository, String digest)
      throws Exception {
    var answer = server.send(server.request("/v2/" + repository + "/manifests/" + digest).DELETE());
    if (answer.statusCode() != 202) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
  }

  private static void sign(RunningServer server, String repository, String digest, long size)
      throws Exception {
    var type = "application/vnd.oci.image.manifest.v1+json";
    var empty = server.pushBlob(repository, new byte[] {'{', '}'});
    var signature = server.pushBlob(repository, new byte[] {1, 2, 3});
    var manifest =
        """
        {"schemaVersion":2,"mediaType":"%1$s","artifactType":"application/vnd.dev.sigstore.bundle.v0.3+json",
         "config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%2$s","size":2},
         "layers":[{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","digest":"%3$s","size":3}],
         "subject":{"mediaType":"%1$s","digest":"%4$s","size":%5$d}}
        """
            .formatted(type, empty, signature, digest, size);
    var own = RunningServer.digest(manifest.getBytes(StandardCharsets.UTF_8));
    var answer =
        server.send(
            server
                .request("/v2/" + repository + "/manifests/" + own)
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofString(manifest)));
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
  }

  /// Waits until every tag is judged: the lists are of what is known.
  static void untilJudged(RunningServer server, int images) throws Exception {
    for (var i = 0; i < 600; i++) {
      var list = server.get("/api/v2/images?limit=1").body();
      if (list.contains("\"judged\":" + images + "}")) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(server.get("/api/v2/images?limit=1").body());
  }
}
