package io.breakwater.configuration.mysql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.random.RandomGenerator;

/// Writes random option files: groups, includes, quotes, escapes, comments, prefixes,
/// abbreviations, repeated options, and now and then something broken.
final class OptionFileWriter {
  private static final List<String> GROUPS =
      List.of(
          "mysqld",
          "mysqld",
          "mysqld",
          "server",
          "mariadb",
          "mariadbd",
          "MySQLd",
          "mysqld ",
          "mariadb-10.11",
          "mariadbd-10.11",
          "mysqld-10.11",
          "mysqld-10.5",
          "client-server",
          "galera",
          "client",
          "mysqld_safe",
          " mysqld",
          "mysql",
          "MARIADB] x",
          "embedded");

  private static final List<String> BOOLEANS =
      List.of(
          "local-infile",
          "local_infile",
          "skip-grant-tables",
          "skip_grant_tables",
          "skip-show-database",
          "symbolic-links",
          "require_secure_transport",
          "general-log",
          "allow-suspicious-udfs",
          "secure-auth",
          "old_passwords",
          "skip-networking",
          "ssl",
          "skip-name-resolve",
          "Local-Infile",
          "GENERAL_LOG",
          "slow_query_log",
          "log-slow-query",
          "innodb-strict-mode",
          "performance_schema",
          "plugin-innodb-strict-mode",
          "old-pass",
          "local-inf",
          "skip-show",
          "require-sec",
          "allow-susp",
          "x.general-log",
          "log-slave-updates");

  private static final List<String> WORDS =
      List.of(
          "ON", "OFF", "1", "0", "true", "FALSE", "on", "yes", "2", "", "1x", "0 ", "\"1\"",
          "'off'");

  private static final List<String> TEXTS =
      List.of(
          "ssl-ca",
          "ssl_cert",
          "ssl-key",
          "ssl-capath",
          "SSL-CA",
          "ssl-cipher",
          "bind-address",
          "general-log-file",
          "plugin-dir",
          "init-connect",
          "INIT_CONNECT");

  private static final List<String> VALUES =
      List.of(
          "/etc/a.pem",
          "\"/etc/b c.pem\"",
          "'/etc/d#e.pem'",
          "/etc/f#g.pem",
          "/etc/h.pem # why",
          "\"/etc/i\\sj\"",
          "/etc/k\\tl",
          "'it\\'s'",
          "\"half",
          "a\"b\"c",
          "",
          "\"\"",
          "=",
          "x=y",
          "\\",
          "\\q",
          "a\\\\b",
          "'#'",
          "a;b",
          "  spaced\t ",
          "/etc/\u00e0",
          "!x",
          "[y]",
          "'a\"b'");

  private static final List<String> MODES =
      List.of(
          "ansi",
          "STRICT_ALL_TABLES",
          "strict_trans_tables,NO_ZERO_DATE",
          "traditional",
          "",
          "0",
          "4194304",
          "STRICT_A",
          "ORACLE,STRICT_T",
          "17179869184",
          "NO_ENGINE_SUBSTITUTION",
          "maxdb");

  private static final List<String> VERSIONS =
      List.of("TLSv1.2", "TLSv1.3", "TLSv1.2,TLSv1.3", "tlsv1.1", "TLSv1.0,TLSv1.1", "", "TLSv1.0");

  private static final List<String> BROKEN =
      List.of(
          "no-such-option",
          "no_such_variable = 1",
          "ssl-ca",
          "port = hundred",
          "ssl-c = /x",
          "!includedir /no/such/directory",
          "!include",
          "[half",
          "--local-infile=0",
          "= 5",
          "-x",
          "binlog-cache-size",
          "loose-ssl-ca",
          "skip-no-such-thing",
          "sslca=/x",
          "lo=1",
          "skip-",
          "loose-",
          "general",
          "sql-mode = ansi, traditional",
          "sql-mode=x",
          "tls-version=SSLv3",
          "tls-version=TLSv1.2, TLSv1.3",
          "sql-mode=34359738368",
          "tls-version=16");

  private final RandomGenerator random;
  private final Path folder;
  private final boolean broken;
  private int files;

  private OptionFileWriter(RandomGenerator random, Path folder) {
    this.random = random;
    this.folder = folder;
    this.broken = random.nextInt(6) == 0;
  }

  /// Writes a configuration into an empty folder; the file that the server is given.
  static Path write(RandomGenerator random, Path folder) {
    return new OptionFileWriter(random, folder).file(folder, 0);
  }

  private Path file(Path directory, int depth) {
    var name =
        files++ + pick(List.of(".cnf", ".cnf", ".cnf", ".cnf", ".x.cnf", ".ini", ".cnf.bak"));
    var path =
        directory.resolve(
            depth == 0 ? "my.cnf" : pick(List.of("", "", "", ".", "Z", "a b")) + name);
    var text = new StringBuilder();
    if (random.nextInt(20) != 0 || depth == 0) {
      group(text);
    }
    var lines = random.nextInt(depth == 0 ? 14 : 7);
    for (var i = 0; i < lines; i++) {
      line(text, depth);
    }
    if (random.nextInt(8) == 0 && !text.isEmpty()) {
      text.setLength(text.length() - 1);
    }
    try {
      Files.write(path, text.toString().getBytes(StandardCharsets.UTF_8));
      if (depth > 0 && random.nextInt(15) == 0) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return path;
  }

  private void line(StringBuilder text, int depth) {
    text.append(" \t".repeat(random.nextInt(20) == 0 ? 1 : 0));
    switch (random.nextInt(20)) {
      case 0, 1 -> group(text);
      case 2 ->
          text.append(pick(List.of("# x", "; y", "", "   ", "#[z]", "!unknown x"))).append('\n');
      case 3, 4 -> include(text, depth);
      case 5 -> text.append(broken ? pick(BROKEN) : "port=1").append('\n');
      case 6 -> setting(text, "sql" + dash() + "mode", pick(MODES));
      case 7 -> setting(text, "tls" + dash() + "version", pick(VERSIONS));
      case 8 ->
          text.append(
                  pick(
                      List.of(
                          "log-bin",
                          "skip-log-bin",
                          "log_bin=x",
                          "log-bin=0",
                          "disable-log-bin=0")))
              .append('\n');
      case 9 ->
          setting(
              text,
              pick(List.of("port", "max-connections", "log-warnings", "loose-no-such")),
              pick(List.of("7", "1K", "2M", "30", "many", "")));
      case 10, 11, 12, 13, 14 -> bool(text);
      case 16 ->
          // The server does not start where there is no such directory.
          setting(
              text,
              pick(List.of("secure-file-priv", "secure_file")),
              pick(List.of("", "/", "\"/etc\"", "/usr # x")));
      case 15 -> text.append("; ").append("x".repeat(4_000 + random.nextInt(300))).append('\n');
      default -> setting(text, pick(TEXTS), pick(VALUES));
    }
  }

  private void bool(StringBuilder text) {
    var name = pick(BOOLEANS);
    var prefix =
        pick(
            List.of(
                "",
                "",
                "",
                "",
                "skip-",
                "loose_",
                "disable_",
                "enable-",
                "loose-skip-",
                "skip-loose-"));
    if (random.nextInt(2) == 0) {
      text.append(prefix)
          .append(name)
          .append(pick(List.of("", "", "  ", " # x", "\r")))
          .append('\n');
    } else {
      setting(text, prefix + name, pick(WORDS));
    }
  }

  private void setting(StringBuilder text, String name, String value) {
    text.append(name).append(pick(List.of("=", " = ", "\t=", "= "))).append(value);
    text.append(pick(List.of("", "", "", " ", " # c", "#d", "\r"))).append('\n');
  }

  private void group(StringBuilder text) {
    text.append('[')
        .append(pick(GROUPS))
        .append(pick(List.of("]", "]", "] ", "]junk", "] # x")))
        .append('\n');
  }

  private void include(StringBuilder text, int depth) {
    if (depth >= 3 || files > 12) {
      return;
    }
    if (random.nextBoolean()) {
      var path = random.nextInt(6) == 0 ? folder.resolve("none.cnf") : file(folder, depth + 1);
      text.append(pick(List.of("!include ", "! include\t")))
          .append(path)
          .append(pick(List.of("\n", " \n")));
      return;
    }
    var directory = folder.resolve("d" + files++);
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (var i = random.nextInt(4); i > 0; i--) {
      file(directory, depth + 1);
    }
    text.append("!includedir ").append(directory).append(pick(List.of("\n", "/\n", "  \n")));
  }

  private String dash() {
    return pick(List.of("-", "_"));
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
