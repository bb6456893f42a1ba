package io.breakwater.server;

import io.breakwater.api.RouteSource;
import io.breakwater.insights.history.ChangeRoutes;
import io.breakwater.insights.history.DayRoutes;
import io.breakwater.insights.history.ImageHistoryRoutes;
import io.breakwater.notifications.announcements.EventLog;
import io.breakwater.notifications.history.DailyCounts;
import io.breakwater.notifications.history.EventHistory;
import io.breakwater.registry.content.Content;
import io.breakwater.server.background.Job;
import io.breakwater.server.metrics.Metric;
import io.breakwater.server.metrics.MetricsText;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// What became of images.
final class HistorySetup {
  /// Counts are made once an hour, or as soon after as all images are judged.
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final ImageHistoryRoutes images;
  private final ChangeRoutes changes;
  private final DailyCounts days;

  private HistorySetup(ImageHistoryRoutes images, ChangeRoutes changes, DailyCounts days) {
    this.images = images;
    this.changes = changes;
    this.days = days;
  }

  /// @param content what repositories serve
  static HistorySetup open(Metadata metadata, Content content, Judging judging, InstantSource clock)
      throws ServerException {
    var log = new EventLog(metadata);
    try {
      log.begin(clock.instant());
    } catch (StoreException e) {
      throw ServerException.of("Opening the log of events", e);
    }
    var history = new EventHistory(metadata, log);
    var counted = new PortfolioDays(metadata, judging::allListed, () -> judging.portfolio().view());
    return new HistorySetup(
        new ImageHistoryRoutes(history, content, judging.verdicts()),
        new ChangeRoutes(metadata, history),
        new DailyCounts(metadata, counted, clock));
  }

  List<RouteSource> routes() {
    return List.of(images, changes, new DayRoutes(days));
  }

  Job job() {
    return new Job("day-counts", LOOK, true, days::step);
  }

  void metrics(MetricsText text) {
    text.add(Metric.CHANGE_LISTENERS, (long) changes.listening());
  }
}
