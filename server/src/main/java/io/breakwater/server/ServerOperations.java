package io.breakwater.server;

import io.breakwater.api.operation.Operations;
import io.breakwater.http.HttpCounters;
import io.breakwater.server.background.Background;
import io.breakwater.server.health.Health;
import io.breakwater.server.health.Part;
import io.breakwater.server.metrics.Metric;
import io.breakwater.server.metrics.MetricsText;
import io.breakwater.server.metrics.ProcessMetrics;
import io.breakwater.server.metrics.RequestCounts;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the server tells of itself to those who run it.
final class ServerOperations implements Operations {
  private final Health health;
  private final RequestCounts requests = new RequestCounts();
  private final List<Consumer<MetricsText>> more = new ArrayList<>();
  private final String version;
  private volatile @Nullable HttpCounters http;
  private volatile @Nullable Background background;

  ServerOperations(Health health, String version) {
    this.health = health;
    this.version = version;
  }

  RequestCounts requests() {
    return requests;
  }

  /// Adds what somebody else counts. Before the server listens.
  void also(Consumer<MetricsText> metrics) {
    more.add(metrics);
  }

  /// Counts these, too: they are there once the server listens.
  void running(HttpCounters counters, Background jobs) {
    http = counters;
    background = jobs;
  }

  @Override
  public Operations.Readiness ready() {
    var parts = health.parts();
    return new Operations.Readiness(
        parts.stream()
            .filter(part -> part.needed() && !part.works())
            .map(part -> part.name() + ": " + part.problem())
            .toList(),
        parts.stream()
            .filter(part -> part.name().equals(AdvisoryFeeds.PART))
            .map(Part::detail)
            .findFirst()
            .orElse(""));
  }

  @Override
  public void metrics(Writer out) throws IOException {
    var text = new MetricsText().add(Metric.BUILD, 1L, version);
    requests.write(text);
    var counters = http;
    if (counters != null) {
      text.add(Metric.RUNNING, (long) counters.running());
      text.add(Metric.CONNECTIONS, (long) counters.connections());
      text.add(Metric.RECEIVED, counters.received());
      text.add(Metric.SENT, counters.sent());
      for (var limit : HttpCounters.Limit.values()) {
        var name = limit.name().toLowerCase(Locale.ROOT);
        text.add(Metric.LIMITS, counters.met(limit), name);
      }
    }
    jobs(text);
    for (var part : health.parts()) {
      text.add(Metric.READY, part.works() ? 1L : 0L, part.name());
    }
    more.forEach(each -> each.accept(text));
    ProcessMetrics.write(text);
    out.write(text.render());
  }

  private void jobs(MetricsText text) {
    var running = background;
    if (running == null) {
      return;
    }
    text.add(Metric.LEADER, running.leads() ? 1L : 0L);
    for (var job : running.states()) {
      text.add(Metric.JOB_RUNS, job.runs(), job.name());
      text.add(Metric.JOB_FAILURES, job.failures(), job.name());
      text.add(Metric.JOB_DONE, job.done(), job.name());
      text.add(Metric.JOB_SECONDS, job.seconds(), job.name());
      job.last()
          .ifPresent(last -> text.add(Metric.JOB_LAST, last.toEpochMilli() / 1e3, job.name()));
    }
  }
}
