package io.breakwater.server;

import io.breakwater.api.RouteSource;
import io.breakwater.insights.history.ChangeRoutes;
import io.breakwater.insights.history.ImageHistoryRoutes;
import io.breakwater.notifications.announcements.EventLog;
import io.breakwater.notifications.history.EventHistory;
import io.breakwater.registry.content.Content;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import java.time.InstantSource;
import java.util.List;

/// What became of images.
final class HistorySetup {
  private final Metadata metadata;
  private final EventHistory history;
  private final Content content;

  private HistorySetup(Metadata metadata, EventHistory history, Content content) {
    this.metadata = metadata;
    this.history = history;
    this.content = content;
  }

  /// @param content what repositories serve
  static HistorySetup open(Metadata metadata, Content content, InstantSource clock)
      throws ServerException {
    var log = new EventLog(metadata);
    try {
      log.begin(clock.instant());
    } catch (StoreException e) {
      throw ServerException.of("Opening the log of events", e);
    }
    return new HistorySetup(metadata, new EventHistory(metadata, log), content);
  }

  List<RouteSource> routes() {
    return List.of(new ImageHistoryRoutes(history, content), new ChangeRoutes(metadata, history));
  }
}
