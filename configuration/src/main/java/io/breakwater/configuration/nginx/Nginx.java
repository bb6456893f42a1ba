package io.breakwater.configuration.nginx;

import io.breakwater.configuration.Check;
import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Installed;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Subject;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.files.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// NGINX, and OpenResty, which is NGINX with more modules.
///
/// The main file is the one the build of the image's server starts with: the first that is there of
/// `/etc/nginx/nginx.conf`, `/usr/local/nginx/conf/nginx.conf`,
/// `/usr/local/openresty/nginx/conf/nginx.conf` and `/opt/bitnami/nginx/conf/nginx.conf`. A server
/// without one does not start, and no check can tell anything.
public final class Nginx implements Subject {
  private static final List<String> PACKAGES =
      List.of(
          "nginx",
          "nginx-core",
          "nginx-full",
          "nginx-light",
          "nginx-extras",
          "nginx-mainline",
          "openresty");
  private static final Set<String> BINARIES = Set.of("nginx", "openresty");
  private static final List<String> MAIN =
      List.of(
          "/etc/nginx/nginx.conf",
          "/usr/local/nginx/conf/nginx.conf",
          "/usr/local/openresty/nginx/conf/nginx.conf",
          "/opt/bitnami/nginx/conf/nginx.conf");
  private static final List<Practice> PRACTICES = practices();

  private static List<Practice> practices() {
    var all = new ArrayList<Practice>();
    all.addAll(TlsChecks.PRACTICES);
    all.addAll(HeaderChecks.PRACTICES);
    all.addAll(AccessChecks.PRACTICES);
    all.addAll(RequestChecks.PRACTICES);
    all.addAll(ServerChecks.PRACTICES);
    return List.copyOf(all);
  }

  @Override
  public String name() {
    return "nginx";
  }

  @Override
  public List<Check> checks() {
    return PRACTICES.stream().map(Practice::check).toList();
  }

  @Override
  public List<CheckResult> judge(ImageInventory image) {
    var bitnami = image.config().flatMap(config -> config.variable("BITNAMI_APP_NAME"));
    var variable = bitnami.filter("nginx"::equals).isPresent() ? "APP_VERSION" : "NGINX_VERSION";
    var installed = Installed.of(image, PACKAGES, BINARIES, variable);
    if (installed.isEmpty()) {
      return everywhere(new Outcome.NotApplicable("nginx is not installed"));
    }
    var build = Build.of(installed.get());
    for (var path : MAIN) {
      switch (image.files().find(path)) {
        case Lookup.Missing() -> {}
        case Lookup.Found(var file) -> {
          return judge(image, build, path);
        }
        case Lookup.Directory(var directory) -> {
          return everywhere(new Outcome.CannotTell(path + " is a directory"));
        }
        case Lookup.Unread(var why) -> {
          return everywhere(new Outcome.CannotTell(path + " is not known: " + why));
        }
        case Lookup.Unknown(var why) -> {
          return everywhere(new Outcome.CannotTell(path + " is not known: " + why));
        }
      }
    }
    return everywhere(
        new Outcome.CannotTell(
            "nginx is installed, but its main file is not in the image, as "
                + MAIN.getFirst()
                + " would be: it may come from elsewhere when a container starts"));
  }

  private static List<CheckResult> judge(ImageInventory image, Build build, String path) {
    try {
      var tree = TreeReader.read(image.files(), path, build);
      for (var one : tree.foreign()) {
        if (Foreign.unknown(one.name())) {
          return everywhere(
              new Outcome.CannotTell(
                  "what \"" + one.name() + "\" in " + one.place() + " does is not known"));
        }
      }
      var site = new Site(tree, build, image, path.substring(0, path.lastIndexOf('/') + 1));
      var results = new ArrayList<CheckResult>();
      for (var practice : PRACTICES) {
        var findings = new Findings();
        practice.judge().judge(site, findings);
        results.add(new CheckResult(practice.check(), findings.outcome()));
      }
      return results;
    } catch (Refused e) {
      return everywhere(new Outcome.CannotTell(e.reason()));
    }
  }

  private static List<CheckResult> everywhere(Outcome outcome) {
    return PRACTICES.stream().map(one -> new CheckResult(one.check(), outcome)).toList();
  }
}
