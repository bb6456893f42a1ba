package io.breakwater.configuration.nginx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Makes configurations at random in which values are set at all levels of `http`, some of them
/// twice, and spread over included files: servers of one socket, locations in each other, and
/// conditions in them.
final class InheritedConfiguration {
  private final SplittableRandom random;
  private final String folder;
  private final Map<String, String> files = new TreeMap<>();
  private final List<Place> places = new ArrayList<>();
  private final double twice;
  private int counter;

  /// Where requests can be sent.
  ///
  /// @param host name of the server
  /// @param path of the location, with `/` at its end
  /// @param condition whether the request meets the condition in the location
  record Place(String host, String path, boolean condition) {}

  InheritedConfiguration(long seed, String folder) {
    this.random = new SplittableRandom(seed);
    this.folder = folder;
    this.twice = random.nextInt(4) == 0 ? 0.08 : 0;
    var text = new StringBuilder("daemon off; master_process off; error_log stderr;\n");
    text.append("pid ").append(folder).append("/pid;\n");
    text.append("events { worker_connections 32; }\nhttp {\naccess_log off;\n");
    for (var kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
      text.append(kind + "_temp_path " + folder + "/" + kind + ";\n");
    }
    text.append("root ").append(folder).append("/r0;\n");
    level(text, Level.HTTP);
    var first = random.nextInt(4);
    for (var i = 0; i < 3; i++) {
      server(text, "h" + i + ".test", i == first);
    }
    files.put("nginx.conf", text.append("}\n").toString());
  }

  /// By their names in the folder; `nginx.conf` is the main one.
  Map<String, String> files() {
    return files;
  }

  /// All places.
  List<Place> places() {
    return places;
  }

  private void server(StringBuilder text, String host, boolean first) {
    text.append("server {\nlisten unix:").append(folder).append("/s");
    text.append(first ? " default_server;\n" : ";\n");
    text.append("server_name ").append(host).append(";\n");
    level(text, Level.INNER);
    places.add(new Place(host, "/", false));
    if (random.nextInt(3) == 0) {
      text.append("location / {");
      level(text, Level.INNER);
      text.append("}\n");
    }
    for (var i = random.nextInt(3); i > 0; i--) {
      location(text, host, "/");
    }
    text.append("}\n");
  }

  private void location(StringBuilder text, String host, String outer) {
    var path = outer + "l" + counter++ + "/";
    places.add(new Place(host, path, false));
    text.append(pick("location ", "location ^~ ", "location ^~")).append(path).append(" {\n");
    level(text, Level.INNER);
    if (random.nextInt(4) == 0) {
      places.add(new Place(host, path, true));
      text.append("if ($arg_c) {\n");
      level(text, Level.CONDITION);
      text.append("}\n");
    } else if (path.length() < 16 && random.nextInt(3) == 0) {
      location(text, host, path);
    }
    text.append("}\n");
  }

  /// Conditions take less than others, and the outermost level has its root.
  private enum Level {
    HTTP,
    INNER,
    CONDITION
  }

  private void level(StringBuilder text, Level level) {
    var lines = new StringBuilder();
    if (level != Level.HTTP) {
      one(lines, "root", folder + "/r0", folder + "/r1");
    }
    for (var i = random.nextInt(5) - 2; i > 0; i--) {
      var header = spelled(pick("X-A", "X-B", "x-b"));
      var value = spelled(pick("v" + counter++, "a b", ""));
      lines.append("add_header ").append(header).append(' ').append(value);
      lines.append(pick(";", " always;", "\n\talways ;")).append(space());
    }
    if (level != Level.CONDITION) {
      one(lines, "server_tokens", "on", "off", "OFF", "build");
      one(lines, "autoindex", "on", "off", "On");
      one(lines, "default_type", "text/a", "text/b");
      one(lines, "client_max_body_size", "0", "10", "1k", "1K", "2m");
    }
    switch (random.nextInt(5)) {
      case 0 -> {
        var name = "i" + counter++;
        files.put(name + "/b.conf", lines.toString());
        files.put(name + "/a.conf", "# nothing }\n");
        files.put(name + "/.c.conf", "nonsense");
        text.append("include ").append(spelled(name + "/*.conf")).append(";\n");
      }
      case 1 -> {
        var name = "i" + counter++ + ".inc";
        files.put(name, lines.toString());
        text.append("include ").append(folder).append('/').append(name).append(";\n");
      }
      default -> text.append(lines);
    }
  }

  private void one(StringBuilder text, String name, String... values) {
    for (var chance = 0.25; random.nextDouble() < chance; chance = twice) {
      text.append(name).append(space()).append(spelled(pick(values))).append(";").append(space());
    }
  }

  private String spelled(String word) {
    return switch (random.nextInt(word.isEmpty() || word.indexOf(' ') >= 0 ? 2 : 6)) {
      case 0 -> '"' + word + '"';
      case 1 -> "'" + word + "'";
      default -> word;
    };
  }

  private String space() {
    return pick(" ", "\n", "\n\n\t", " # on; }\n", "\r\n");
  }

  private String pick(String... words) {
    return words[random.nextInt(words.length)];
  }
}
