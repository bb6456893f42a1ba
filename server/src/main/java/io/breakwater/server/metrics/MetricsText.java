package io.breakwater.server.metrics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes the text format of Prometheus, version 0.0.4
/// (<https://prometheus.io/docs/instrumenting/exposition_formats/>): all samples of a metric
/// together, behind its `HELP` and `TYPE`; label values with `\`, `"` and line ends escaped.
public final class MetricsText {
  /// What the answer's `Content-Type` says.
  public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Map<Metric, List<String>> samples = new EnumMap<>(Metric.class);

  /// Adds a sample.
  ///
  /// @param labels values, one for each label of the metric, in its order
  public MetricsText add(Metric metric, double value, String... labels) {
    return add(metric, number(value), labels);
  }

  /// The same of a whole number.
  public MetricsText add(Metric metric, long value, String... labels) {
    return add(metric, Long.toString(value), labels);
  }

  private MetricsText add(Metric metric, String value, String... labels) {
    if (metric.type() == Metric.Type.HISTOGRAM) {
      throw new IllegalArgumentException(metric + " is a histogram");
    }
    sample(metric, "", value, metric.labels(), labels);
    return this;
  }

  /// Adds a histogram.
  ///
  /// @param bounds upper ones of the buckets, rising; the last bucket has none
  /// @param counts of each bucket by itself, one more than bounds
  public MetricsText histogram(
      Metric metric, List<Double> bounds, long[] counts, double sum, String... labels) {
    var names = new ArrayList<>(metric.labels());
    names.add("le");
    var values = new ArrayList<>(List.of(labels));
    long all = 0;
    for (var i = 0; i < counts.length; i++) {
      all += counts[i];
      values.add(i < bounds.size() ? number(bounds.get(i)) : "+Inf");
      sample(metric, "_bucket", Long.toString(all), names, values.toArray(String[]::new));
      values.removeLast();
    }
    sample(metric, "_sum", number(sum), metric.labels(), labels);
    sample(metric, "_count", Long.toString(all), metric.labels(), labels);
    return this;
  }

  private void sample(
      Metric metric, String suffix, String value, List<String> names, String... values) {
    if (names.size() != values.length) {
      throw new IllegalArgumentException(metric + " has the labels " + names);
    }
    var line = new StringBuilder(96).append(metric.exposed()).append(suffix);
    for (var i = 0; i < values.length; i++) {
      line.append(i == 0 ? '{' : ',').append(names.get(i)).append("=\"");
      line.append(escaped(values[i]).replace("\"", "\\\"")).append('"');
    }
    if (values.length > 0) {
      line.append('}');
    }
    line.append(' ').append(value).append('\n');
    samples.computeIfAbsent(metric, none -> new ArrayList<>()).add(line.toString());
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /// All that was added.
  public String render() {
    var text = new StringBuilder(8_192);
    samples.forEach(
        (metric, lines) -> {
          text.append("# HELP ").append(metric.exposed()).append(' ');
          text.append(escaped(metric.help())).append('\n');
          text.append("# TYPE ").append(metric.exposed()).append(' ');
          text.append(metric.type().name().toLowerCase(Locale.ROOT)).append('\n');
          lines.forEach(text::append);
        });
    return text.toString();
  }
}
