package io.breakwater.configuration.mysql;

import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Failure;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// An image with a database server, made in memory.
final class DatabaseImage implements ImageFiles {
  private final Map<String, Lookup> found = new TreeMap<>();
  private final Map<String, List<String>> programs = new TreeMap<>();
  private final List<SpecialFile> special = new ArrayList<>();
  private final List<InstalledPackage> packages = new ArrayList<>();
  private final List<String> env = new ArrayList<>();
  private List<String> command = List.of();
  private String user = "";
  private boolean rootFileSystem;

  /// MariaDB of Debian 12.
  static DatabaseImage mariadb() {
    return new DatabaseImage().with(Ecosystem.DEB, "mariadb-server-core", "1:10.11.6-0+deb12u1");
  }

  static DatabaseImage mariadb(String version) {
    return new DatabaseImage().with(Ecosystem.DEB, "mariadb-server", version);
  }

  /// MySQL of the vendor's packages.
  static DatabaseImage mysql(String version) {
    return new DatabaseImage().with(Ecosystem.DEB, "mysql-community-server", version);
  }

  DatabaseImage with(Ecosystem ecosystem, String name, String version) {
    packages.add(
        new InstalledPackage(
            ecosystem,
            name,
            version,
            "amd64",
            name,
            version,
            null,
            null,
            null,
            "/var/lib/dpkg/status",
            new Origin(0, Optional.empty(), "", false)));
    return this;
  }

  DatabaseImage file(String path, String text) {
    return file(path, 0644, text);
  }

  DatabaseImage file(String path, int mode, String text) {
    return at(path, new Lookup.Found(new ImageFile(path, text, mode, 0, 0, 3)));
  }

  /// `/etc/mysql/my.cnf` with these lines below `[mysqld]`, which is its first line.
  DatabaseImage mysqld(String... lines) {
    return file("/etc/mysql/my.cnf", "[mysqld]\n" + String.join("\n", lines) + "\n");
  }

  DatabaseImage at(String path, Lookup lookup) {
    found.put(path, lookup);
    return this;
  }

  DatabaseImage program(String path) {
    programs.put(path.substring(path.lastIndexOf('/') + 1), List.of(path));
    return this;
  }

  DatabaseImage variable(String line) {
    env.add(line);
    return this;
  }

  DatabaseImage command(String... words) {
    command = List.of(words);
    return this;
  }

  DatabaseImage user(String name) {
    user = name;
    return this;
  }

  /// No image but a folder, which has no configuration.
  DatabaseImage rootFileSystem() {
    rootFileSystem = true;
    return this;
  }

  DatabaseImage special(String path, int mode) {
    special.add(new SpecialFile(path, true, mode, 0, 0, 2));
    return this;
  }

  ImageInventory inventory() {
    return new ImageInventory(
        Optional.empty(),
        packages,
        List.of(),
        List.of(),
        Set.of(),
        Products.NONE,
        List.of(),
        rootFileSystem
            ? Optional.empty()
            : Optional.of(new ImageConfig(List.of(), List.of(), Map.of(), user, env, command)),
        List.of(),
        this,
        FileOwners.NONE);
  }

  CheckResult result(String option) {
    return new MySql()
        .judge(inventory()).stream()
            .filter(one -> one.check().id().equals("application_configuration:mysql." + option))
            .findFirst()
            .orElseThrow();
  }

  Outcome outcome(String option) {
    return result(option).outcome();
  }

  /// The only failure.
  Failure failure(String option) {
    if (outcome(option) instanceof Outcome.Fail(var failures) && failures.size() == 1) {
      return failures.getFirst();
    }
    throw new AssertionError(option + ": " + outcome(option));
  }

  @Override
  public Lookup find(String path) {
    var one = found.get(path.replace("//", "/"));
    if (one != null) {
      return one;
    }
    return list(path).isPresent() ? new Lookup.Directory(path) : new Lookup.Missing();
  }

  @Override
  public Optional<List<String>> list(String directory) {
    var prefix = directory.endsWith("/") ? directory : directory + "/";
    var names = new TreeSet<String>();
    for (var path : found.keySet()) {
      if (path.startsWith(prefix)) {
        var rest = path.substring(prefix.length());
        names.add(rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest);
      }
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(names));
  }

  @Override
  public List<String> programs(String name) {
    return programs.getOrDefault(name, List.of());
  }

  @Override
  public List<SpecialFile> special() {
    return special;
  }

  @Override
  public boolean known() {
    return true;
  }
}
