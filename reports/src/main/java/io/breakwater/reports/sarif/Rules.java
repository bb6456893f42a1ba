package io.breakwater.reports.sarif;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.Severity;
import io.breakwater.reports.IssueLinks;
import io.breakwater.reports.Json;
import io.breakwater.reports.Printable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The rules of a run (`reportingDescriptor`, 3.49): one an issue, in the order of the results.
final class Rules {
  /// GitHub shows as much of a description.
  private static final int MOST_TEXT = 1024;

  /// One rule and the results that it has.
  private record Rule(String id, List<Entry> entries) {}

  private final Assessment assessment;
  private final List<Rule> rules = new ArrayList<>();
  private final Map<String, Integer> indexes = new HashMap<>();

  Rules(Assessment assessment, List<Entry> entries) {
    this.assessment = assessment;
    for (var entry : entries) {
      var index = indexes.computeIfAbsent(entry.rule(), id -> add(id));
      rules.get(index).entries().add(entry);
    }
  }

  private int add(String id) {
    rules.add(new Rule(id, new ArrayList<>()));
    return rules.size() - 1;
  }

  /// Where the rule of a result stands.
  int index(Entry entry) {
    return indexes.getOrDefault(entry.rule(), -1);
  }

  void write(Json json) {
    json.array("rules");
    for (var rule : rules) {
      write(json, rule);
    }
    json.endArray();
  }

  private void write(Json json, Rule rule) {
    var first = rule.entries().getFirst();
    json.object();
    json.text("id", rule.id());
    Messages.write(json, "shortDescription", Messages.cut(title(rule), MOST_TEXT));
    var full = Messages.cut(description(rule), MOST_TEXT);
    Messages.write(json, "fullDescription", full);
    json.known("helpUri", link(first).orElse(""));
    help(json, rule, full);
    json.object("defaultConfiguration");
    json.text("level", Level.of(first));
    json.endObject();
    properties(json, rule);
    json.endObject();
  }

  private String title(Rule rule) {
    return switch (rule.entries().getFirst()) {
      case Entry.Unknown(var reason) ->
          assessment.verdict().status() + ": " + reason.code().replace('-', ' ');
      case Entry.Setting(var issue) -> issue.description();
      case Entry.Vulnerability(var finding) ->
          finding.cve() + " in " + String.join(", ", sources(rule));
    };
  }

  private static Set<String> sources(Rule rule) {
    var sources = new LinkedHashSet<String>();
    for (var entry : rule.entries()) {
      if (entry instanceof Entry.Vulnerability(var finding)) {
        sources.add(finding.installed().source());
      }
    }
    return sources;
  }

  private String description(Rule rule) {
    for (var entry : rule.entries()) {
      if (entry instanceof Entry.Vulnerability(var finding)
          && !finding.advisory().summary().isBlank()) {
        return Printable.sentence(finding.advisory().summary());
      }
    }
    return rule.entries().getFirst() instanceof Entry.Unknown(var reason)
        ? Messages.of(assessment.verdict().status(), reason)
        : Printable.sentence(title(rule));
  }

  private static Optional<String> link(Entry entry) {
    return switch (entry) {
      case Entry.Unknown _ -> Optional.empty();
      case Entry.Vulnerability(var finding) -> IssueLinks.best(finding.advisory());
      case Entry.Setting(var issue) ->
          Optional.ofNullable(issue.reference()).filter(IssueLinks::isWeb);
    };
  }

  private void help(Json json, Rule rule, String full) {
    var text = new StringBuilder(full);
    var markdown = new StringBuilder(Markdown.escape(full)).append("\n\n");
    for (var action : actions(rule)) {
      text.append('\n').append(action);
      markdown.append("- ").append(Markdown.escape(action)).append('\n');
    }
    var links = links(rule);
    if (!links.isEmpty()) {
      markdown.append("\nReferences:\n\n");
    }
    for (var link : links) {
      text.append('\n').append(link);
      markdown.append("- <").append(link).append(">\n");
    }
    json.object("help");
    json.text("text", Messages.escape(text.toString()));
    json.text("markdown", Messages.escape(markdown.toString()));
    json.endObject();
  }

  private static List<String> actions(Rule rule) {
    var actions = new LinkedHashSet<String>();
    for (var entry : rule.entries()) {
      switch (entry) {
        case Entry.Unknown(var reason) -> actions.add(Printable.sentence(reason.next()));
        case Entry.Vulnerability(var finding) ->
            actions.add(Printable.sentence(finding.correctiveAction()));
        case Entry.Setting(var issue) -> {
          var reference = issue.reference();
          if (reference != null && !IssueLinks.isWeb(reference)) {
            actions.add(Printable.sentence(reference));
          }
        }
      }
    }
    actions.remove("");
    return List.copyOf(actions);
  }

  private static List<String> links(Rule rule) {
    var links = new LinkedHashSet<String>();
    link(rule.entries().getFirst()).ifPresent(links::add);
    for (var entry : rule.entries()) {
      if (entry instanceof Entry.Vulnerability(var finding)) {
        for (var notice : finding.advisory().notices()) {
          IssueLinks.ofNotice(notice).ifPresent(links::add);
        }
        links.addAll(IssueLinks.ofRow(finding.advisory()));
      }
    }
    return links.stream().limit(20).toList();
  }

  private void properties(Json json, Rule rule) {
    json.object("properties");
    json.texts("tags", tags(rule));
    json.text("precision", "very-high");
    // Without it GitHub goes by the level, which is a note for what does not count.
    var score = securitySeverity(rule);
    if (score >= 0) {
      json.text("security-severity", String.format(Locale.ROOT, "%.1f", score));
    }
    json.endObject();
  }

  private static double securitySeverity(Rule rule) {
    var worst = Severity.UNKNOWN;
    var counts = false;
    double score = -1;
    for (var entry : rule.entries()) {
      if (!entry.counts()) {
        continue;
      }
      counts = true;
      worst = entry.severity().compareTo(worst) > 0 ? entry.severity() : worst;
      if (entry instanceof Entry.Vulnerability(var finding)) {
        for (var cvss : finding.advisory().cvss()) {
          score = Math.max(score, cvss.score());
        }
      }
    }
    return counts ? Level.securitySeverity(worst, score) : -1;
  }

  private List<String> tags(Rule rule) {
    var first = rule.entries().getFirst();
    var tags = new ArrayList<String>();
    tags.add("security");
    switch (first) {
      case Entry.Unknown _ -> tags.add("assessment");
      case Entry.Setting _ -> tags.add("configuration");
      case Entry.Vulnerability(var finding) -> {
        tags.add("vulnerability");
        if (finding.advisory().knownExploited()) {
          tags.add("known-exploited");
        }
      }
    }
    assessment.os().ifPresent(os -> tags.add(os.id()));
    tags.add("severity/" + first.severity().word());
    return tags.stream().distinct().toList();
  }
}
