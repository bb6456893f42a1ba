package io.breakwater.notifications.deliveries;

import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.subscriptions.Subscription;
import io.breakwater.notifications.subscriptions.Target;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredDelivery;
import io.breakwater.store.metadata.Transaction;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/// Tells subscriptions what is due. Several servers may do so over the same metadata: each takes
/// what no other has taken, for a time behind which others take it again.
///
/// A subscription is told by one thread of a server, one notice after the other; one that does
/// not answer delays no other. Each notice is told at least once, under the same ID.
public final class Deliveries implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Deliveries.class.getName());

  /// A server that died is followed after this time.
  static final Duration LEASE = Duration.ofMinutes(3);

  /// For all that a subscription is told at once; less than the lease by more than one call takes.
  private static final Duration BUDGET = Duration.ofMinutes(1);

  private static final Duration BUSY = Duration.ofSeconds(2);
  private static final int MOST = 1_000;
  private static final int AT_ONCE = 16;
  private static final int SHOWN = 500;

  private final Metadata metadata;
  private final Channel web;
  private final Optional<Channel> mail;
  private final InstantSource clock;
  private final DeliveryCounts counts = new DeliveryCounts();
  private final Semaphore sending = new Semaphore(AT_ONCE);
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /// @param web tells webhooks and Slack
  /// @param mail empty where no server takes mail
  public Deliveries(Metadata metadata, Channel web, Optional<Channel> mail, InstantSource clock) {
    this.metadata = metadata;
    this.web = web;
    this.mail = mail;
    this.clock = clock;
  }

  public DeliveryCounts counts() {
    return counts;
  }

  /// How many wait, for all servers.
  public long waiting() throws StoreException {
    return metadata.read(tx -> tx.deliveries().waiting());
  }

  /// What a cause brings is held back from now on, since more of it is coming.
  public static void hold(Transaction tx, String cause, Instant since) {
    Composition.hold(tx, cause, since);
  }

  /// Nothing is held back any more.
  public static void release(Transaction tx) {
    Composition.release(tx);
  }

  /// Forgets what is kept of a subscription that was deleted.
  public static void forget(Transaction tx, String subscription) {
    Composition.forget(tx, subscription);
  }

  /// Takes what is due and has it told, without waiting for that.
  ///
  /// @return how many were taken
  public int step() throws StoreException {
    if (closed || waiting() == 0) {
      return 0;
    }
    var now = clock.instant();
    var claimed = metadata.write(tx -> tx.deliveries().claim(now, LEASE, MOST));
    Map<String, List<StoredDelivery>> bySubscription = new LinkedHashMap<>();
    claimed.forEach(
        one -> bySubscription.computeIfAbsent(one.subscription(), _ -> new ArrayList<>()).add(one));
    for (var entry : bySubscription.entrySet()) {
      if (busy.add(entry.getKey())) {
        start(entry.getKey(), entry.getValue(), System.nanoTime() + BUDGET.toNanos());
      } else {
        putBack(entry.getValue(), now.plus(BUSY));
      }
    }
    return claimed.size();
  }

  private void start(String subscription, List<StoredDelivery> claimed, long end) {
    var thread =
        Thread.ofVirtual()
            .name("notify-" + subscription)
            .unstarted(() -> tell(subscription, claimed, end));
    threads.add(thread);
    thread.start();
  }

  private void tell(String subscription, List<StoredDelivery> claimed, long end) {
    try {
      sending.acquire();
      try {
        tellAll(subscription, claimed, end);
      } finally {
        sending.release();
      }
    } catch (InterruptedException e) {
      // Stopped: others go on behind the lease.
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "telling " + subscription + ": " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "telling " + subscription + " failed", e);
    } finally {
      busy.remove(subscription);
      threads.remove(Thread.currentThread());
    }
  }

  private void tellAll(String id, List<StoredDelivery> claimed, long end)
      throws StoreException, InterruptedException {
    var found = metadata.read(tx -> tx.subscriptions().find(id)).map(Subscription::of);
    if (found.isEmpty()) {
      return;
    }
    var subscription = found.get();
    var letters =
        metadata.write(
            tx -> new Composition(tx, subscription, clock.instant(), LEASE).letters(claimed));
    for (var i = 0; i < letters.size(); i++) {
      if (System.nanoTime() - end >= 0) {
        postpone(id, letters.subList(i, letters.size()), clock.instant());
        return;
      }
      var again = tell(subscription, letters.get(i));
      if (again.isPresent()) {
        wait(id, letters.subList(i + 1, letters.size()), again.get());
        return;
      }
    }
  }

  /// Whoever does not take one is not asked to take the next at once. The next time these come
  /// first, so that one that is never taken does not keep others back.
  private void wait(String subscription, List<Letter> letters, Instant again)
      throws StoreException {
    var due = again.minusMillis(1);
    end(
        tx ->
            letters.forEach(
                one ->
                    tx.deliveries()
                        .failed(subscription, one.place(), due, "waits: one before it failed")));
  }

  /// Tells one.
  ///
  /// @return when to try again; empty where it was told, or given up
  private Optional<Instant> tell(Subscription subscription, Letter letter)
      throws StoreException, InterruptedException {
    var sent = send(subscription, letter.event());
    var id = subscription.id();
    switch (sent) {
      case Sent.Taken _ -> {
        counts.taken();
        end(tx -> tx.deliveries().done(id, letter.place()));
        return Optional.empty();
      }
      case Sent.Refused(var told) -> {
        counts.failure();
        giveUp(subscription, letter, told);
        return Optional.empty();
      }
      case Sent.Failed(var told, var after) -> {
        counts.failure();
        var random = RandomGenerator.getDefault().nextDouble();
        var pause = RetryPlan.pause(letter.failed() + 1, after, random);
        if (pause.isEmpty()) {
          giveUp(subscription, letter, told);
          return Optional.empty();
        }
        var again = clock.instant().plus(pause.get());
        end(tx -> tx.deliveries().failed(id, letter.place(), again, shortened(told)));
        return Optional.of(again);
      }
    }
  }

  private interface Ending {
    void run(Transaction tx);
  }

  private void end(Ending ending) throws StoreException {
    metadata.write(
        tx -> {
          ending.run(tx);
          return true;
        });
  }

  private void giveUp(Subscription subscription, Letter letter, String told) throws StoreException {
    counts.givenUp();
    var at = clock.instant();
    end(tx -> tx.deliveries().dead(subscription.id(), letter.place(), at, shortened(told)));
    LOG.log(
        Level.WARNING,
        "the subscription "
            + subscription.name()
            + " could not be told of "
            + letter.event().id()
            + ", which is a dead letter now: "
            + shortened(told));
  }

  private static String shortened(String told) {
    return told.length() <= SHOWN ? told : told.substring(0, SHOWN) + "…";
  }

  /// Tells a subscription of something now, whatever its rate, and keeps nothing of it.
  public Sent send(Subscription subscription, Event event) throws InterruptedException {
    try {
      return switch (subscription.target()) {
        case Target.Webhook _, Target.Slack _ -> web.send(subscription, event);
        case Target.Email _ ->
            mail.isPresent()
                ? mail.get().send(subscription, event)
                : new Sent.Failed("this server sends no mail: set smtp.host");
      };
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "telling " + subscription.id() + " of " + event.id() + " failed", e);
      return new Sent.Failed("the server failed; its log tells more");
    }
  }

  /// What was not tried yet goes back; what was, stays taken until the lease ends.
  private void putBack(List<StoredDelivery> deliveries, Instant due) throws StoreException {
    end(
        tx ->
            deliveries.stream()
                .filter(one -> one.attempts() == 0)
                .forEach(one -> again(tx, one.subscription(), one.event(), due)));
  }

  private void postpone(String subscription, List<Letter> letters, Instant due)
      throws StoreException {
    end(
        tx ->
            letters.stream()
                .filter(one -> one.failed() == 0)
                .forEach(one -> again(tx, subscription, one.place(), due)));
  }

  private static void again(Transaction tx, String subscription, long event, Instant due) {
    tx.deliveries().done(subscription, event);
    tx.deliveries().add(subscription, event, due);
  }

  /// Waits until nobody is being told.
  void settle() throws InterruptedException {
    for (var thread : threads) {
      thread.join();
    }
  }

  /// Ends after what is being told now, or a few seconds.
  @Override
  public void close() {
    closed = true;
    var end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
    try {
      for (var thread : threads) {
        thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.forEach(Thread::interrupt);
  }
}
