package io.breakwater.configuration.nginx;

import static io.breakwater.configuration.nginx.Practice.CIS;
import static io.breakwater.configuration.nginx.Practice.DOCS;

import io.breakwater.configuration.Weight;
import io.breakwater.image.ImageConfig;
import io.breakwater.inventory.files.Lookup;
import java.util.List;
import java.util.Locale;

/// Checks of the server as a whole: its user, its logs, whom it asks for names.
final class ServerChecks {
  private static final String CORE = "https://nginx.org/en/docs/ngx_core_module.html#";

  static final List<Practice> PRACTICES =
      List.of(
          Practice.of(
              "user",
              Weight.MEDIUM,
              "Workers, which handle what clients send, do not run as root.",
              CIS + "2.2.1; " + CORE + "user",
              "user nginx;",
              ServerChecks::user),
          Practice.of(
              "access_log",
              Weight.LOW,
              "Requests are logged.",
              CIS + "3.2; " + DOCS + "ngx_http_log_module.html#access_log",
              "access_log /var/log/nginx/access.log;",
              ServerChecks::requests),
          Practice.of(
              "error_log",
              Weight.LOW,
              "Errors are logged, from level error at least and without debugging.",
              CIS + "3.3; " + CORE + "error_log",
              "error_log /var/log/nginx/error.log error;",
              ServerChecks::errors),
          Practice.of(
              "resolver",
              Weight.LOW,
              "Names are resolved by a server that is near: answers from afar can be forged.",
              DOCS + "ngx_http_core_module.html#resolver",
              "resolver 127.0.0.11;",
              ServerChecks::resolvers));

  private ServerChecks() {}

  private static void user(Site site, Findings findings) {
    var runs = site.image().config().map(ImageConfig::user).orElse("");
    var account = runs.contains(":") ? runs.substring(0, runs.indexOf(':')) : runs;
    if (!account.isEmpty() && !account.equals("root") && !account.equals("0")) {
      // nginx then warns that it cannot change its user, and stays what it is.
      return;
    }
    var set = site.main().first("user");
    if (set != null && isRoot(set.arg(0), site)) {
      findings.fail(
          set,
          "Workers run as "
              + set.arg(0)
              + (set.arg(0).equals("root") ? "" : ", whose number is 0 as root's")
              + ": make a user for them, and write \"user nginx;\".");
    }
  }

  private static boolean isRoot(String name, Site site) {
    if (name.equals("root")) {
      return true;
    }
    if (site.image().files().find("/etc/passwd") instanceof Lookup.Found(var file)) {
      for (var line : file.text().split("\n", -1)) {
        if (line.startsWith(name + ":")) {
          var columns = line.split(":", 4);
          return columns.length > 3 && columns[2].equals("0");
        }
      }
    }
    return false;
  }

  private static void requests(Site site, Findings findings) {
    if (site.servers().isEmpty()) {
      findings.unused("there is no http server");
    }
    for (var server : site.servers()) {
      for (var one : Effective.all(server, "access_log")) {
        if (one.arg(0).equals("off") || one.arg(0).equals("/dev/null")) {
          findings.fail(
              one, "Requests are not logged: write \"access_log /var/log/nginx/access.log;\".");
        }
      }
    }
  }

  private static void errors(Site site, Findings findings) {
    Levels.each(site, block -> errors(block, findings));
    errors(site.main(), findings);
    var http = site.http();
    if (http != null) {
      errors(http, findings);
    }
  }

  private static void errors(Block block, Findings findings) {
    for (var one : block.all("error_log")) {
      var level = one.arg(1).toLowerCase(Locale.ROOT);
      if (one.arg(0).equals("/dev/null") || one.arg(0).equals("off")) {
        findings.fail(
            one,
            one.arg(0).equals("off")
                ? "error_log knows no off, and writes to a file of that name: write \"error_log"
                    + " stderr;\"."
                : "Errors are not logged: write \"error_log stderr;\".");
      } else if (level.equals("crit") || level.equals("alert") || level.equals("emerg")) {
        findings.fail(
            one, "Errors below level " + level + " are not logged: write level error or warn.");
      } else if (level.startsWith("debug")) {
        findings.fail(one, "Debugging writes what clients send into the log: write level error.");
      }
    }
  }

  private static void resolvers(Site site, Findings findings) {
    var found = new boolean[1];
    Levels.each(site, block -> found[0] |= resolver(block, findings));
    var http = site.http();
    if (http != null) {
      found[0] |= resolver(http, findings);
    }
    if (!found[0]) {
      findings.unused("no resolver is used");
    }
  }

  private static boolean resolver(Block block, Findings findings) {
    var set = block.first("resolver");
    if (set == null) {
      return false;
    }
    for (var word : set.args()) {
      if (isFar(word)) {
        findings.fail(
            set,
            "Names are resolved by "
                + word
                + ", whose answers can be forged on their way: name a resolver of your own network.");
      }
    }
    return true;
  }

  /// Whether an address is one of the internet; names are not followed.
  private static boolean isFar(String word) {
    var parts = word.split("[.:]", -1);
    if (word.startsWith("[") || word.indexOf('=') >= 0 || parts.length < 4) {
      return word.startsWith("[2") || word.startsWith("[3");
    }
    var first = Values.number(parts[0]).orElse(-1);
    var second = Values.number(parts[1]).orElse(-1);
    if (first < 0 || second < 0) {
      return false;
    }
    return first != 10
        && first != 127
        && !(first == 172 && second >= 16 && second < 32)
        && !(first == 192 && second == 168)
        && !(first == 169 && second == 254)
        && !(first == 100 && second >= 64 && second < 128);
  }
}
