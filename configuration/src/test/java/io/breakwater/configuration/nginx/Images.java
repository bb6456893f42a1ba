package io.breakwater.configuration.nginx;

import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Outcome;
import io.breakwater.image.ImageConfig;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.FileOwners;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.Origin;
import io.breakwater.inventory.Products;
import io.breakwater.inventory.files.ImageFile;
import io.breakwater.inventory.files.ImageFiles;
import io.breakwater.inventory.files.Lookup;
import io.breakwater.inventory.files.SpecialFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Images with nginx and the files that a test names.
final class Images {
  static final String MAIN = "/etc/nginx/nginx.conf";

  private Images() {}

  /// Files by their paths, all of mode 0644 and in layer 3.
  record Files(Map<String, Lookup> lookups, List<String> binaries) implements ImageFiles {
    static Files of(Map<String, String> texts) {
      var lookups = new TreeMap<String, Lookup>();
      texts.forEach(
          (path, text) ->
              lookups.put(path, new Lookup.Found(new ImageFile(path, text, 0644, 0, 0, 3))));
      return new Files(lookups, List.of());
    }

    @Override
    public Lookup find(String path) {
      var found = lookups.get(path);
      if (found != null) {
        return found;
      }
      var isDirectory = lookups.keySet().stream().anyMatch(one -> one.startsWith(path + "/"));
      return isDirectory || path.equals("/") ? new Lookup.Directory(path) : new Lookup.Missing();
    }

    @Override
    public Optional<List<String>> list(String directory) {
      if (!(find(directory) instanceof Lookup.Directory)) {
        return Optional.empty();
      }
      var names = new TreeSet<String>();
      var from = directory.equals("/") ? 1 : directory.length() + 1;
      for (var path : lookups.keySet()) {
        if (path.startsWith(directory) && path.length() > from) {
          names.add(path.substring(from).split("/", 2)[0]);
        }
      }
      return Optional.of(List.copyOf(names));
    }

    @Override
    public List<String> programs(String name) {
      return name.equals("nginx") ? binaries : List.of();
    }

    @Override
    public List<SpecialFile> special() {
      return List.of();
    }

    @Override
    public boolean known() {
      return true;
    }
  }

  static ImageInventory of(ImageFiles files, List<InstalledPackage> packages, ImageConfig config) {
    return new ImageInventory(
        Optional.empty(),
        packages,
        List.of("/var/lib/dpkg/status"),
        List.of(),
        Set.of(),
        Products.NONE,
        List.of(),
        Optional.of(config),
        List.of(),
        files,
        FileOwners.NONE);
  }

  /// The package as nginx.org makes it, with all of nginx's own modules built in.
  static InstalledPackage nginx(String version) {
    return deb("nginx", version);
  }

  /// A package of dpkg.
  static InstalledPackage deb(String name, String version) {
    return new InstalledPackage(
        Ecosystem.DEB,
        name,
        version,
        "amd64",
        name,
        version,
        null,
        null,
        null,
        "/var/lib/dpkg/status",
        new Origin(0, Optional.empty(), "", false));
  }

  /// An image whose main file and others are these.
  static ImageInventory of(Map<String, String> files, String version) {
    return of(Files.of(files), List.of(nginx(version)), ImageConfig.NONE);
  }

  /// An image of nginx 1.22.1 with a main file.
  static ImageInventory of(String main) {
    return of(Map.of(MAIN, main), "1.22.1-1~bookworm");
  }

  /// What a check says.
  static Outcome outcome(ImageInventory image, String directive) {
    return new Nginx()
        .judge(image).stream()
            .filter(one -> one.check().id().equals("application_configuration:nginx." + directive))
            .map(CheckResult::outcome)
            .findFirst()
            .orElseThrow();
  }
}
