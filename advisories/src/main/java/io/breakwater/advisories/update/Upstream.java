package io.breakwater.advisories.update;

import io.breakwater.advisories.releases.Releases;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the feeds come from: the publishers' addresses, and how a mirror is laid out.
final class Upstream {
  private static final String TRACKER_DATA =
      "https://salsa.debian.org/security-tracker-team/security-tracker/-/raw/master/data/";

  private static final String RED_HAT = "https://security.access.redhat.com/data/";
  private static final String OSV = "https://osv-vulnerabilities.storage.googleapis.com/";

  private Upstream() {}

  /// A file of a feed.
  ///
  /// @param path below the data folder's `feeds`, and below a mirror
  /// @param address at the publisher
  /// @param optional true when its absence is no fault
  record Source(String path, URI address, boolean optional) {
    /// The address at a mirror laid out like a feed folder.
    Source at(URI mirror, String suffix) {
      var base = mirror.toString();
      var slash = base.endsWith("/") ? "" : "/";
      return new Source(path + suffix, URI.create(base + slash + path + suffix), optional);
    }
  }

  /// The files of every feed, by feed.
  static Map<String, List<Source>> feeds() {
    var feeds = new LinkedHashMap<String, List<Source>>();
    feeds.put("alpine", alpine());
    feeds.put(
        "debian",
        List.of(
            source("debian/tracker.json", "https://security-tracker.debian.org/tracker/data/json"),
            source("debian/DSA.list", TRACKER_DATA + "DSA/list"),
            source("debian/DLA.list", TRACKER_DATA + "DLA/list")));
    feeds.put(
        "ubuntu",
        List.of(
            source(
                "ubuntu/osv-all.tar.xz",
                "https://security-metadata.canonical.com/osv/osv-all.tar.xz")));
    feeds.put(
        "redhat",
        List.of(
            optional("redhat/repository-to-cpe.json", RED_HAT + "meta/v1/repository-to-cpe.json")));
    feeds.put("almalinux", List.of(optional("almalinux/all.zip", OSV + "AlmaLinux/all.zip")));
    feeds.put("rocky", List.of(optional("rocky/all.zip", OSV + "Rocky%20Linux/all.zip")));
    feeds.put(
        "kev",
        List.of(
            source(
                "kev/known_exploited_vulnerabilities.json",
                "https://www.cisa.gov/sites/default/files/feeds/"
                    + "known_exploited_vulnerabilities.json")));
    return feeds;
  }

  /// The folder of Red Hat's VEX documents, see [VexFetch].
  static URI vex(@Nullable URI mirror) {
    if (mirror == null) {
      return URI.create(RED_HAT + "csaf/v2/vex/");
    }
    var base = mirror.toString();
    return URI.create(base + (base.endsWith("/") ? "" : "/") + "redhat/vex/");
  }

  /// What a mirror may hold of a feed beside the publisher's own files: the layout of a folder
  /// that is imported.
  static List<Source> ofMirrors(String feed) {
    return switch (feed) {
      case "redhat" ->
          List.of(optional("redhat/security-data-cve.tar", ""), optional("redhat/osv.tar", ""));
      case "almalinux", "rocky" -> List.of(optional(feed + "/osv.tar", ""));
      default -> List.of();
    };
  }

  private static Source optional(String path, String address) {
    return new Source(path, URI.create(address), true);
  }

  private static List<Source> alpine() {
    var files = new ArrayList<Source>();
    for (var release : Releases.all()) {
      if (release.distribution().equals("alpine")) {
        var edge = release.version().equals("edge");
        var branch = edge ? "edge" : "v" + release.version();
        for (var repository : List.of("main", "community")) {
          var file = branch + "/" + repository + ".json";
          files.add(
              new Source(
                  "alpine/" + file, URI.create("https://secdb.alpinelinux.org/" + file), true));
        }
      }
    }
    return files;
  }

  private static Source source(String path, String address) {
    return new Source(path, URI.create(address), false);
  }

  /// Why an address may not be used; null when it may: HTTPS, or plain HTTP to this machine.
  static @Nullable String forbidden(URI address) {
    var scheme = String.valueOf(address.getScheme());
    var host = String.valueOf(address.getHost());
    if (scheme.equals("https")) {
      return null;
    }
    var loopback = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    if (scheme.equals("http") && loopback) {
      return null;
    }
    return "only https addresses are used, not " + scheme + "://" + host;
  }
}
