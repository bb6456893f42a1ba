package io.breakwater.configuration.apache;

import static io.breakwater.configuration.apache.Rule.reference;

import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.Weight;
import io.breakwater.configuration.apache.Rule.Fault;
import io.breakwater.inventory.ImageInventory;
import java.util.List;
import java.util.Locale;

/// Checks of how long and how much one visitor may keep the server busy.
final class LimitChecks {
  static final List<Rule> RULES =
      List.of(
          limit(
              "Timeout",
              "9.1",
              "Connections on which nothing comes are given up after a minute at most.",
              "60",
              "Timeout 60",
              value -> seconds(value) > 60 ? "waits longer than a minute" : null),
          limit(
              "KeepAlive",
              "9.2",
              "Connections are kept for further requests, so that setting them up costs less.",
              "On",
              "KeepAlive On",
              value -> TlsChecks.on(value) ? null : "sets up a connection for each request"),
          limit(
              "MaxKeepAliveRequests",
              "9.3",
              "A hundred requests or more come over one connection.",
              "100",
              "MaxKeepAliveRequests 100",
              value -> {
                var most = Arguments.number(value.strip());
                return most > 0 && most < 100 ? "gives connections up early" : null;
              }),
          limit(
              "KeepAliveTimeout",
              "9.4",
              "A connection that is kept waits for the next request no longer than 15 seconds.",
              "5",
              "KeepAliveTimeout 5",
              value -> seconds(value) > 15 ? "keeps idle connections long" : null),
          limit(
              "LimitRequestLine",
              "10.1",
              "The length of a request's first line is limited.",
              "8190",
              "LimitRequestLine 8190",
              value ->
                  Arguments.number(value.strip()) > 8190 ? "allows very long addresses" : null),
          limit(
              "LimitRequestFields",
              "10.2",
              "The number of a request's headers is limited.",
              "100",
              "LimitRequestFields 100",
              value -> {
                var most = Arguments.number(value.strip());
                return most == 0 || most > 100 ? "allows very many headers" : null;
              }),
          limit(
              "LimitRequestFieldSize",
              "10.3",
              "The length of a request's headers is limited.",
              "8190",
              "LimitRequestFieldSize 8190",
              value -> Arguments.number(value.strip()) > 8190 ? "allows very long headers" : null),
          Rule.of(
              "LimitRequestBody",
              Weight.LOW,
              "The length of what visitors send is limited.",
              reference("10.4", "core.html#limitrequestbody"),
              "LimitRequestBody 1073741824",
              LimitChecks::body),
          Rule.of(
              "RequestReadTimeout",
              Weight.LOW,
              "Visitors who send their requests very slowly do not hold the server's processes"
                  + " (Slowloris).",
              reference("9.5, 9.6", "mod_reqtimeout.html#requestreadtimeout"),
              "RequestReadTimeout header=20-40,MinRate=500 body=20,MinRate=500",
              LimitChecks::slow));

  private LimitChecks() {}

  private static Rule limit(
      String name, String section, String practice, String byDefault, String good, Fault fault) {
    var page = "core.html#" + name.toLowerCase(Locale.ROOT);
    return Rule.of(
        name,
        Weight.LOW,
        practice,
        reference(section, page),
        good,
        Rule.value(name, byDefault, good, fault));
  }

  /// A time in seconds; `ms` behind it means thousandths.
  private static double seconds(String value) {
    var word = new Words(value).next();
    var number = Arguments.number(word);
    return word.endsWith("ms") ? number / 1000.0 : number;
  }

  private static Outcome body(Httpd httpd, ImageInventory image) {
    var findings = new Findings();
    for (var server : httpd.servers()) {
      var set = httpd.last(server, "limitrequestbody");
      if (set.isPresent()) {
        if (Arguments.number(set.get().word()) == 0) {
          findings.at(
              set.get().place(),
              "LimitRequestBody 0 takes bodies of any length: write \"LimitRequestBody"
                  + " 1073741824\" or less.");
        }
        continue;
      }
      var recent = httpd.version().atLeast(2, 4, 53);
      if (recent.isEmpty()) {
        return new Outcome.CannotTell(
            "LimitRequestBody is not specified, and its default depends on the version of httpd,"
                + " which is not known");
      }
      if (!recent.get()) {
        findings.at(
            httpd.main(),
            "LimitRequestBody is not specified in "
                + httpd.main().file()
                + ", and its default is without limit: write \"LimitRequestBody 1073741824\" or"
                + " less.");
      }
    }
    return findings.outcome();
  }

  private static Outcome slow(Httpd httpd, ImageInventory image) {
    var findings = new Findings();
    if (!httpd.modules().has("reqtimeout_module")) {
      findings.at(
          httpd.main(),
          "reqtimeout_module is not loaded in "
              + httpd.main().file()
              + ": load it and write \"RequestReadTimeout header=20-40,MinRate=500"
              + " body=20,MinRate=500\".");
      return findings.outcome();
    }
    for (var server : httpd.servers()) {
      for (var directive : server.all("requestreadtimeout")) {
        var off =
            directive.words().stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .anyMatch(word -> word.equals("header=0") || word.equals("body=0"));
        if (off) {
          findings.at(directive.place(), directive + " waits for ever: name seconds instead of 0.");
        }
      }
    }
    return findings.outcome();
  }
}
