package io.breakwater.insights.events;

import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.notifications.announcements.EventLog;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Server-sent events (HTML Living Standard, section 9.2 "Server-sent events"), whose `id` is their
/// place in the log.
///
/// A comment every 15 seconds keeps proxies from ending what is quiet. A stream ends after some
/// minutes, and where the server stops: clients come again by themselves, with `Last-Event-ID` and
/// with credentials that are looked at anew.
public final class EventStream {
  /// The media type of a stream.
  public static final String MEDIA_TYPE = "text/event-stream";

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int PAGE = 200;

  private final Source source;
  private final Form form;
  private final Duration longest;

  /// Where events come from.
  @FunctionalInterface
  public interface Source {
    /// Those behind a place.
    ///
    /// @param limit rows looked at
    EventLog.Page after(long place, int limit) throws StoreException;
  }

  /// What an event looks like.
  @FunctionalInterface
  public interface Form {
    /// The lines of one but for its `id`, each with its end: `data: {…}\n`.
    String lines(EventLog.Logged event);
  }

  /// @param longest after which a stream ends
  public EventStream(Source source, Form form, Duration longest) {
    this.source = source;
    this.form = form;
    this.longest = longest;
  }

  /// Whether a request asks for a stream.
  public static boolean wanted(Request request) {
    return request.header("Accept").filter(accept -> accept.contains(MEDIA_TYPE)).isPresent();
  }

  /// Sends what is behind a place, and what comes.
  public void send(Response response, long after) throws IOException {
    response
        .header("Content-Type", MEDIA_TYPE)
        .header("Cache-Control", "no-store")
        // nginx would hold them back otherwise.
        .header("X-Accel-Buffering", "no");
    if (!response.bodyWanted()) {
      response.send();
      return;
    }
    response.live(out -> write(response, out, after));
  }

  private void write(Response response, OutputStream out, long after) throws IOException {
    out.write(bytes("retry: 3000\n\n"));
    var end = System.nanoTime() + longest.toNanos();
    var quiet = System.nanoTime();
    var place = after;
    try {
      while (!response.stopping() && System.nanoTime() - end < 0) {
        var page = source.after(place, PAGE);
        place = page.next();
        for (var logged : page.events()) {
          out.write(bytes("id: " + logged.place() + "\n" + form.lines(logged) + "\n"));
          quiet = System.nanoTime();
        }
        if (System.nanoTime() - quiet >= HEARTBEAT.toNanos()) {
          out.write(bytes(":\n\n"));
          quiet = System.nanoTime();
        }
        if (!page.more()) {
          Thread.sleep(LOOK);
        }
      }
    } catch (StoreException e) {
      throw new IOException("the log of events cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
