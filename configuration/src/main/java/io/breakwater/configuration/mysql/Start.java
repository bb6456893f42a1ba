package io.breakwater.configuration.mysql;

import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.files.Lookup;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How an image starts its server, and so which option files that reads.
final class Start {
  private static final List<String> PLACES_OF_DISTRIBUTIONS =
      List.of("/usr/", "/bin/", "/sbin/", "/libexec/");

  private final ImageInventory image;
  private final Server server;
  private final CommandLine command;

  private Start(ImageInventory image, Server server, OptionNames names) {
    this.image = image;
    this.server = server;
    var words = image.config().map(config -> config.command()).orElse(List.of());
    this.command = CommandLine.of(words, names);
  }

  static Start of(ImageInventory image, Server server, OptionNames names) {
    return new Start(image, server, names);
  }

  /// That of `--defaults-group-suffix`, empty by default.
  String suffix() {
    return command.suffix().or(() -> variable("MYSQL_GROUP_SUFFIX")).orElse("");
  }

  /// Everything that sets options, in the order in which the server takes it.
  OptionFiles read() {
    var places = places();
    var read = OptionFileReader.read(image.files(), server, places, instead(places));
    var lines = new ArrayList<>(read.lines());
    lines.addAll(command.lines());
    var doubts = new ArrayList<>(read.doubts());
    doubt().ifPresent(why -> doubts.add(new OptionFiles.Doubt(Integer.MAX_VALUE, why)));
    return new OptionFiles(
        read.main(),
        read.read(),
        lines,
        doubts,
        read.oddities(),
        read.refusal().or(this::missingFile));
  }

  private Optional<String> doubt() {
    var unknownPlace =
        isElsewhere() && command.defaultsFile().isEmpty() && ownFile().isEmpty()
            ? Optional.of(
                "which option files %s reads is not known, for no distribution has put it there"
                    .formatted(server.installed().binary()))
            : Optional.<String>empty();
    return command.doubt().or(() -> unknownPlace);
  }

  private Optional<String> missingFile() {
    return command
        .defaultsFile()
        .or(command::extraFile)
        .filter(file -> image.files().find(file) instanceof Lookup.Missing)
        .map(
            file ->
                "the option file %s, which the image's command names, is missing".formatted(file));
  }

  private String instead(List<String> places) {
    if (command.defaultsFile().isPresent()) {
      return places.getFirst();
    }
    var rpm = image.packages().stream().anyMatch(one -> one.ecosystem() == Ecosystem.RPM);
    return rpm ? "/etc/my.cnf" : "/etc/mysql/my.cnf";
  }

  /// Option files in the order in which they are read. A directory that is named again moves to the
  /// end (`init_default_directories`), which is why those servers that are compiled with `/etc`
  /// read that one later.
  private List<String> places() {
    if (command.defaultsFile().isPresent()) {
      return List.of(command.defaultsFile().get());
    }
    if (command.noDefaults()) {
      return List.of();
    }
    var own = ownFile();
    if (own.isPresent()) {
      return List.of(own.get());
    }
    var folders = new LinkedHashSet<>(List.of("/etc/", "/etc/mysql/"));
    move(folders, compiled());
    variable("MYSQL_HOME")
        .filter(home -> home.startsWith("/"))
        .ifPresent(home -> move(folders, home.endsWith("/") ? home : home + "/"));
    var places = new ArrayList<String>();
    folders.forEach(folder -> places.add(folder + "my.cnf"));
    command.extraFile().ifPresent(places::add);
    if (server.home() != null) {
      places.add((server.home().equals("/") ? "" : server.home()) + "/.my.cnf");
    }
    return places;
  }

  private static void move(Set<String> folders, String folder) {
    folders.remove(folder);
    folders.add(folder);
  }

  /// The directory that the server is compiled with (`DEFAULT_SYSCONFDIR`).
  private String compiled() {
    var owner = server.installed().owner();
    if (owner == null || owner.ecosystem() == Ecosystem.DEB) {
      return "/etc/mysql/";
    }
    return owner.name().startsWith("mysql-community") ? "/usr/etc/" : "/etc/";
  }

  /// The option file beside a server that is no distribution's, with which it is started:
  /// `/opt/bitnami/mariadb/conf/my.cnf`.
  private Optional<String> ownFile() {
    var binary = server.installed().binary();
    if (binary == null || !isElsewhere()) {
      return Optional.empty();
    }
    var folder = parent(parent(binary));
    return List.of("/conf/my.cnf", "/etc/my.cnf", "/my.cnf").stream()
        .map(name -> folder + name)
        .filter(path -> !(image.files().find(path) instanceof Lookup.Missing))
        .findFirst();
  }

  private boolean isElsewhere() {
    var binary = server.installed().binary();
    return binary != null
        && server.installed().owner() == null
        && PLACES_OF_DISTRIBUTIONS.stream().noneMatch(binary::startsWith);
  }

  private static String parent(String path) {
    var slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private Optional<String> variable(String name) {
    return image.config().flatMap(config -> config.variable(name));
  }
}
