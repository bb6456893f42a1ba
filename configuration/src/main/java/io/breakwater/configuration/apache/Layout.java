package io.breakwater.configuration.apache;

import io.breakwater.configuration.Installed;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.files.ImageFiles;
import io.breakwater.inventory.files.Lookup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where a build of httpd keeps its configuration (`HTTPD_ROOT`, `SERVER_CONFIG_FILE` of
/// `httpd -V`), and which modules are built in (`httpd -l`).
///
/// @param main the main file
/// @param root the directory that relative paths begin at, until `ServerRoot` says another
/// @param envvars the script that `apachectl` sources, empty where none is
/// @param builtIn identifiers of the modules that are built in
/// @param exact whether these are known to be all
record Layout(String main, String root, String envvars, Set<String> builtIn, boolean exact) {
  private static final Set<String> BARE = Set.of("core_module", "so_module", "http_module");
  private static final Set<String> DEBIAN =
      Set.of(
          "core_module",
          "so_module",
          "http_module",
          "watchdog_module",
          "log_config_module",
          "logio_module",
          "version_module",
          "unixd_module");

  private static final List<Layout> ALL =
      List.of(
          new Layout(
              "/etc/apache2/apache2.conf", "/etc/apache2", "/etc/apache2/envvars", DEBIAN, true),
          new Layout("/etc/httpd/conf/httpd.conf", "/etc/httpd", "", BARE, true),
          new Layout("/usr/local/apache2/conf/httpd.conf", "/usr/local/apache2", "", BARE, true),
          new Layout("/opt/bitnami/apache/conf/httpd.conf", "/opt/bitnami/apache", "", BARE, false),
          new Layout(
              "/opt/bitnami/apache2/conf/httpd.conf", "/opt/bitnami/apache2", "", BARE, false),
          // Alpine; SUSE builds a module for processing in.
          new Layout("/etc/apache2/httpd.conf", "/var/www", "", BARE, false),
          new Layout("/usr/local/etc/httpd/httpd.conf", "/usr/local", "", BARE, false));

  /// Finds the layout of what is installed; empty where there is no main file in any place known.
  static Optional<Layout> of(ImageFiles files, Installed installed) {
    var binary = installed.binary();
    if (installed.owner() == null && binary != null) {
      var prefix = binary.replaceFirst("/s?bin/[^/]*$", "");
      for (var layout : ALL) {
        if (layout.root.equals(prefix) && there(files, layout.main)) {
          return Optional.of(layout);
        }
      }
    }
    return ALL.stream().filter(layout -> there(files, layout.main)).findFirst();
  }

  /// The main file that the package of a distribution brings.
  static String usual(Installed installed) {
    var owner = installed.owner();
    return owner != null && owner.ecosystem() == Ecosystem.RPM
        ? "/etc/httpd/conf/httpd.conf"
        : owner != null && owner.ecosystem() == Ecosystem.APK
            ? "/etc/apache2/httpd.conf"
            : "/etc/apache2/apache2.conf";
  }

  private static boolean there(ImageFiles files, String path) {
    return !(files.find(path) instanceof Lookup.Missing);
  }

  /// The environment of the server.
  ///
  /// @throws ConfigException when there is a script that cannot be read
  Envvars environment(ImageInventory image) throws ConfigException {
    var before = new HashMap<String, String>();
    image.config().ifPresent(config -> config.env().forEach(one -> put(before, one)));
    if (envvars.isEmpty()) {
      return new Envvars(before, Set.of());
    }
    return switch (image.files().find(envvars)) {
      case Lookup.Found(var file) -> Envvars.read(file.text(), before);
      case Lookup.Missing() -> new Envvars(before, Set.of());
      case Lookup.Unread(var why) -> throw ConfigException.unknown(new Place(envvars, 0, -1), why);
      case Lookup.Unknown(var why) -> throw ConfigException.unknown(new Place(envvars, 0, -1), why);
      case Lookup.Directory(var path) -> new Envvars(before, Set.of());
    };
  }

  private static void put(Map<String, String> environment, String line) {
    var equals = line.indexOf('=');
    if (equals > 0) {
      environment.put(line.substring(0, equals), line.substring(equals + 1));
    }
  }
}
