package io.breakwater.configuration.mysql;

import io.breakwater.configuration.Check;
import io.breakwater.configuration.CheckResult;
import io.breakwater.configuration.Subject;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.files.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// MySQL and MariaDB servers. Their option files are those that the server reads when it starts
/// without arguments.
public final class MySql implements Subject {
  private static final List<Rule> RULES =
      Stream.of(TlsRules.ALL, ServerRules.ALL, FileRules.ALL).flatMap(List::stream).toList();

  /// Files that no server reads, and that clients and maintenance scripts find passwords in.
  private static final List<String> OF_CLIENTS =
      List.of("/etc/mysql/debian.cnf", "/root/.my.cnf", "/etc/my.cnf.d/client.cnf");

  @Override
  public String name() {
    return "mysql";
  }

  @Override
  public List<Check> checks() {
    return RULES.stream().map(Rule::listed).toList();
  }

  @Override
  public List<CheckResult> judge(ImageInventory image) {
    var server = Server.of(image);
    if (server.isEmpty()) {
      return RULES.stream()
          .map(rule -> rule.without("no MySQL or MariaDB server is installed"))
          .toList();
    }
    var facts = facts(image, server.get());
    return RULES.stream().map(rule -> rule.judge(facts)).toList();
  }

  private static Facts facts(ImageInventory image, Server server) {
    var names = OptionNames.of(server);
    var start = Start.of(image, server, names);
    var read = start.read();
    var options = Options.of(server, read, start.suffix(), names);
    options.doubtAtTheEnd(persisted(image, server, options));
    var env = image.config().map(config -> config.env()).orElse(null);
    return new Facts(server, withClients(image, server, read), options, image.files(), env);
  }

  /// `SET PERSIST` writes into the data directory of MySQL what counts more than option files.
  private static List<String> persisted(ImageInventory image, Server server, Options options) {
    if (!server.isMySql()) {
      return List.of();
    }
    var data = options.last("datadir").map(Setting::text).orElse("/var/lib/mysql");
    var path = data + "/mysqld-auto.cnf";
    return image.files().find(path) instanceof Lookup.Missing
        ? List.of()
        : List.of(path + " may set what the option files set otherwise");
  }

  private static OptionFiles withClients(ImageInventory image, Server server, OptionFiles read) {
    var lines = new ArrayList<>(read.lines());
    var files = new ArrayList<>(read.read());
    for (var path : OF_CLIENTS) {
      if (files.stream().noneMatch(one -> one.name().equals(path))) {
        var more = OptionFileReader.readAlone(image.files(), server, path);
        lines.addAll(more.lines());
        files.addAll(more.read());
      }
    }
    return new OptionFiles(
        read.main(), files, lines, read.doubts(), read.oddities(), read.refusal());
  }
}
