package io.breakwater.server.logging;

import io.breakwater.http.AccessLog;
import io.breakwater.server.logging.Fields.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// A line for each request. Neither queries nor headers are in it: they may hold secrets.
public final class RequestLog implements AccessLog {
  private static final Logger LOG = Logger.getLogger("io.breakwater.requests");

  @Override
  public void over(Line line) {
    if (!LOG.isLoggable(Level.INFO)) {
      return;
    }
    var fields =
        new ArrayList<>(
            List.of(
                new Field("request", line.id()),
                new Field("method", line.method()),
                new Field("path", line.path()),
                new Field("status", line.status()),
                new Field("received", line.received()),
                new Field("sent", line.sent()),
                new Field("ms", Math.round(line.millis() * 1_000) / 1e3),
                new Field("remote", line.remote()),
                new Field("protocol", line.protocol())));
    line.user().ifPresent(user -> fields.add(new Field("user", user)));
    if (!line.outcome().equals("done")) {
      fields.add(new Field("outcome", line.outcome()));
    }
    var entry = new LogRecord(Level.INFO, "request");
    entry.setLoggerName(LOG.getName());
    entry.setParameters(new Object[] {new Fields(fields)});
    LOG.log(entry);
  }
}
