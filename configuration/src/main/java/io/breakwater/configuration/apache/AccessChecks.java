package io.breakwater.configuration.apache;

import static io.breakwater.configuration.apache.Rule.reference;

import io.breakwater.configuration.Glob;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Weight;
import io.breakwater.configuration.apache.OptionSet.Option;
import io.breakwater.configuration.apache.Section.Kind;
import io.breakwater.inventory.ImageInventory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Checks of what is served to whom.
final class AccessChecks {
  private static final String DENY = "<Directory /> with AllowOverride None, Require all denied";
  private static final Set<String> SYSTEM =
      Set.of(
          "/", "/bin", "/boot", "/dev", "/etc", "/home", "/lib", "/proc", "/root", "/run", "/sbin",
          "/sys", "/tmp", "/usr", "/var");

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "Require",
              Weight.MEDIUM,
              "Nothing of the file system is served unless a section allows it.",
              reference("4.1", "mod_authz_core.html#require"),
              "Require all denied in <Directory />",
              AccessChecks::root),
          Rule.of(
              "AllowOverride",
              Weight.MEDIUM,
              ".htaccess files are not looked for from the root of the file system on, so that who"
                  + " can write there cannot change the configuration.",
              reference("4.3", "core.html#allowoverride"),
              "AllowOverride None in <Directory />",
              AccessChecks::overrideOfRoot),
          Rule.of(
              "AllowOverride.All",
              Weight.LOW,
              "Files in the content cannot change the server's configuration.",
              reference("4.4", "core.html#allowoverride"),
              "AllowOverride None",
              AccessChecks::overrideAll),
          Rule.of(
              "Options.Indexes",
              Weight.MEDIUM,
              "The content of directories without an index page is not listed to visitors.",
              reference("5.2", "core.html#options"),
              "Options -Indexes",
              Rule.with(
                  "autoindex_module",
                  options(
                      Option.INDEXES,
                      "lists directories to visitors: take Indexes out, or write \"Options"
                          + " -Indexes\""))),
          Rule.of(
              "Options.Includes",
              Weight.LOW,
              "Pages cannot run programs by server-side includes.",
              reference("5.3", "core.html#options"),
              "Options -Includes",
              Rule.with(
                  "include_module",
                  options(
                      Option.INCLUDES,
                      "lets pages run programs: write \"Options -Includes\" or"
                          + " IncludesNOEXEC"))),
          Rule.of(
              "Options.Root",
              Weight.LOW,
              "The root of the file system has no options, so that each section names what it"
                  + " needs.",
              reference("5.1", "core.html#options"),
              "Options None in <Directory />",
              AccessChecks::optionsOfRoot),
          Rule.of(
              "DocumentRoot",
              Weight.HIGH,
              "What is served is content, not a directory of the system.",
              reference("", "core.html#documentroot"),
              "DocumentRoot /var/www/html",
              AccessChecks::documentRoot),
          Rule.of(
              "FilesMatch.ht",
              Weight.MEDIUM,
              "Files .htaccess and .htpasswd, which may hold hashes of passwords, are not served.",
              reference("5.10", "core.html#filesmatch"),
              "<FilesMatch \"^\\.ht\"> with Require all denied",
              AccessChecks::hiddenFiles),
          Rule.of(
              "server-status",
              Weight.MEDIUM,
              "The page of mod_status, which shows addresses and requests of visitors, is open to"
                  + " the server's administrators only.",
              reference("2.4", "mod_status.html"),
              "Require local in the section with SetHandler server-status",
              Rule.with("status_module", handler("server-status"))),
          Rule.of(
              "server-info",
              Weight.MEDIUM,
              "The page of mod_info, which shows the whole configuration, is open to the server's"
                  + " administrators only.",
              reference("2.8", "mod_info.html"),
              "Require local in the section with SetHandler server-info",
              Rule.with("info_module", handler("server-info"))),
          Rule.of(
              "Dav",
              Weight.MEDIUM,
              "Content that WebDAV lets visitors write asks who they are.",
              reference("2.3", "mod_dav.html#dav"),
              "Require valid-user in the section with Dav On",
              Rule.with("dav_module", AccessChecks::dav)),
          Rule.of(
              "ProxyRequests",
              Weight.HIGH,
              "The server is no open proxy by which anybody reaches other networks in its name.",
              reference("2.6", "mod_proxy.html#proxyrequests"),
              "ProxyRequests Off",
              Rule.with("proxy_module", AccessChecks::openProxy)),
          Rule.of(
              "UserDir",
              Weight.LOW,
              "Directories of the system's users are not served.",
              reference("2.7", "mod_userdir.html#userdir"),
              "UserDir disabled",
              Rule.with("userdir_module", AccessChecks::userDirectories)));

  private AccessChecks() {}

  private static Outcome root(Httpd httpd, ImageInventory image) {
    var findings = new Findings();
    for (var server : httpd.servers()) {
      var access = httpd.access(server, "/");
      if (access != Access.UNSET && access != Access.GRANTED) {
        continue;
      }
      var sections = httpd.directories(server, "/");
      if (sections.isEmpty()) {
        findings.at(
            httpd.main(),
            "No section <Directory /> closes the file system in "
                + httpd.main().file()
                + ": write "
                + DENY
                + ".");
      } else {
        var section = sections.getLast();
        var decides = section.directives().stream().filter(Access::decides).toList();
        findings.at(
            decides.isEmpty() ? section.opening().place() : decides.getLast().place(),
            "<Directory /> lets visitors in: write \"Require all denied\".");
      }
    }
    return findings.outcome();
  }

  private static Outcome overrideOfRoot(Httpd httpd, ImageInventory image) {
    var findings = new Findings();
    for (var server : httpd.servers()) {
      var set =
          httpd.directories(server, "/").stream()
              .flatMap(section -> section.all("allowoverride").stream())
              .toList();
      if (set.isEmpty()) {
        var recent = httpd.version().atLeast(2, 3, 9);
        if (recent.isEmpty()) {
          return new Outcome.CannotTell(
              "AllowOverride is not specified for <Directory />, and its default depends on the"
                  + " version of httpd, which is not known");
        }
        if (!recent.get()) {
          findings.at(
              httpd.main(),
              "AllowOverride is not specified for <Directory />, and its default is All: write"
                  + " \"AllowOverride None\".");
        }
      } else if (!none(set.getLast())) {
        findings.at(
            set.getLast().place(),
            set.getLast() + " holds for the whole file system: write \"AllowOverride None\".");
      }
    }
    return findings.outcome();
  }

  private static boolean none(Directive override) {
    return override.words().stream().allMatch(word -> word.equalsIgnoreCase("none"));
  }

  private static Outcome overrideAll(Httpd httpd, ImageInventory image) {
    var findings = new Findings();
    for (var server : httpd.servers()) {
      for (var section : server.sections()) {
        for (var override : section.all("allowoverride")) {
          if (section.kind() == Kind.DIRECTORY
              && override.words().stream().anyMatch(word -> word.equalsIgnoreCase("all"))) {
            findings.at(
                override.place(),
                "AllowOverride All lets .htaccess files in "
                    + section.path()
                    + " change everything: name what they may change, or write \"AllowOverride"
                    + " None\".");
          }
        }
      }
    }
    return findings.outcome();
  }

  /// Judges the options in force in every directory that a section or a `DocumentRoot` names, and
  /// in the sections that go by addresses, expressions and conditions.
  private static Rule.Judge options(Option option, String fault) {
    return (httpd, image) -> {
      var recent = httpd.version().atLeast(2, 3, 11);
      var findings = new Findings();
      for (var server : httpd.servers()) {
        for (var set : sets(httpd, server, recent.isPresent() && !recent.get()).entrySet()) {
          var where = set.getValue().where(option);
          if (where.isPresent() && where.get().name().isEmpty()) {
            findings.at(
                httpd.main(),
                "Options is not specified for "
                    + set.getKey()
                    + ", and its default "
                    + fault
                    + ".");
          } else {
            where.ifPresent(
                directive -> findings.at(directive.place(), directive + " " + fault + "."));
          }
        }
      }
      return findings.outcome();
    };
  }

  private static Map<String, OptionSet> sets(Httpd httpd, Server server, boolean old) {
    var sets = new LinkedHashMap<String, OptionSet>();
    for (var path : paths(httpd, server)) {
      sets.put(path, options(httpd, server, path, old));
    }
    var other = new ArrayList<Section>();
    server.sections().forEach(section -> collect(section, other));
    for (var section : other) {
      // What is in force around it is judged above: only what it adds itself counts here.
      var nothing =
          OptionSet.byDefault(false, Directive.of("", "", httpd.main())).with(section.directives());
      sets.put(section.opening() + " " + section.opening().place(), nothing);
    }
    return sets;
  }

  /// The options in force in a directory, as far as sections that name directories go.
  ///
  /// @param old whether the server is older than 2.3.11
  static OptionSet options(Httpd httpd, Server server, String path, boolean old) {
    var set =
        OptionSet.byDefault(old, Directive.of("", "", httpd.main()))
            .with(httpd.mainServer().directives());
    if (server.opening() != null) {
      set = set.with(server.directives());
    }
    for (var section : httpd.directories(server, path)) {
      set = set.with(section.directives());
    }
    return set;
  }

  private static void collect(Section section, List<Section> other) {
    if (section.kind() != Kind.DIRECTORY || section.expression()) {
      other.add(section);
    }
    section.inner().forEach(inner -> collect(inner, other));
  }

  private static List<String> paths(Httpd httpd, Server server) {
    var paths = new ArrayList<String>();
    for (var section : httpd.sections(server, Kind.DIRECTORY)) {
      if (!section.expression()) {
        paths.add(section.path());
      }
    }
    httpd
        .last(server, "documentroot")
        .ifPresent(root -> paths.add(Paths.absolute(httpd.root(), root.word())));
    return paths;
  }

  private static Outcome optionsOfRoot(Httpd httpd, ImageInventory image) {
    var findings = new Findings();
    for (var server : httpd.servers()) {
      for (var section : httpd.directories(server, "/")) {
        for (var options : section.all("options")) {
          var harmless =
              options.words().stream()
                  .allMatch(word -> word.equalsIgnoreCase("none") || word.startsWith("-"));
          if (!harmless) {
            findings.at(
                options.place(),
                options + " holds for the whole file system: write \"Options None\".");
          }
        }
      }
    }
    return findings.outcome();
  }

  private static Outcome documentRoot(Httpd httpd, ImageInventory image) {
    var findings = new Findings();
    for (var server : httpd.servers()) {
      for (var root : server.all("documentroot")) {
        var path = Paths.absolute(httpd.root(), root.word());
        if (SYSTEM.contains(path)) {
          findings.at(
              root.place(),
              "DocumentRoot is "
                  + path
                  + ", a directory of the system: name a directory that"
                  + " holds content only.");
        }
      }
    }
    return findings.outcome();
  }

  private static Outcome hiddenFiles(Httpd httpd, ImageInventory image) {
    var findings = new Findings();
    var closed =
        httpd.mainServer().sections().stream()
            .filter(section -> section.kind() == Kind.FILES)
            .anyMatch(section -> hides(section) && closed(section, findings));
    if (closed) {
      return findings.outcome();
    }
    findings.at(
        httpd.main(),
        "No section in "
            + httpd.main().file()
            + " keeps .htaccess and .htpasswd from being served: write <FilesMatch \"^\\.ht\"> with"
            + " Require all denied.");
    return findings.outcome();
  }

  /// Whether a section keeps visitors out. Where `AuthMerging` lets what is required outside of it
  /// decide, that is not known: such a section counts as closed, and no check passes by it.
  private static boolean closed(Section section, Findings findings) {
    var closed = restricts(Access.of(section.directives()));
    var merging = Access.merging(section.directives());
    if (merging.isEmpty() || !merging.get().word().equalsIgnoreCase(closed ? "or" : "and")) {
      return closed;
    }
    findings.unknown(
        merging.get().place()
            + ": who is let in to "
            + section.path()
            + " depends by "
            + merging.get()
            + " on what is required outside of it, which is not followed");
    return true;
  }

  /// Expressions are compared by what they are in use, not run: they are the image's own.
  private static boolean hides(Section section) {
    var path = section.path().toLowerCase(Locale.ROOT);
    if (!section.expression()) {
      return Glob.matches(path, ".htaccess") && Glob.matches(path, ".htpasswd");
    }
    var bare = path.replace("[hh]", "h").replace("[tt]", "t").replace("(", "").replace("^", "");
    return bare.startsWith("\\.ht")
        || bare.equals("\\.")
        || bare.startsWith("\\..")
        || bare.startsWith("[.]ht")
        || bare.startsWith("\\.[hh][tt]");
  }

  private static Rule.Judge handler(String name) {
    return (httpd, image) -> {
      var findings = new Findings();
      for (var server : httpd.servers()) {
        for (var section : server.sections()) {
          for (var handler : section.all("sethandler")) {
            if (handler.word().equalsIgnoreCase(name) && !closed(section, findings)) {
              findings.at(
                  handler.place(),
                  name
                      + " at "
                      + section.path()
                      + " is open to everybody: write \"Require"
                      + " local\" beside it.");
            }
          }
        }
        for (var handler : server.all("sethandler")) {
          if (handler.word().equalsIgnoreCase(name)) {
            findings.at(
                handler.place(),
                name
                    + " answers every request to "
                    + server.name()
                    + ": put it into a <Location>"
                    + " with \"Require local\".");
          }
        }
      }
      return findings.outcome();
    };
  }

  private static Outcome dav(Httpd httpd, ImageInventory image) {
    var findings = new Findings();
    for (var server : httpd.servers()) {
      for (var section : server.sections()) {
        for (var dav : section.all("dav")) {
          var limited =
              section.opening().children().stream()
                  .filter(child -> child.key().startsWith("<limit"))
                  .anyMatch(child -> restricts(Access.of(child.children())));
          if (!dav.word().equalsIgnoreCase("off") && !closed(section, findings) && !limited) {
            findings.at(
                dav.place(),
                "WebDAV at "
                    + section.path()
                    + " lets everybody write: write \"Require"
                    + " valid-user\" beside it, and how users are known (AuthType).");
          }
        }
      }
    }
    return findings.outcome();
  }

  private static boolean restricts(Access access) {
    return access == Access.RESTRICTED || access == Access.DENIED;
  }

  private static Outcome openProxy(Httpd httpd, ImageInventory image) {
    var findings = new Findings();
    for (var server : httpd.servers()) {
      var requests = httpd.last(server, "proxyrequests");
      if (requests.isEmpty() || !TlsChecks.on(requests.get().args())) {
        continue;
      }
      var closed =
          httpd.sections(server, Kind.PROXY).stream()
              .filter(section -> Set.of("*", ".*", "^.*", "").contains(section.path()))
              .anyMatch(section -> closed(section, findings));
      if (!closed) {
        findings.at(
            requests.get().place(),
            "ProxyRequests On makes "
                + server.name()
                + " a proxy for everybody: write"
                + " \"ProxyRequests Off\" (a reverse proxy does not need it), or <Proxy \"*\"> with"
                + " \"Require ip\" and the network that may use it.");
      }
    }
    return findings.outcome();
  }

  private static Outcome userDirectories(Httpd httpd, ImageInventory image) {
    var findings = new Findings();
    for (var server : httpd.servers()) {
      var off = false;
      var on = List.<Directive>of();
      for (var directive : server.all("userdir")) {
        var words = directive.words();
        var first = words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
        if (first.equals("disabled") && words.size() == 1) {
          off = true;
        } else if (!first.equals("disabled")) {
          on = List.of(directive);
        }
      }
      if (!off && !on.isEmpty()) {
        findings.at(
            on.getFirst().place(),
            on.getFirst()
                + " serves directories of users: write \"UserDir disabled\", or do not"
                + " load userdir_module.");
      }
    }
    return findings.outcome();
  }
}
