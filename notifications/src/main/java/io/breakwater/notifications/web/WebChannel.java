package io.breakwater.notifications.web;

import io.breakwater.notifications.deliveries.Channel;
import io.breakwater.notifications.deliveries.Sent;
import io.breakwater.notifications.events.CloudEvents;
import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.events.Links;
import io.breakwater.notifications.subscriptions.Subscription;
import io.breakwater.notifications.subscriptions.Target;
import io.breakwater.notifications.subscriptions.WebhookSecret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/// Tells webhooks and channels of Slack.
public final class WebChannel implements Channel {
  /// For an answer: receivers take an event first and work on it later.
  public static final Duration TIME = Duration.ofSeconds(10);

  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  private final Poster poster;
  private final Links links;
  private final InstantSource clock;

  private WebChannel(Poster poster, Links links, InstantSource clock) {
    this.poster = poster;
    this.links = links;
    this.clock = clock;
  }

  /// With the system's names and certificates.
  public static WebChannel of(Reach reach, Links links, InstantSource clock) {
    var tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
    return of(reach, Reach.Names.SYSTEM, tls, TIME, links, clock);
  }

  static WebChannel of(
      Reach reach,
      Reach.Names names,
      SSLSocketFactory tls,
      Duration time,
      Links links,
      InstantSource clock) {
    return new WebChannel(new Poster(reach, names, tls, time), links, clock);
  }

  @Override
  public Sent send(Subscription subscription, Event event) {
    return switch (subscription.target()) {
      case Target.Webhook(var address) -> webhook(subscription, address, event);
      case Target.Slack(var address) ->
          post(
              address,
              Map.of("Content-Type", "application/json"),
              SlackMessage.of(event, links).getBytes(StandardCharsets.UTF_8));
      case Target.Email _ -> throw new IllegalArgumentException("mail is not sent by HTTP");
    };
  }

  private Sent webhook(Subscription subscription, URI address, Event event) {
    var secret = subscription.secret();
    if (secret.isEmpty()) {
      return new Sent.Refused("the subscription has no secret: ask for a new one");
    }
    var body = CloudEvents.text(event, links).getBytes(StandardCharsets.UTF_8);
    return post(address, headers(secret.get(), event, body), body);
  }

  /// Of now: receivers refuse what was signed long ago, and a retry is signed anew.
  private Map<String, String> headers(WebhookSecret secret, Event event, byte[] body) {
    var now = clock.instant();
    return Map.of(
        "Content-Type",
        CloudEvents.MEDIA_TYPE,
        "webhook-id",
        event.id(),
        "webhook-timestamp",
        Long.toString(now.getEpochSecond()),
        "webhook-signature",
        Signature.of(secret, event.id(), now, body));
  }

  private Sent post(URI address, Map<String, String> headers, byte[] body) {
    try {
      var answer = poster.post(address, headers, body);
      return sent(answer);
    } catch (NotReachedException e) {
      return new Sent.Refused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Sent.Failed(told(e));
    }
  }

  private static String told(IOException e) {
    var message = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", " ");
    return message.length() <= 300 ? message : message.substring(0, 300) + "…";
  }

  private Sent sent(Answer answer) {
    if (answer.taken()) {
      return new Sent.Taken(answer.told());
    }
    return switch (answer.status()) {
      // Standard Webhooks 1.0, "Response status codes": nobody is there any more.
      case 410 -> new Sent.Refused(answer.told());
      case 301, 302, 303, 307, 308 ->
          new Sent.Failed(
              "answered "
                  + answer.status()
                  + "; redirects are not followed: let the target be where they lead");
      default -> new Sent.Failed(answer.told(), answer.header("Retry-After").flatMap(this::pause));
    };
  }

  /// RFC 9110, section 10.2.3: seconds or a date.
  private Optional<Duration> pause(String text) {
    try {
      var pause =
          text.matches("[0-9]{1,9}")
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.between(
                  clock.instant(),
                  ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      if (pause.isNegative()) {
        return Optional.empty();
      }
      return Optional.of(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
