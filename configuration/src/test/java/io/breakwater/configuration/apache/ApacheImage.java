package io.breakwater.configuration.apache;

import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.system.SampleImage;
import io.breakwater.image.ImageConfig;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.FileOwners;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.Origin;
import io.breakwater.inventory.Products;
import io.breakwater.inventory.files.ImageFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Images with an Apache HTTP Server in them, made by code.
final class ApacheImage {
  static final String MAIN = "/etc/apache2/apache2.conf";

  /// Follows every practice.
  static final String GOOD =
      """
      ServerRoot /etc/apache2
      LoadModule mpm_event_module m
      LoadModule authz_core_module m
      LoadModule authz_host_module m
      LoadModule authz_user_module m
      LoadModule access_compat_module m
      LoadModule autoindex_module m
      LoadModule include_module m
      LoadModule headers_module m
      LoadModule reqtimeout_module m
      LoadModule status_module m
      LoadModule info_module m
      LoadModule dav_module m
      LoadModule proxy_module m
      LoadModule userdir_module m
      LoadModule ssl_module m
      User www-data
      Group www-data
      ServerTokens Prod
      ServerSignature Off
      TraceEnable Off
      Timeout 30
      LimitRequestBody 1000
      CustomLog /dev/stdout combined
      Header always set X-Frame-Options DENY
      Header always set X-Content-Type-Options nosniff
      Header always set Strict-Transport-Security "max-age=31536000"
      SSLProtocol -all +TLSv1.2 +TLSv1.3
      SSLCipherSuite HIGH:!aNULL:!MD5
      SSLHonorCipherOrder on
      <Directory />
        Options None
        AllowOverride None
        Require all denied
      </Directory>
      <FilesMatch "^\\.ht">
        Require all denied
      </FilesMatch>
      <VirtualHost *:443>
        SSLEngine on
        SSLCertificateKeyFile /etc/apache2/key.pem
        DocumentRoot /srv/www
      </VirtualHost>
      """;

  private ApacheImage() {}

  static SampleImage with(String main) {
    return new SampleImage()
        .file(MAIN, main)
        .file("/etc/apache2/key.pem", "", 0400, 0, 0)
        .file("/etc/passwd", "root:x:0:0::/:\ntoor:x:0:0::/:\nwww-data:x:33:33::/:\n");
  }

  static ImageInventory inventory(ImageFiles files, String version, String... env) {
    return image(new ImageConfig(List.of(), List.of(), Map.of(), "", List.of(env)), files, version);
  }

  static ImageInventory runningAs(String user, ImageFiles files, String version) {
    return image(new ImageConfig(List.of(), List.of(), Map.of(), user, List.of()), files, version);
  }

  private static ImageInventory image(ImageConfig config, ImageFiles files, String version) {
    var packages = version.isEmpty() ? List.<InstalledPackage>of() : List.of(httpd(version));
    return new ImageInventory(
        Optional.empty(),
        packages,
        List.of(),
        List.of(),
        Set.of(),
        Products.NONE,
        List.of(),
        Optional.of(config),
        List.of(),
        files,
        FileOwners.NONE);
  }

  private static InstalledPackage httpd(String version) {
    var origin = new Origin(0, Optional.empty(), "", true);
    return new InstalledPackage(
        Ecosystem.DEB,
        "apache2-bin",
        version,
        "amd64",
        "apache2",
        version,
        null,
        null,
        null,
        "/var/lib/dpkg/status",
        origin);
  }

  /// What one check says, in a line: `pass`, `n/a: …`, `cannot tell: …`, or `file:line action` of
  /// each failure.
  static String judged(ImageInventory image, String name) {
    var outcome =
        new ApacheSubject()
            .judge(image).stream()
                .filter(one -> one.check().id().equals("application_configuration:apache." + name))
                .map(CheckResult::outcome)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no check " + name));
    return said(outcome);
  }

  static String said(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Pass() -> "pass";
      case Outcome.NotApplicable(var why) -> "n/a: " + why;
      case Outcome.CannotTell(var why) -> "cannot tell: " + why;
      case Outcome.Fail(var failures) ->
          String.join(
              "\n",
              failures.stream()
                  .map(one -> one.file() + ":" + one.line() + " " + one.correctiveAction())
                  .toList());
    };
  }
}
