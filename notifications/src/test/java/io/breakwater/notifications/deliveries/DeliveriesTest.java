package io.breakwater.notifications.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.notifications.Registry;
import io.breakwater.notifications.events.Cause;
import io.breakwater.notifications.events.Details;
import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.events.EventType;
import io.breakwater.notifications.subscriptions.Subscription;
import io.breakwater.notifications.subscriptions.SubscriptionChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How subscriptions are told.
class DeliveriesTest {
  private static final Cause FEED = Cause.advisories("v2");

  @TempDir Path folder;
  private Registry registry;
  private Deliveries deliveries;
  private Subscription hook;
  private final List<Event> told = new CopyOnWriteArrayList<>();
  private volatile Function<Event, Sent> receiver = event -> new Sent.Taken("answered 200");

  @BeforeEach
  void open() throws Exception {
    registry = new Registry(folder);
    deliveries = server();
    hook = registry.subscribe("webhook", "https://example.com/", "{\"types\":[\"*\"]}");
  }

  @AfterEach
  void close() {
    deliveries.close();
    registry.close();
  }

  private Deliveries server() {
    return new Deliveries(
        registry.metadata,
        (subscription, event) -> {
          told.add(event);
          return receiver.apply(event);
        },
        Optional.empty(),
        registry.clock);
  }

  private void announce(int images, Cause cause) throws Exception {
    var events =
        IntStream.range(0, images).mapToObj(i -> registry.appeared("birds/robin", i, cause));
    registry.log.announce(events.toList(), registry.clock.instant());
  }

  /// Until nothing is due and nobody is being told.
  private void run() throws Exception {
    do {
      while (deliveries.step() > 0) {
        Thread.sleep(1);
      }
      deliveries.settle();
    } while (deliveries.step() > 0);
    deliveries.settle();
  }

  @Test
  void oneEventIsToldAsItself() throws Exception {
    announce(1, FEED);
    run();

    assertThat(told).hasSize(1);
    assertThat(told).isEqualTo(registry.events());
    assertThat(deliveries.waiting()).isZero();
    assertThat(deliveries.counts().delivered()).isEqualTo(1);
  }

  @Test
  void aFeedThatTouches500ImagesIsOneNotice() throws Exception {
    announce(500, FEED);
    run();

    assertThat(told).hasSize(1);
    assertThat(told.getFirst().type()).isEqualTo(EventType.NOTICE);
    var several = (Details.Several) told.getFirst().details();
    assertThat(several.images()).isEqualTo(500);
    assertThat(several.counts()).containsEntry(EventType.ISSUE_APPEARED, 500);
    assertThat(several.first()).hasSize(20);
    assertThat(registry.log.page(Registry.ACME, Long.parseLong(several.place()), 1_000).events())
        .as("the link leads to all of them, and the notice is none")
        .hasSize(500);
  }

  @Test
  void whatHasOtherCausesIsToldByItselfWhileThereIsRoom() throws Exception {
    announce(3, FEED);
    announce(2, Cause.advisories("v3"));
    registry.log.announce(
        List.of(registry.appeared("fish/cod", 9, Cause.push("x"))), registry.clock.instant());
    run();

    assertThat(told).hasSize(3);
  }

  @Test
  void whatIsTooMuchIsToldTogether() throws Exception {
    for (var i = 0; i < 200; i++) {
      announce(1, Cause.push("image " + i));
    }
    run();

    assertThat(told).hasSize(1);
    assertThat(((Details.Several) told.getFirst().details()).count()).isEqualTo(200);
  }

  @Test
  void beyondTheRateItWaits() throws Exception {
    for (var i = 0; i < 60; i++) {
      announce(1, Cause.push("image " + i));
    }
    run();
    assertThat(told).hasSize(60);
    announce(2, Cause.push("one more"));
    run();
    assertThat(told).hasSize(60);
    assertThat(deliveries.waiting()).isEqualTo(2);

    registry.clock.pass(Duration.ofSeconds(1));
    run();
    assertThat(told).hasSize(61);
    assertThat(deliveries.waiting()).isZero();
  }

  @Test
  void failuresAreTriedAgainUnderTheSameIdAndGivenUpAfterADay() throws Exception {
    receiver = event -> new Sent.Failed("answered 500");
    announce(3, FEED);
    run();
    var began = registry.clock.instant();
    while (deliveries.waiting() > 0) {
      registry.clock.pass(Duration.ofMinutes(5));
      run();
    }

    assertThat(told).hasSize(11);
    assertThat(Set.copyOf(told.stream().map(Event::id).toList())).hasSize(1);
    assertThat(Duration.between(began, registry.clock.instant()))
        .isBetween(Duration.ofHours(20), Duration.ofHours(28));
    assertThat(deliveries.counts().dead()).isEqualTo(1);
    var dead = new DeadLetters(registry.metadata, registry.clock);
    var letters = dead.page(hook, 0, 10);
    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst().error()).isEqualTo("answered 500");
    assertThat(letters.getFirst().event().id()).isEqualTo(told.getFirst().id());

    receiver = event -> new Sent.Taken("answered 200");
    dead.revive(hook, letters.getFirst().place());
    run();
    assertThat(told).hasSize(12);
    assertThat(told.getLast().id()).isEqualTo(told.getFirst().id());
    assertThat(dead.page(hook, 0, 10)).isEmpty();
  }

  @Test
  void whoIsGoneIsNotAskedAgain() throws Exception {
    receiver = event -> new Sent.Refused("answered 410");
    announce(1, FEED);
    run();

    assertThat(told).hasSize(1);
    assertThat(deliveries.waiting()).isZero();
    assertThat(new DeadLetters(registry.metadata, registry.clock).page(hook, 0, 10)).hasSize(1);
  }

  @Test
  void whatIsNeverTakenKeepsNothingElseBack() throws Exception {
    var bad = registry.appeared("birds/robin", 1, Cause.push("bad"));
    registry.log.announce(List.of(bad), registry.clock.instant());
    for (var i = 0; i < 5; i++) {
      announce(1, Cause.push("good " + i));
    }
    receiver =
        event ->
            event.equals(bad) ? new Sent.Failed("answered 400") : new Sent.Taken("answered 200");
    run();
    registry.clock.pass(Duration.ofMinutes(1));
    run();

    var ids = new HashSet<String>();
    told.forEach(event -> ids.add(event.id()));
    assertThat(ids).hasSize(6);
    assertThat(deliveries.waiting()).isEqualTo(1);
  }

  @Test
  void oneThatDoesNotAnswerDelaysNoOther() throws Exception {
    var slow = registry.subscribe("webhook", "https://slow.example.com/", "{\"types\":[\"*\"]}");
    var released = new CountDownLatch(1);
    var heard = new CopyOnWriteArrayList<String>();
    deliveries.close();
    deliveries =
        new Deliveries(
            registry.metadata,
            (subscription, event) -> {
              if (subscription.id().equals(slow.id())) {
                released.await();
              }
              heard.add(subscription.id());
              return new Sent.Taken("");
            },
            Optional.empty(),
            registry.clock);
    announce(1, FEED);
    deliveries.step();
    while (heard.isEmpty()) {
      Thread.sleep(1);
    }
    assertThat(heard).containsExactly(hook.id());
    released.countDown();
    deliveries.settle();
    assertThat(heard).containsExactly(hook.id(), slow.id());
  }

  @Test
  void twoServersTellEachOnce() throws Exception {
    try (var other = server()) {
      for (var i = 0; i < 40; i++) {
        announce(1, Cause.push("image " + i));
        deliveries.step();
        other.step();
      }
      for (var i = 0; i < 5_000 && deliveries.waiting() > 0; i++) {
        registry.clock.pass(Duration.ofMillis(500));
        deliveries.step();
        other.step();
        Thread.sleep(1);
      }
      other.settle();
      deliveries.settle();
    }
    var count = new ArrayList<String>();
    for (var event : told) {
      if (event.details() instanceof Details.Several several) {
        several.first().forEach(one -> count.add(one.id()));
      } else {
        count.add(event.id());
      }
    }
    assertThat(count).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void whatIsHeldWaitsForItsEnd() throws Exception {
    registry.metadata.write(
        tx -> {
          Deliveries.hold(tx, FEED.toString(), registry.clock.instant());
          return true;
        });
    announce(2, FEED);
    announce(1, Cause.push("x"));
    run();
    assertThat(told).hasSize(1);
    registry.metadata.write(
        tx -> {
          Deliveries.release(tx);
          return true;
        });
    announce(2, FEED);
    registry.clock.pass(Duration.ofSeconds(10));
    run();
    assertThat(told).hasSize(2);
    assertThat(((Details.Several) told.getLast().details()).count()).isEqualTo(4);
  }

  @Test
  void aPausedSubscriptionIsToldLater() throws Exception {
    var pause =
        new SubscriptionChange(Optional.empty(), Optional.empty(), Optional.of(true), false);
    registry.subscriptions.change(Registry.ACME, hook.id(), pause);
    announce(1, FEED);
    run();
    assertThat(told).isEmpty();
    var go = new SubscriptionChange(Optional.empty(), Optional.empty(), Optional.of(false), false);
    registry.subscriptions.change(Registry.ACME, hook.id(), go);
    run();
    assertThat(told).hasSize(1);
  }

  @Test
  void whatDoesNotPassTheFilterIsNotTold() throws Exception {
    registry.subscriptions.delete(Registry.ACME, hook.id());
    registry.subscribe("webhook", "https://fish.example.com/", "{\"namespaces\":[\"fish\"]}");
    announce(3, FEED);
    run();
    assertThat(told).isEmpty();
    assertThat(deliveries.waiting()).isZero();
  }
}
