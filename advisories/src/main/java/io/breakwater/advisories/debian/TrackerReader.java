package io.breakwater.advisories.debian;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink;
import io.breakwater.advisories.Scope;
import io.breakwater.advisories.reading.FeedJson;
import io.breakwater.advisories.reading.Texts;
import io.breakwater.advisories.releases.ReleaseFacts;
import io.breakwater.advisories.releases.Releases;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the Debian security tracker's JSON.
///
/// Format (https://security-tracker.debian.org/tracker/data/json): source package → issue →
/// `description`, `scope`, `debianbug`, `releases`; there by code name `status` (`resolved`,
/// `open`, `undetermined`), `fixed_version`, `urgency`, `nodsa`, `nodsa_reason`,
/// `repositories`. What the words mean: the tracker's documentation, "Security Tracker
/// introduction".
///
/// | the tracker says | state | detail |
/// |---|---|---|
/// | resolved, fixed_version 0 | not affected | |
/// | resolved, fixed_version | fixed | |
/// | open | affected | |
/// | open, nodsa | affected | `no-dsa: ` and the reason |
/// | open, nodsa_reason ignored | will not fix | `ignored: …` |
/// | open, nodsa_reason postponed | deferred | `postponed: …` |
/// | open, urgency end-of-life | end of life | `end-of-life` |
/// | undetermined | under investigation | `undetermined` |
///
/// Urgency `unimportant` keeps the state and is the detail; `not yet assigned` is no severity.
public final class TrackerReader {
  private static final String ISSUE_PAGE = "https://security-tracker.debian.org/tracker/";

  private final FeedSink sink;
  private final Map<String, @Nullable String> keys = new HashMap<>();

  private TrackerReader(FeedSink sink) {
    this.sink = sink;
  }

  public static void read(InputStream in, String name, FeedSink sink) throws FeedException {
    var reader = new TrackerReader(sink);
    try (var json = FeedJson.open(in, name)) {
      json.enterRoot();
      for (var source = json.nextField(); source != null; source = json.nextField()) {
        reader.source(json, source);
      }
    }
  }

  private void source(FeedJson json, String source) throws FeedException {
    if (!Texts.isName(source)) {
      json.skip();
      sink.refused(Texts.summary(source), "not the name of a source package");
    } else if (json.isObject()) {
      for (var issue = json.nextField(); issue != null; issue = json.nextField()) {
        issue(json, source, issue);
      }
    } else {
      sink.refused(source, "its issues are no object");
    }
  }

  private void issue(FeedJson json, String source, String issue) throws FeedException {
    var record = source + "/" + issue;
    if (!json.isObject()) {
      sink.refused(record, "not an object");
      return;
    }
    String description = null;
    var statuses = new ArrayList<Status>();
    for (var field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "description" -> description = json.text();
        case "releases" -> releases(json, statuses);
        default -> json.skip();
      }
    }
    if (!Texts.isName(issue)) {
      sink.refused(Texts.summary(record), "not an identifier");
      return;
    }
    sink.record();
    var summary = Texts.summary(description);
    for (var status : statuses) {
      status(source, issue, summary, status);
    }
  }

  private static void releases(FeedJson json, List<Status> statuses) throws FeedException {
    if (!json.isObject()) {
      return;
    }
    for (var codename = json.nextField(); codename != null; codename = json.nextField()) {
      if (json.isObject()) {
        statuses.add(oneRelease(json, codename));
      }
    }
  }

  private static Status oneRelease(FeedJson json, String codename) throws FeedException {
    String status = null;
    String fixed = null;
    String urgency = null;
    String nodsa = null;
    String reason = null;
    for (var field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "status" -> status = json.text();
        case "fixed_version" -> fixed = json.text();
        case "urgency" -> urgency = json.text();
        case "nodsa" -> nodsa = json.text();
        case "nodsa_reason" -> reason = json.text();
        default -> json.skip();
      }
    }
    return new Status(codename, status, fixed, urgency, nodsa, reason);
  }

  private void status(String source, String issue, String summary, Status status)
      throws FeedException {
    var release = keys.computeIfAbsent(status.codename(), this::firstOf);
    if (release == null) {
      sink.unused("release " + Texts.summary(status.codename()));
      return;
    }
    var said = Judgement.of(status);
    if (said == null) {
      sink.refused(
          source + "/" + issue + " in " + status.codename(),
          "status " + status.status() + " with fixed_version " + status.fixedVersion());
      return;
    }
    sink.row(
        new Advisory(
            release,
            source,
            Advisory.Kind.SOURCE,
            issue,
            List.of(),
            List.of(),
            said.state(),
            said.detail(),
            said.state() == State.FIXED ? status.fixedVersion() : null,
            Advisory.Availability.PUBLIC,
            said.severity(),
            List.of(),
            null,
            null,
            List.of(ISSUE_PAGE + issue),
            summary,
            false,
            Scope.ANY,
            "debian",
            source + "/" + issue));
  }

  private @Nullable String firstOf(String codename) {
    var release = releaseKey(codename);
    if (release != null) {
      sink.publishesUnfixed(release);
    }
    return release;
  }

  static @Nullable String releaseKey(String codename) {
    return Releases.byCodename("debian", codename).map(ReleaseFacts::key).orElse(null);
  }

  record Status(
      String codename,
      @Nullable String status,
      @Nullable String fixedVersion,
      @Nullable String urgency,
      @Nullable String nodsa,
      @Nullable String reason) {}
}
