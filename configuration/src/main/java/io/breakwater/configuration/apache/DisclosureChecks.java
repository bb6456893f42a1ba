package io.breakwater.configuration.apache;

import static io.breakwater.configuration.apache.Rule.reference;

import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Weight;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.files.Lookup;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks of what the server tells of itself, of whom it runs as, and of the protocol it speaks.
final class DisclosureChecks {
  private static final String FRAMES = "Header always set X-Frame-Options SAMEORIGIN";
  private static final String SNIFF = "Header always set X-Content-Type-Options nosniff";

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "ServerTokens",
              Weight.LOW,
              "Responses do not tell the version of the server and of its modules.",
              reference("8.1", "core.html#servertokens"),
              "ServerTokens Prod",
              Rule.value(
                  "ServerTokens",
                  "Full",
                  "ServerTokens Prod",
                  value ->
                      Set.of("prod", "productonly").contains(lower(value))
                          ? null
                          : "tells visitors the version of the server")),
          Rule.of(
              "ServerSignature",
              Weight.LOW,
              "Pages that the server makes, such as those of errors, do not tell its version.",
              reference("8.2", "core.html#serversignature"),
              "ServerSignature Off",
              DisclosureChecks::signature),
          Rule.of(
              "TraceEnable",
              Weight.LOW,
              "The method TRACE, which sends a request's own headers back, is off.",
              reference("5.8", "core.html#traceenable"),
              "TraceEnable Off",
              Rule.value(
                  "TraceEnable",
                  "on",
                  "TraceEnable Off",
                  value -> lower(value).equals("off") ? null : "answers TRACE requests")),
          Rule.of(
              "FileETag",
              Weight.LOW,
              "Entity tags do not tell numbers of the file system's inodes.",
              reference("8.4", "core.html#fileetag"),
              "FileETag MTime Size",
              DisclosureChecks::entityTags),
          Rule.of(
              "User",
              Weight.HIGH,
              "Requests are answered by processes without the rights of root.",
              reference("3.1", "mod_unixd.html#user"),
              "User www-data",
              DisclosureChecks::user),
          Rule.of(
              "Group",
              Weight.MEDIUM,
              "Requests are answered by processes without the rights of the group root.",
              reference("3.1", "mod_unixd.html#group"),
              "Group www-data",
              DisclosureChecks::group),
          Rule.of(
              "HttpProtocolOptions",
              Weight.MEDIUM,
              "Requests that break the grammar of HTTP are refused, since servers that read them"
                  + " differently can be played against each other (request smuggling).",
              reference("5.9", "core.html#httpprotocoloptions"),
              "HttpProtocolOptions Strict",
              DisclosureChecks::grammar),
          Rule.of(
              "Header.X-Frame-Options",
              Weight.LOW,
              "Other sites cannot show the content in a frame of theirs (clickjacking).",
              reference("5.14", "mod_headers.html#header"),
              FRAMES,
              header(List.of("X-Frame-Options", "Content-Security-Policy"), FRAMES)),
          Rule.of(
              "Header.X-Content-Type-Options",
              Weight.LOW,
              "Browsers do not guess the type of what the server sends.",
              reference("", "mod_headers.html#header"),
              SNIFF,
              header(List.of("X-Content-Type-Options"), SNIFF)),
          Rule.of(
              "CustomLog",
              Weight.LOW,
              "Requests are logged.",
              reference("6.3", "mod_log_config.html#customlog"),
              "CustomLog /dev/stdout combined",
              DisclosureChecks::accessLog),
          Rule.of(
              "LogLevel",
              Weight.LOW,
              "Errors and warnings are logged.",
              reference("6.1", "core.html#loglevel"),
              "LogLevel warn",
              Rule.value("LogLevel", "warn", "LogLevel warn", DisclosureChecks::logLevel)));

  private DisclosureChecks() {}

  private static String lower(String value) {
    return value.strip().toLowerCase(Locale.ROOT).replace("\"", "");
  }

  private static Outcome signature(Httpd httpd, ImageInventory image) {
    var findings = new Findings();
    for (var server : httpd.servers()) {
      httpd
          .last(server, "serversignature")
          .filter(one -> !one.word().equalsIgnoreCase("off"))
          .ifPresent(one -> sign(findings, one));
      for (var section : server.sections()) {
        section.all("serversignature").stream()
            .filter(one -> !one.word().equalsIgnoreCase("off"))
            .forEach(one -> sign(findings, one));
      }
    }
    return findings.outcome();
  }

  private static void sign(Findings findings, Directive directive) {
    findings.at(
        directive.place(),
        directive + " puts the version of the server on its pages: write \"ServerSignature Off\".");
  }

  /// The words of all lines of a server add up; those of the main server hold where a virtual host
  /// says nothing of the grammar.
  private static Outcome grammar(Httpd httpd, ImageInventory image) {
    var findings = new Findings();
    for (var server : httpd.servers()) {
      for (var directive : server.all("httpprotocoloptions")) {
        if (Words.of(lower(directive.args())).contains("unsafe")) {
          findings.at(
              directive.place(),
              directive
                  + " takes requests that break the grammar of HTTP: write \"HttpProtocolOptions"
                  + " Strict\".");
        }
      }
    }
    return findings.outcome();
  }

  private static Outcome entityTags(Httpd httpd, ImageInventory image) {
    var findings = new Findings();
    for (var server : httpd.servers()) {
      var all = new java.util.ArrayList<>(server.all("fileetag"));
      server.sections().forEach(section -> all.addAll(section.all("fileetag")));
      for (var directive : all) {
        var words = Words.of(lower(directive.args()));
        if (words.contains("all") || words.contains("inode") || words.contains("+inode")) {
          findings.at(
              directive.place(),
              directive + " tells numbers of inodes: write \"FileETag MTime Size\".");
        }
      }
      if (httpd.last(server, "fileetag").isEmpty()) {
        var recent = httpd.version().atLeast(2, 3, 14);
        if (recent.isEmpty()) {
          return new Outcome.CannotTell(
              "FileETag is not specified, and its default depends on the version of httpd, which is"
                  + " not known");
        }
        if (!recent.get()) {
          findings.at(
              httpd.main(),
              "FileETag is not specified in "
                  + httpd.main().file()
                  + ", and its default tells numbers of inodes: write \"FileETag MTime Size\".");
        }
      }
    }
    return findings.outcome();
  }

  private static Outcome user(Httpd httpd, ImageInventory image) {
    var runsAs = image.config().map(config -> config.user()).orElse("");
    if (!Set.of("", "root", "0", "0:0", "root:root").contains(runsAs)) {
      return new Outcome.NotApplicable(
          "the image runs as user " + runsAs + ", and User counts for root only");
    }
    var findings = new Findings();
    for (var one : httpd.mainServer().all("user")) {
      if (one.equals(httpd.mainServer().all("user").getLast())
          && isRoot(one.word(), "/etc/passwd", image)) {
        findings.at(
            one.place(), one + " answers requests as root: name a user of its own, as www-data.");
      }
    }
    return findings.outcome();
  }

  private static Outcome group(Httpd httpd, ImageInventory image) {
    var groups = httpd.mainServer().all("group");
    var findings = new Findings();
    if (!groups.isEmpty() && isRoot(groups.getLast().word(), "/etc/group", image)) {
      findings.at(
          groups.getLast().place(),
          groups.getLast()
              + " answers requests with the rights of the group root: name a group of"
              + " its own, as www-data.");
    }
    return findings.outcome();
  }

  /// Whether a name or `#number` means number 0.
  private static boolean isRoot(String name, String database, ImageInventory image) {
    if (name.startsWith("#")) {
      return Arguments.number(name.substring(1)) == 0;
    }
    if (image.files().find(database) instanceof Lookup.Found(var file)) {
      for (var line : file.text().split("\n", -1)) {
        var fields = line.split(":", -1);
        if (fields.length > 2 && fields[0].equals(name)) {
          return fields[2].equals("0");
        }
      }
    }
    return name.equals("root");
  }

  private static Rule.Judge header(List<String> names, String good) {
    return (httpd, image) -> {
      var findings = new Findings();
      for (var server : httpd.servers()) {
        if (names.stream().noneMatch(name -> Headers.sets(httpd, server, name))) {
          findings.at(
              httpd.main(),
              "No header %s is set in %s: %swrite \"%s\"."
                  .formatted(
                      names.getFirst(),
                      httpd.main().file(),
                      httpd.modules().has("headers_module")
                          ? ""
                          : "load headers_module (\"a2enmod headers\" in Debian and Ubuntu) and ",
                      good));
        }
      }
      return findings.outcome();
    };
  }

  private static Outcome accessLog(Httpd httpd, ImageInventory image) {
    var findings = new Findings();
    for (var server : httpd.servers()) {
      var logs =
          List.of("customlog", "transferlog", "globallog").stream()
              .anyMatch(key -> httpd.last(server, key).isPresent());
      if (!logs) {
        findings.at(
            httpd.home(server),
            server.name() + " logs no requests: write \"CustomLog /dev/stdout combined\".");
      }
    }
    return findings.outcome();
  }

  private static @Nullable String logLevel(String value) {
    for (var word : Words.of(lower(value))) {
      if (Set.of("emerg", "alert", "crit", "error").contains(word)) {
        return "leaves warnings out of the log";
      }
      if (word.equals("debug") || word.startsWith("trace")) {
        return "fills the log, with what visitors send in it";
      }
    }
    return null;
  }
}
