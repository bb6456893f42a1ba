package io.breakwater.server;

import io.breakwater.api.RouteSource;
import io.breakwater.exemptions.ExemptionListener;
import io.breakwater.exemptions.KeptExemption;
import io.breakwater.insights.events.EventRoutes;
import io.breakwater.insights.events.SubscriptionRoutes;
import io.breakwater.notifications.announcements.EventLog;
import io.breakwater.notifications.changes.Epoch;
import io.breakwater.notifications.changes.ExemptionEvents;
import io.breakwater.notifications.changes.ImageNews;
import io.breakwater.notifications.changes.TagWatch;
import io.breakwater.notifications.deliveries.Channel;
import io.breakwater.notifications.deliveries.DeadLetters;
import io.breakwater.notifications.deliveries.Deliveries;
import io.breakwater.notifications.events.Links;
import io.breakwater.notifications.mail.MailChannel;
import io.breakwater.notifications.mail.SmtpServer;
import io.breakwater.notifications.subscriptions.Subscriptions;
import io.breakwater.notifications.web.Reach;
import io.breakwater.notifications.web.WebChannel;
import io.breakwater.registry.events.ImageEvent;
import io.breakwater.registry.events.ImageListener;
import io.breakwater.registry.verdicts.ImageVerdicts;
import io.breakwater.server.background.Job;
import io.breakwater.server.configuration.Configuration;
import io.breakwater.server.configuration.Settings;
import io.breakwater.server.metrics.Metric;
import io.breakwater.server.metrics.MetricsText;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Events, and who is told of them. Listens before images are judged, and notices what changed
/// once [#watch] says how they are.
final class NotificationSetup implements AutoCloseable, ImageListener, ExemptionListener {
  private static final Duration OFTEN = Duration.ofMillis(300);
  private static final Duration WALK = Duration.ofSeconds(5);
  private static final Duration PRUNE = Duration.ofHours(1);
  private static final int EVENTS = 1_000;

  private final Metadata metadata;
  private final InstantSource clock;
  private final Duration keep;
  private final EventLog log;
  private final Deliveries deliveries;
  private final EventRoutes events;
  private final SubscriptionRoutes subscriptions;
  private volatile @Nullable TagWatch watch;
  private volatile ImageListener images = ImageListener.NONE;
  private volatile ExemptionListener exemptions = ExemptionListener.NONE;

  /// @param base how clients reach this server, without a slash at the end
  NotificationSetup(
      Metadata metadata, Configuration configuration, String base, InstantSource clock) {
    this.metadata = metadata;
    this.clock = clock;
    keep = configuration.get(Settings.NOTIFICATIONS_KEEP);
    var links = new Links(base);
    var reach = configuration.get(Settings.PRIVATE_TARGETS) ? Reach.ANY : Reach.PUBLIC;
    var mail = smtp(configuration).<Channel>map(server -> MailChannel.of(server, links, clock));
    log = new EventLog(metadata);
    deliveries = new Deliveries(metadata, WebChannel.of(reach, links, clock), mail, clock);
    events = new EventRoutes(log, links);
    subscriptions =
        new SubscriptionRoutes(
            new Subscriptions(metadata, clock, new SecureRandom(), mail.isPresent()),
            deliveries,
            new DeadLetters(metadata, clock),
            clock);
  }

  private static Optional<SmtpServer> smtp(Configuration configuration) {
    return configuration
        .find(Settings.SMTP_HOST)
        .map(
            host ->
                new SmtpServer(
                    host,
                    configuration.get(Settings.SMTP_PORT),
                    configuration.get(Settings.SMTP_SECURITY),
                    configuration.get(Settings.SMTP_FROM),
                    configuration
                        .find(Settings.SMTP_USER)
                        .map(
                            user ->
                                new SmtpServer.Login(
                                    user, configuration.get(Settings.SMTP_PASSWORD)))));
  }

  /// Notices what changes from now on.
  ///
  /// @param epoch of now
  void watch(ImageVerdicts verdicts, Supplier<Epoch> epoch) {
    var tags = new TagWatch(metadata, verdicts, epoch, clock);
    watch = tags;
    images = new ImageNews(tags);
    exemptions = new ExemptionEvents(metadata, log, tags, clock);
  }

  List<RouteSource> routes() {
    return List.of(events, subscriptions);
  }

  List<Job> jobs() {
    return List.of(
        new Job("notifications", OFTEN, false, deliveries::step),
        new Job("image-news", OFTEN, false, this::look),
        new Job("image-walk", WALK, true, this::walk),
        new Job("events", PRUNE, true, () -> log.prune(clock.instant().minus(keep), EVENTS)));
  }

  private int look() throws StoreException {
    var tags = watch;
    return tags == null ? 0 : tags.hints();
  }

  private int walk() throws StoreException {
    var tags = watch;
    return tags == null ? 0 : tags.walk();
  }

  void metrics(MetricsText text) {
    var counts = deliveries.counts();
    text.add(Metric.NOTIFICATIONS, counts.delivered(), "delivered");
    text.add(Metric.NOTIFICATIONS, counts.failed(), "failed");
    text.add(Metric.NOTIFICATIONS, counts.dead(), "dead");
    text.add(Metric.EVENT_LISTENERS, (long) events.listening());
    try {
      text.add(Metric.NOTIFICATIONS_WAITING, deliveries.waiting());
    } catch (StoreException e) {
      // Not known now; readiness tells why.
    }
  }

  @Override
  public void happened(ImageEvent event) {
    images.happened(event);
  }

  @Override
  public void added(KeptExemption exemption, boolean created) {
    exemptions.added(exemption, created);
  }

  @Override
  public void removed(KeptExemption exemption, String by) {
    exemptions.removed(exemption, by);
  }

  @Override
  public void expired(KeptExemption exemption) {
    exemptions.expired(exemption);
  }

  @Override
  public void close() {
    deliveries.close();
  }
}
