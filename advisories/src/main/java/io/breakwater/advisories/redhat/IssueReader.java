package io.breakwater.advisories.redhat;

import io.breakwater.advisories.Advisory.Kind;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink;
import io.breakwater.advisories.reading.FeedJson;
import io.breakwater.advisories.reading.Texts;
import io.breakwater.advisories.redhat.Issue.Impact;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads a file of the Security Data API: one CVE.
///
/// Format: "Red Hat Security Data API", object of `/hydra/rest/securitydata/cve/CVE-….json`
/// (https://docs.redhat.com/en/documentation/red_hat_security_data_api/1.0).
///
/// - `package_state` gives rows of source packages that are not fixed: `fix_state` is Affected,
///   Will not fix, Fix deferred, Out of support scope, Under investigation, New (nobody has
///   looked yet) or Not affected.
/// - `affected_release` tells each advisory's modules, its day, and severities that differ from
///   the CVE's. It gives rows, of source packages, only where the advisory's own OSV record,
///   which names binary packages, is not there ([SourceFixes]).
/// - Both are a list, or one object where there is only one.
/// - `threat_severity`, `cvss3`, `cvss`, `bugzilla.description` and `public_date` are remembered
///   for the rows of the advisories.
///
/// Limits: those of [FeedJson]; the largest published has 580 kB.
final class IssueReader {
  private IssueReader() {}

  /// An entry of `package_state` or `affected_release`.
  private static final class Entry {
    String cpe = "";
    String impact = "";
    // Of package_state.
    String state = "";
    String packageName = "";
    // Of affected_release.
    String advisory = "";
    String build = "";
    String released = "";
  }

  private static final class Content {
    String name = "";
    String severity = "";
    String description = "";
    String details = "";
    String published = "";
    final List<String> vectors = new ArrayList<>();
    final List<Entry> states = new ArrayList<>();
    final List<Entry> releases = new ArrayList<>();
  }

  static void read(InputStream in, String name, RedHatFeed feed, FeedSink sink)
      throws FeedException {
    Content content;
    try (var json = FeedJson.open(in, name)) {
      content = parse(json);
    }
    if (!Texts.isCve(content.name)) {
      sink.refused(name, "no CVE: " + Texts.summary(content.name));
      return;
    }
    sink.record();
    var published = Texts.instant(content.published);
    feed.dated(RedHatFeed.Kind.SECURITY_DATA, published);
    var severity = Issue.severity(content.severity);
    var issue =
        new Issue(
            content.name,
            severity,
            feed.scores(content.vectors),
            Texts.summary(content.description.isEmpty() ? content.details : content.description),
            published,
            releases(content, severity, !feed.isReplaced(content.name), feed));
    if (!feed.isReplaced(content.name)) {
      feed.remember(issue);
      states(content, issue, sink).rows(issue, feed, sink);
    }
  }

  private static List<Impact> releases(
      Content content, String severity, boolean keep, RedHatFeed feed) {
    var impacts = new ArrayList<Impact>();
    for (var entry : content.releases) {
      if (Erratum.isId(entry.advisory)) {
        var erratum = feed.erratum(entry.advisory);
        erratum.releasedOn(Texts.instant(entry.released));
        var module = Component.moduleOfBuild(entry.build);
        if (module != null) {
          erratum.holds(module);
        }
        var impact = Issue.severity(entry.impact);
        if (keep && module == null && !erratum.isRead()) {
          keep(entry, impact.equals("unknown") ? severity : impact, content.name, erratum, feed);
        }
        if (!impact.equals("unknown") && !impact.equals(severity)) {
          impacts.add(new Impact(entry.advisory, entry.cpe, impact));
        }
      }
    }
    return impacts;
  }

  private static void keep(
      Entry entry, String severity, String cve, Erratum erratum, RedHatFeed feed) {
    var cpe = feed.product(entry.cpe);
    if (cpe != null && SourceFixes.isBuild(entry.build)) {
      erratum.fixes(new Erratum.Fix(cve, feed.build(entry.build), cpe, severity));
    }
  }

  private static Statements states(Content content, Issue issue, FeedSink sink) {
    var statements = new Statements();
    for (var entry : content.states) {
      var said = state(entry, issue, sink);
      var cpe = Cpe.of(entry.cpe);
      if (said != null && cpe != null) {
        statements.add(said, cpe, null);
      }
    }
    return statements;
  }

  private static Statements.@Nullable Said state(Entry entry, Issue issue, FeedSink sink) {
    var cpe = Cpe.of(entry.cpe);
    var state = stateOf(entry.state);
    if (cpe == null || state == null) {
      var what = cpe == null ? "product " + entry.cpe : "state " + entry.state;
      sink.refused(issue.cve(), Texts.summary(what));
      return null;
    }
    var release = Statements.release(cpe.major());
    if (release == null) {
      sink.unused("release rhel:" + cpe.major());
      return null;
    }
    var meaning = Component.of(entry.packageName);
    var component = meaning.component();
    if (component == null) {
      sink.unused(meaning.unused());
      return null;
    }
    var impact = Issue.severity(entry.impact);
    return new Statements.Said(
        release,
        Kind.SOURCE,
        component.name(),
        component.module(),
        state,
        detail(entry.state, state),
        null,
        List.of(),
        impact.equals("unknown") ? issue.severity() : impact,
        issue.cvss());
  }

  /// Red Hat's word for a state; null when it is none that is known.
  static @Nullable State stateOf(String word) {
    return switch (word) {
      case "Affected" -> State.AFFECTED;
      case "Will not fix" -> State.WILL_NOT_FIX;
      case "Fix deferred" -> State.DEFERRED;
      case "Out of support scope" -> State.END_OF_LIFE;
      case "Under investigation", "New" -> State.UNDER_INVESTIGATION;
      case "Not affected" -> State.NOT_AFFECTED;
      default -> null;
    };
  }

  /// The word as rows keep it, where the state alone does not say it.
  static @Nullable String detail(String word, State state) {
    return state == State.AFFECTED || state == State.NOT_AFFECTED
        ? null
        : Texts.summary(word).toLowerCase(Locale.ROOT);
  }

  private static Content parse(FeedJson json) throws FeedException {
    json.enterRoot();
    var content = new Content();
    for (var field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "name" -> content.name = json.word();
        case "threat_severity" -> content.severity = json.word();
        case "public_date" -> content.published = json.word();
        case "bugzilla" -> content.description = json.wordIn("description");
        case "details" -> {
          var texts = json.texts();
          content.details = texts.isEmpty() ? "" : texts.getFirst();
        }
        case "cvss3" -> content.vectors.addFirst(json.wordIn("cvss3_scoring_vector"));
        case "cvss" -> content.vectors.add(json.wordIn("cvss_scoring_vector"));
        case "package_state" -> entries(json, content.states);
        case "affected_release" -> entries(json, content.releases);
        default -> json.skip();
      }
    }
    return content;
  }

  private static void entries(FeedJson json, List<Entry> into) throws FeedException {
    if (json.startsObject()) {
      into.add(entry(json));
    } else if (json.isArray()) {
      while (json.nextElement()) {
        if (json.isObject()) {
          into.add(entry(json));
        }
      }
    }
  }

  private static Entry entry(FeedJson json) throws FeedException {
    var entry = new Entry();
    for (var field = json.nextField(); field != null; field = json.nextField()) {
      switch (field) {
        case "cpe" -> entry.cpe = json.word();
        case "impact" -> entry.impact = json.word();
        case "fix_state" -> entry.state = json.word();
        case "package_name" -> entry.packageName = json.word();
        case "advisory" -> entry.advisory = json.word();
        case "package" -> entry.build = json.word();
        case "release_date" -> entry.released = json.word();
        default -> json.skip();
      }
    }
    return entry;
  }
}
