package io.breakwater.server.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads the text format of Prometheus as strictly as `promtool check metrics` does: names,
/// escapes, samples of one metric together and behind its type.
final class PrometheusParser {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\\\\\"n])*)\"(,|$)");

  private PrometheusParser() {}

  record Sample(String name, Map<String, String> labels, double value) {}

  static List<Sample> parse(String text) {
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException("the last line has no end");
    }
    var samples = new ArrayList<Sample>();
    var seen = new HashSet<String>();
    var lines = new HashSet<String>();
    var current = "";
    for (var line : text.lines().toList()) {
      if (line.startsWith("# HELP ")) {
        current = line.split(" ", 4)[2];
        if (!seen.add(current)) {
          throw new IllegalArgumentException("a metric stands twice: " + current);
        }
      } else if (line.startsWith("# TYPE ")) {
        var words = line.split(" ", -1);
        if (!words[2].equals(current)
            || !List.of("counter", "gauge", "histogram").contains(words[3])) {
          throw new IllegalArgumentException(line);
        }
        if (words[3].equals("counter") != current.endsWith("_total")) {
          throw new IllegalArgumentException("counters, and only those, end in _total: " + line);
        }
      } else {
        var sample = sample(line);
        var base = sample.name().replaceAll("_(bucket|sum|count)$", "");
        if (!sample.name().equals(current) && !base.equals(current)) {
          throw new IllegalArgumentException("behind " + current + ": " + line);
        }
        if (!lines.add(sample.name() + sample.labels())) {
          throw new IllegalArgumentException("a sample stands twice: " + line);
        }
        samples.add(sample);
      }
    }
    return samples;
  }

  private static Sample sample(String line) {
    var blank = line.lastIndexOf(' ');
    var brace = line.indexOf('{');
    var name = line.substring(0, brace < 0 ? blank : brace);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(line);
    }
    var labels = new LinkedHashMap<String, String>();
    if (brace >= 0) {
      var inside = line.substring(brace + 1, blank);
      if (!inside.endsWith("}")) {
        throw new IllegalArgumentException(line);
      }
      var matcher = LABEL.matcher(inside.substring(0, inside.length() - 1));
      var end = 0;
      while (matcher.find() && matcher.start() == end) {
        labels.put(matcher.group(1), unescaped(matcher.group(2)));
        end = matcher.end();
      }
      if (end != inside.length() - 1) {
        throw new IllegalArgumentException(line);
      }
    }
    var value = line.substring(blank + 1);
    return new Sample(
        name, labels, value.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(value));
  }

  private static String unescaped(String text) {
    var plain = new StringBuilder();
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '\\') {
        i++;
        plain.append(text.charAt(i) == 'n' ? '\n' : text.charAt(i));
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
