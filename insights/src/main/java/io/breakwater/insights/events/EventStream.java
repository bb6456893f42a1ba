package io.breakwater.insights.events;

import io.breakwater.accounts.AccountId;
import io.breakwater.http.Response;
import io.breakwater.notifications.announcements.EventLog;
import io.breakwater.notifications.events.CloudEvents;
import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.events.Links;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

/// Server-sent events (HTML Living Standard, section 9.2 "Server-sent events"): each a CloudEvent
/// whose `id` is its place in the log and whose `event` is its type.
///
/// A comment every 15 seconds keeps proxies from ending what is quiet. A stream ends after ten
/// minutes, and where the server stops: clients come again by themselves, with `Last-Event-ID` and
/// with credentials that are looked at anew.
final class EventStream {
  static final String MEDIA_TYPE = "text/event-stream";

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int PAGE = 200;

  private final EventLog log;
  private final Links links;
  private final AccountId account;
  private final Predicate<Event> wanted;

  EventStream(EventLog log, Links links, AccountId account, Predicate<Event> wanted) {
    this.log = log;
    this.links = links;
    this.account = account;
    this.wanted = wanted;
  }

  /// Sends what is behind a place, and what comes.
  void send(Response response, long after) throws IOException {
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
    var end = System.nanoTime() + LONGEST.toNanos();
    var quiet = System.nanoTime();
    var place = after;
    try {
      while (!response.stopping() && System.nanoTime() - end < 0) {
        var page = log.page(account, place, PAGE);
        place = page.next();
        for (var logged : page.events()) {
          if (wanted.test(logged.event())) {
            out.write(bytes(text(logged)));
            quiet = System.nanoTime();
          }
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

  private String text(EventLog.Logged logged) {
    return "id: "
        + logged.place()
        + "\nevent: "
        + logged.event().type()
        + "\ndata: "
        + CloudEvents.text(logged.event(), links)
        + "\n\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
