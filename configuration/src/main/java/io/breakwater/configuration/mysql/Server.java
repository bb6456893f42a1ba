package io.breakwater.configuration.mysql;

import io.breakwater.configuration.Installed;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.files.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The database server of an image.
///
/// @param product null where nothing tells which it is
/// @param home the home directory of the account that runs it, null where nothing tells
record Server(Installed installed, @Nullable Product product, @Nullable String home) {
  /// The two families, which have gone their own ways since 5.5.
  enum Product {
    MARIADB("MariaDB"),
    MYSQL("MySQL");

    private final String word;

    Product(String word) {
      this.word = word;
    }
  }

  private static final List<String> NOT_THE_SERVER =
      List.of(
          "client",
          "common",
          "compat",
          "-dev",
          "utils",
          "test",
          "debug",
          "dbg",
          "bench",
          "embedded",
          "router",
          "default",
          "galera",
          "data",
          "source",
          "plugin",
          "backup");

  /// Finds the server; a client alone is none.
  static Optional<Server> of(ImageInventory image) {
    var mariadb = find(image, Product.MARIADB);
    if (mariadb.isPresent()) {
      return mariadb;
    }
    var mysql = find(image, Product.MYSQL);
    if (mysql.isPresent()) {
      return mysql;
    }
    return Installed.of(image, List.of(), Set.of("mysqld"), "MYSQL_VERSION")
        .map(installed -> unnamed(image, installed));
  }

  /// What only the binary `mysqld` tells of: both families have it.
  private static Server unnamed(ImageInventory image, Installed installed) {
    var config = image.config();
    if (config.flatMap(one -> one.variable("MARIADB_VERSION")).isPresent()) {
      var named = Installed.of(image, List.of(), Set.of("mysqld"), "MARIADB_VERSION");
      return new Server(named.orElse(installed), Product.MARIADB, home(image));
    }
    var mysql = config.flatMap(one -> one.variable("MYSQL_VERSION")).isPresent();
    return new Server(installed, mysql ? Product.MYSQL : null, home(image));
  }

  private static Optional<Server> find(ImageInventory image, Product product) {
    var binaries = product == Product.MARIADB ? Set.of("mariadbd") : Set.<String>of();
    var binary = binaries.stream().anyMatch(name -> !image.files().programs(name).isEmpty());
    var names = new ArrayList<String>();
    for (var one : image.packages()) {
      if (brings(image, one, product, binary)) {
        names.add(one.name());
      }
    }
    if (names.isEmpty() && !binary) {
      return Optional.empty();
    }
    var all = product == Product.MARIADB ? Set.of("mariadbd", "mysqld") : Set.of("mysqld");
    return Installed.of(image, names, all, product.name() + "_VERSION")
        .map(installed -> new Server(installed, product, home(image)));
  }

  private static boolean brings(
      ImageInventory image, InstalledPackage one, Product product, boolean binary) {
    var name = one.name().toLowerCase(Locale.ROOT);
    if (product == Product.MARIADB && name.equals("mariadb")) {
      // The server's package on Alpine and SUSE, the client's on Red Hat, of the same version.
      return one.ecosystem() == Ecosystem.APK
          || binary
          || image
              .os()
              .map(os -> os.id().contains("sles") || os.id().contains("suse"))
              .orElse(false);
    }
    var ours =
        product == Product.MARIADB
            ? name.startsWith("mariadb")
            : name.startsWith("mysql")
                || name.startsWith("community-mysql")
                || name.startsWith("percona-server-server");
    return ours && name.contains("server") && NOT_THE_SERVER.stream().noneMatch(name::contains);
  }

  /// `HOME` of the image, or that of the account: the image's own where it is not root, `mysql`
  /// otherwise, to which entrypoints and service managers change.
  private static @Nullable String home(ImageInventory image) {
    var config = image.config();
    var variable = config.flatMap(one -> one.variable("HOME"));
    if (variable.isPresent()) {
      return variable.get();
    }
    var user = config.map(one -> one.user()).orElse("");
    var colon = user.indexOf(':');
    user = colon < 0 ? user : user.substring(0, colon);
    var account = user.isEmpty() || user.equals("root") || user.equals("0") ? "mysql" : user;
    if (!(image.files().find("/etc/passwd") instanceof Lookup.Found(var passwd))) {
      return null;
    }
    for (var line : passwd.text().split("\n", -1)) {
      var fields = line.split(":", -1);
      if (fields.length >= 7 && (fields[0].equals(account) || fields[2].equals(account))) {
        return fields[5];
      }
    }
    return null;
  }

  boolean isMariaDb() {
    return product == Product.MARIADB;
  }

  boolean isMySql() {
    return product == Product.MYSQL;
  }

  /// Whether the version is at least another; empty where it is not known.
  Optional<Boolean> atLeast(int... numbers) {
    return installed.atLeast(numbers);
  }

  /// The groups that it reads, in lower case (`load_default_groups` in `sql/mysqld.cc`); those of a
  /// version only where the version is known.
  ///
  /// @param suffix that of `--defaults-group-suffix`, from `MYSQL_GROUP_SUFFIX`
  Set<String> groups(String suffix) {
    var groups = new ArrayList<>(List.of("mysqld", "server"));
    var branch = branch();
    if (!branch.isEmpty()) {
      groups.add("mysqld-" + branch);
    }
    if (isMariaDb()) {
      groups.addAll(List.of("mariadb", "client-server", "galera"));
      // Since 10.4.6; an older server has no such group, and nobody writes one for it.
      if (atLeast(10, 4, 6).orElse(true)) {
        groups.add("mariadbd");
      }
      if (!branch.isEmpty()) {
        groups.add("mariadb-" + branch);
        groups.add("mariadbd-" + branch);
      }
    }
    if (!suffix.isEmpty()) {
      for (var group : List.copyOf(groups)) {
        groups.add(group + suffix.toLowerCase(Locale.ROOT));
      }
    }
    return Set.copyOf(groups);
  }

  private String branch() {
    var version = installed.version();
    var first = version.indexOf('.');
    var second = first < 0 ? -1 : version.indexOf('.', first + 1);
    return first < 0 ? "" : second < 0 ? version : version.substring(0, second);
  }

  /// For people: `MariaDB 10.11.6`.
  @Override
  public String toString() {
    var name = product == null ? "the server" : product.word;
    return installed.version().isEmpty() ? name : name + " " + installed.version();
  }
}
