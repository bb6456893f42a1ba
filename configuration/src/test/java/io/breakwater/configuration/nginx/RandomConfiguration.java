package io.breakwater.configuration.nginx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Makes configurations of nginx at random, some of them broken: directives of its own modules at
/// all levels with values of their kinds, in any spelling, spread over included files.
final class RandomConfiguration {
  /// Whose refusal depends on the machine, or on rules that no check needs.
  private static final Set<String> LEFT_OUT =
      Set.of(
          "aio",
          "alias",
          "ancient_browser",
          "auth_http",
          "connection_pool_size",
          "daemon",
          "debug_connection",
          "debug_points",
          "directio_alignment",
          "disable_symlinks",
          "env",
          "error_log",
          "events",
          "expires",
          "fastcgi_cache",
          "google_perftools_profiles",
          "hash",
          "http",
          "if",
          "image_filter",
          "index",
          "keepalive",
          "limit_conn",
          "limit_conn_zone",
          "limit_req",
          "limit_req_zone",
          "listen",
          "load_module",
          "location",
          "lock_file",
          "log_format",
          "master_process",
          "memcached_pass",
          "open_file_cache",
          "open_log_file_cache",
          "perl",
          "pid",
          "request_pool_size",
          "resolver",
          "server",
          "server_name",
          "ssl_engine",
          "thread_pool",
          "timer_resolution",
          "upstream",
          "use",
          "user",
          "userid_expires",
          "userid_mark",
          "userid_p3p",
          "valid_referers",
          "variables_hash_bucket_size",
          "working_directory",
          "worker_aio_requests",
          "worker_connections",
          "worker_cpu_affinity",
          "worker_priority",
          "worker_processes",
          "zone");

  private final SplittableRandom random;
  private final String folder;
  private final Map<String, String> files = new TreeMap<>();
  private final double broken;
  private final Set<String> taken = new HashSet<>();
  private int counter;

  RandomConfiguration(long seed, String folder) {
    this.random = new SplittableRandom(seed);
    this.folder = folder;
    this.broken = random.nextInt(2) == 0 ? 0 : 0.015;
  }

  /// The files of a configuration by their names in the folder; `nginx.conf` is the main one.
  Map<String, String> files() {
    var text = new StringBuilder();
    level(text, "core", 'm', 2, "");
    if (!chance()) {
      text.append("events").append(space()).append("{ worker_connections 64; }\n");
    }
    text.append("http {\n");
    http(text);
    text.append("}\n");
    files.put("nginx.conf", spoiled(text.toString()));
    return files;
  }

  private void http(StringBuilder text) {
    text.append("access_log off; limit_req_zone $uri zone=r:1m rate=1r/s;\n");
    text.append("limit_conn_zone $uri zone=c:1m;\n");
    level(text, "http", 'm', 6, "");
    for (var i = random.nextInt(3); i >= 0; i--) {
      block(text, "server", () -> server(text));
    }
    if (random.nextInt(3) == 0) {
      values(text);
    }
  }

  private void server(StringBuilder text) {
    if (random.nextBoolean()) {
      text.append("listen unix:").append(folder).append("/s").append(counter++).append(";\n");
    } else {
      text.append("listen 127.0.0.1:").append(40000 + random.nextInt(3));
      text.append(flawed(List.of("", " backlog=5"), List.of(" nosuch", " default_server")))
          .append(";\n");
    }
    text.append("server_name ").append(names()).append(";\n");
    level(text, "http", 's', 5, "");
    for (var i = random.nextInt(4); i > 0; i--) {
      location(text, "", 3);
    }
  }

  private String names() {
    return flawed(
        List.of("a.b", "\"\"", "*.a.b", "a.*", ".a.b", "~^a", "_", "A.B"),
        List.of("a..b", "a*b", "*a", "."));
  }

  /// One of the good, or now and then of the bad.
  private String flawed(List<String> good, List<String> bad) {
    return chance() ? pick(bad) : pick(good);
  }

  private void location(StringBuilder text, String outer, int depth) {
    var path = chance() ? "/x" : outer + "/" + (chance() ? "a" : "a" + counter++);
    var kind = random.nextInt(9);
    var name =
        switch (kind) {
          case 0 -> "= " + path;
          case 1 -> "=" + path;
          case 2 -> "^~ " + path;
          case 3 -> "^~" + path;
          case 4 -> "~ ^" + path;
          case 5 -> "~*" + path;
          case 6 -> outer.isEmpty() || chance() ? "@n" + (chance() ? 0 : counter++) : path;
          default -> path;
        };
    block(
        text,
        "location " + name,
        () -> {
          level(text, "http", 'l', 4, "");
          var holds = kind == 2 || kind == 3 || kind > 6 || chance();
          for (var i = random.nextInt(3); i > 0 && depth > 0 && holds; i--) {
            location(text, path, depth - 1);
          }
          if (random.nextInt(5) == 0) {
            block(text, "if ($uri = a)", () -> level(text, "http", 'j', 2, ""));
          }
          if (random.nextInt(8) == 0) {
            block(text, "limit_except GET", () -> level(text, "http", 'x', 2, ""));
          }
        });
  }

  private void values(StringBuilder text) {
    var name = pick(List.of("types", "map $uri $m", "geo $g", "split_clients $uri $c"));
    block(
        text,
        name,
        () -> {
          for (var i = random.nextInt(4); i > 0; i--) {
            text.append(
                switch (name.substring(0, 2)) {
                  case "ty" -> "text/x" + i + " e" + i + ";\n";
                  case "ma" ->
                      flawed(List.of("a" + i, "'c " + i + "'", "~x"), List.of("a1", "default"))
                          + " v"
                          + i
                          + ";\n";
                  case "ge" -> "10.0." + i + ".0/24 v;\n";
                  default -> i + "% v" + i + ";\n";
                });
          }
          if (chance()) {
            text.append("a b c d;\n");
          }
        });
  }

  private void block(StringBuilder text, String opening, Runnable inside) {
    text.append(opening).append(space()).append("{").append(space());
    inside.run();
    text.append("}").append(space());
  }

  /// Directives of a level, some of them in files of their own.
  private void level(StringBuilder text, String area, char context, int most, String indent) {
    var lines = new StringBuilder();
    taken.clear();
    for (var i = random.nextInt(most + 1); i > 0; i--) {
      directive(lines, area, context);
    }
    switch (random.nextInt(8)) {
      case 0 -> include(text, lines.toString());
      case 1 -> {
        text.append(lines);
        text.append("include ").append(pick(List.of("none/*.conf", "none*", "[x]y"))).append(";\n");
      }
      default -> text.append(indent).append(lines);
    }
  }

  private void include(StringBuilder text, String lines) {
    var name = "part" + counter++;
    switch (random.nextInt(4)) {
      case 0 -> {
        files.put(name + "/b.conf", spoiled(lines));
        files.put(name + "/a.conf", comment());
        files.put(name + "/.hidden.conf", "nonsense");
        text.append("include ").append(name).append("/*.conf;\n");
      }
      case 1 -> {
        files.put(name + ".inc", spoiled(lines));
        text.append("include \"").append(folder).append('/').append(name).append(".inc\" ;\n");
      }
      case 2 -> {
        files.put(name + "x.inc", spoiled(lines));
        files.put(name + "y.inc", "");
        text.append("include '").append(name).append("[xy].in?';\n");
      }
      default -> {
        if (!chance()) {
          files.put(name, spoiled(lines));
        }
        text.append("include ").append(name).append(";\n");
      }
    }
  }

  private void directive(StringBuilder text, String area, char context) {
    var wrong = chance();
    var all = new ArrayList<String>();
    for (var name : DirectiveTable.standard().names()) {
      for (var command : DirectiveTable.standard().named(name)) {
        if (usable(name, command)
            && (wrong
                || (command.area().equals(area) && command.contexts().indexOf(context) >= 0))) {
          all.add(name);
        }
      }
    }
    var name = random.nextInt(4) == 0 ? pick(FAVOURITES) : pick(all);
    var found =
        DirectiveTable.standard().named(name).stream()
            .filter(one -> usable(name, one) && one.area().equals(area))
            .filter(one -> wrong || one.contexts().indexOf(context) >= 0)
            .findFirst();
    var once =
        found.isPresent()
            && found.get().kind() != DirectiveTable.Kind.MANY
            && found.get().kind() != DirectiveTable.Kind.BITS;
    if (found.isEmpty() || (once && !taken.add(name) && !chance())) {
      return;
    }
    text.append(chance() ? name + "x" : name);
    for (var word : args(name, found.get())) {
      text.append(space()).append(spelled(word));
    }
    text.append(random.nextInt(4) == 0 ? space() : "").append(chance() ? "" : ";").append(space());
  }

  /// What checks look at comes more often than the rest.
  private static final List<String> FAVOURITES =
      List.of(
          "add_header",
          "autoindex",
          "client_max_body_size",
          "keepalive_timeout",
          "large_client_header_buffers",
          "proxy_pass",
          "return",
          "rewrite",
          "root",
          "server_tokens",
          "ssl_protocols");

  private static boolean usable(String name, DirectiveTable.Command command) {
    return command.since().isEmpty()
        && command.module().isEmpty()
        && !command.opensBlock()
        && !LEFT_OUT.contains(name)
        && !name.endsWith("_path")
        && !name.endsWith("_file")
        && (!name.endsWith("_pass") || name.equals("proxy_pass"))
        && !name.contains("certificate")
        && !name.contains("_cache")
        && !name.contains("_store")
        && (!name.contains("buffer") || name.equals("large_client_header_buffers"))
        && !name.contains("temp_file")
        && !name.startsWith("gzip_hash")
        && !name.startsWith("gzip_window")
        && !name.contains("hash_")
        && (!name.startsWith("ssl_") || name.equals("ssl_protocols"))
        && !name.startsWith("worker_")
        && !name.startsWith("http2_")
        && (isSlot(command.kind()) || Written.knows(name));
  }

  private static boolean isSlot(DirectiveTable.Kind kind) {
    return kind != DirectiveTable.Kind.ONCE && kind != DirectiveTable.Kind.MANY;
  }

  private List<String> args(String name, DirectiveTable.Command command) {
    if (chance()) {
      return List.of("a", "b", "c", "d", "e", "f", "g", "h", "i").subList(0, random.nextInt(9));
    }
    if (name.endsWith("_status")) {
      return List.of(flawed(List.of("503", "429"), List.of("200", "600")));
    }
    return switch (command.kind()) {
      case FLAG -> List.of(pick(List.of("on", "off", "ON", "Off")) + dirt());
      case NUM -> List.of(random.nextInt(1, 9) + dirt());
      case SIZE -> List.of(random.nextInt(1, 9) + pick(List.of("", "k", "K", "m")) + dirt());
      case OFF -> List.of(random.nextInt(9) + pick(List.of("", "k", "M", "g")) + dirt());
      case MSEC -> List.of(time("ms") + dirt());
      case SEC -> List.of(time("y") + dirt());
      case BUFS -> List.of(random.nextInt(1, 9) + "", random.nextInt(1, 9) + "k" + dirt());
      case ENUM -> List.of(pick(command.words()) + dirt());
      case BITS -> List.of(pick(command.words()) + dirt());
      case ONCE, MANY -> Written.args(name, random, chance());
    };
  }

  private String time(String extra) {
    return flawed(
        List.of("5", "1m 30s", "1h", "2d", "1w 1d", "30s", "5" + extra, "1d 5"),
        List.of("1s1m", "1m1m", "30s 5", "m", "5M", "9223372036854775807d"));
  }

  private String dirt() {
    return chance() ? pick(List.of("x", "-", " ", "%")) : "";
  }

  /// A word in one of its spellings.
  private String spelled(String word) {
    var special = word.isEmpty() || word.matches("(?s).*[\\s;{}'\"#\\\\].*");
    var escaped = word.replace("\\", "\\\\");
    return switch (random.nextInt(special ? 2 : 5)) {
      case 0 -> '"' + escaped.replace("\"", "\\\"") + '"';
      case 1 -> '\'' + escaped.replace("'", "\\'") + '\'';
      default -> word;
    };
  }

  private String space() {
    return switch (random.nextInt(8)) {
      case 0 -> "\n";
      case 1 -> " \t ";
      case 2 -> "\r\n  ";
      case 3 -> comment();
      default -> " ";
    };
  }

  private String comment() {
    return pick(List.of(" # a; } { \"\n", " #\n", "\n##'\n", " # é\n"));
  }

  private boolean chance() {
    return broken > 0 && random.nextDouble() < broken;
  }

  /// Sometimes one character is lost or too many.
  private String spoiled(String text) {
    if (text.isEmpty() || broken == 0 || random.nextInt(8) > 0) {
      return text;
    }
    var at = random.nextInt(text.length());
    return random.nextBoolean()
        ? text.substring(0, at) + text.substring(at + 1)
        : text.substring(0, at)
            + pick(List.of("{", "}", ";", "\"", "'", "\\", "#", "$"))
            + text.substring(at);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
