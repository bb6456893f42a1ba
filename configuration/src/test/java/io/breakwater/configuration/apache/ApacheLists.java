package io.breakwater.configuration.apache;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What the lists `DUMP_RUN_CFG` and `DUMP_VHOSTS` of the real server tell, and the same as it is
/// read here: the root, what is defined, the default virtual host of each address, the names of
/// those that share one, and who and where the server is.
final class ApacheLists {
  private static final Pattern DEFINE = Pattern.compile("Define: ([^=]+)(?:=(.*))?");
  private static final Pattern ROOT = Pattern.compile("ServerRoot: \"(.*)\"");
  private static final Pattern ADDRESS = Pattern.compile("(\\S+:\\S+) +(.*)");
  private static final Pattern NAMED =
      Pattern.compile(" +port \\S+ namevhost (\\S+) \\((.*):(\\d+)\\)");
  private static final Pattern ALIAS = Pattern.compile(" {10,}(?:wild )?alias (.*)");
  private static final Pattern FACT =
      Pattern.compile("(Main DocumentRoot|Main ErrorLog|User|Group): (?:name=)?\"(.*?)\".*");
  private static final Pattern HOST = Pattern.compile(".* \\((.*):(\\d+)\\)");
  private static final List<String> DEFINED =
      List.of("V0", "V1", "V2", "V3", "M", "Q", "Aone", "A3", "v1", "NOWHERE");

  private ApacheLists() {}

  /// In lines.
  static String ours(Httpd httpd, Variables variables) throws ConfigException {
    var lines = new StringBuilder();
    facts(httpd.root(), variables, lines);
    hosts(httpd, lines);
    return lines.toString();
  }

  /// In the same lines.
  static String theirs(String output) {
    var lines = new StringBuilder();
    serverFacts(output, lines);
    return lines.toString();
  }

  private static void facts(String root, Variables variables, StringBuilder lines)
      throws ConfigException {
    lines.append("root ").append(root).append('\n');
    for (var name : DEFINED) {
      if (variables.defined(name)) {
        var written = "${" + name + "}";
        var value = variables.resolve(written, new Place("", 0, 0));
        lines.append(name).append('=').append(value.equals(written) ? "" : value).append('\n');
      }
    }
  }

  /// The first virtual host of each address answers there; the server lists names where there is
  /// more than one.
  private static void hosts(Httpd httpd, StringBuilder lines) {
    var first = new TreeMap<String, String>();
    var shared = new TreeMap<String, Set<String>>();
    var alone = new HashMap<String, Server>();
    for (var server : httpd.servers().subList(1, httpd.servers().size())) {
      for (var word : Objects.requireNonNull(server.opening()).words()) {
        var address = word.replace("_default_", "*");
        first.putIfAbsent(address, httpd.home(server).toString());
        var before = alone.putIfAbsent(address, server);
        if (before != null) {
          shared.put(httpd.home(before).toString(), names(httpd, before));
          shared.put(httpd.home(server).toString(), names(httpd, server));
        }
      }
    }
    var facts = new TreeMap<String, String>();
    facts.put("Main DocumentRoot", path(httpd, "documentroot", "/var/www/html"));
    facts.put("Main ErrorLog", path(httpd, "errorlog", ""));
    facts.put("User", word(httpd, "user", "#-1"));
    facts.put("Group", word(httpd, "group", "#-1"));
    lines.append(first).append('\n').append(shared).append('\n').append(facts).append('\n');
  }

  private static Set<String> names(Httpd httpd, Server server) {
    var names = new TreeSet<String>();
    names.add(httpd.last(server, "servername").map(Directive::word).orElse(""));
    for (var alias : server.all("serveralias")) {
      alias.words().forEach(word -> names.add(word.strip()));
    }
    return names;
  }

  private static String word(Httpd httpd, String key, String byDefault) {
    return httpd.last(httpd.mainServer(), key).map(Directive::word).orElse(byDefault);
  }

  private static String path(Httpd httpd, String key, String byDefault) {
    return Paths.absolute(httpd.root(), word(httpd, key, byDefault));
  }

  private static void serverFacts(String output, StringBuilder lines) {
    var defined = new HashMap<String, String>();
    var facts = new TreeMap<String, String>();
    for (var line : output.lines().toList()) {
      var define = DEFINE.matcher(line);
      var root = ROOT.matcher(line);
      var fact = FACT.matcher(line);
      if (define.matches()) {
        defined.put(define.group(1), define.group(2) == null ? "" : define.group(2));
      } else if (root.matches()) {
        lines.append("root ").append(root.group(1)).append('\n');
      } else if (fact.matches()) {
        facts.put(fact.group(1), fact.group(2));
      }
    }
    for (var name : DEFINED) {
      if (defined.containsKey(name)) {
        var value = defined.get(name);
        var itself = value.equals("${" + name + "}");
        lines.append(name).append('=').append(itself ? "" : value).append('\n');
      }
    }
    serverHosts(output, lines);
    lines.append(facts).append('\n');
  }

  private static void serverHosts(String output, StringBuilder lines) {
    var first = new TreeMap<String, String>();
    var shared = new TreeMap<String, Set<String>>();
    var address = "";
    Set<String> names = new TreeSet<>();
    for (var line : output.lines().toList()) {
      var at = ADDRESS.matcher(line);
      var host = HOST.matcher(line);
      var named = NAMED.matcher(line);
      var alias = ALIAS.matcher(line);
      if (at.matches() && (host.matches() || line.endsWith("is a NameVirtualHost"))) {
        address = at.group(1);
      }
      if (!address.isEmpty() && host.matches()) {
        first.putIfAbsent(address, place(host.group(1), host.group(2)));
      }
      if (named.matches()) {
        names = shared.computeIfAbsent(place(named.group(2), named.group(3)), k -> new TreeSet<>());
        names.add(named.group(1));
      } else if (alias.matches()) {
        names.add(alias.group(1).strip());
      }
    }
    lines.append(first).append('\n').append(shared).append('\n');
  }

  /// In a macro the server names the macro and the line in it; here it is where it is used.
  static String place(String file, String line) {
    var macro = Pattern.compile(".*used on line (\\d+) of \"([^\"]*)\"").matcher(file);
    return macro.matches() ? macro.group(2) + ":" + macro.group(1) : file + ":" + line;
  }
}
