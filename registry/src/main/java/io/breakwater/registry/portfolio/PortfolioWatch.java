package io.breakwater.registry.portfolio;

import io.breakwater.registry.RegistryException;
import io.breakwater.registry.events.ImageEvent;
import io.breakwater.registry.events.ImageListener;
import io.breakwater.registry.images.ImagePage;
import io.breakwater.registry.images.RegistryImages;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.verdicts.ImageVerdicts;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Keeps a [Portfolio] as the store is. What is pushed to this server or deleted on it has its row
/// within milliseconds. What other servers did, and whatever was missed, is found by going through
/// all images: within seconds where new events tell that something happened somewhere, otherwise
/// every few minutes; never so often that it is more than a twentieth of the time.
public final class PortfolioWatch implements ImageListener, AutoCloseable {
  private static final int WAITING = 10_000;
  private static final int PAGE = 500;
  private static final int JUDGED = 100;
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration LATER = Duration.ofMinutes(5);
  private static final int REST = 20;

  private final Portfolio portfolio;
  private final Metadata metadata;
  private final ImageVerdicts verdicts;
  private final BlockingQueue<ImageEvent> waiting = new ArrayBlockingQueue<>(WAITING);
  private volatile boolean missed = true;
  private volatile long lastEvent = -1;
  private long ended = System.nanoTime();
  private long took;
  private volatile @Nullable RegistryImages images;
  private @Nullable Thread reader;

  public PortfolioWatch(Portfolio portfolio, Metadata metadata, ImageVerdicts verdicts) {
    this.portfolio = portfolio;
    this.metadata = metadata;
    this.verdicts = verdicts;
  }

  /// Begins to take what [#happened] is told, and was.
  ///
  /// @param listed where images are looked up
  public void start(RegistryImages listed) {
    images = listed;
    reader = Thread.ofVirtual().name("portfolio").start(() -> run(listed));
  }

  @Override
  public void happened(ImageEvent event) {
    if (!waiting.offer(event)) {
      missed = true;
    }
  }

  private void run(RegistryImages listed) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        place(listed, waiting.take());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (StoreException | RuntimeException e) {
        missed = true;
      }
    }
  }

  private void place(RegistryImages listed, ImageEvent event) throws StoreException {
    var found = listed.find(event.repository(), event.digest());
    portfolio.place(event.repository(), event.digest(), found);
  }

  /// Holds the rows against the policies and, where there may be a reason, against the store; to
  /// be called every few seconds, by one thread at a time.
  ///
  /// @return 0: it asks for no other step at once
  public int look() throws StoreException {
    var listed = images;
    if (listed == null) {
      return 0;
    }
    var event = metadata.read(tx -> tx.events().last());
    var since = Duration.ofNanos(System.nanoTime() - ended);
    var wanted = missed || event != lastEvent ? SOON : LATER;
    if (lastEvent < 0 || (since.compareTo(wanted) > 0 && since.toNanos() > REST * took)) {
      missed = false;
      var began = System.nanoTime();
      try {
        walk(listed);
      } catch (StoreException | RuntimeException e) {
        missed = true;
        throw e;
      } finally {
        ended = System.nanoTime();
        took = ended - began;
      }
      lastEvent = event;
    }
    portfolio.refresh();
    return 0;
  }

  /// Whether all images were looked through since the start: rows are missing before.
  public boolean listed() {
    return lastEvent >= 0;
  }

  private void walk(RegistryImages listed) throws StoreException {
    var walk = portfolio.walk();
    Optional<String> place = Optional.empty();
    do {
      var page = page(listed, place);
      for (var image : page.images()) {
        walk.take(image);
      }
      place = page.next();
    } while (place.isPresent());
    walk.end();
  }

  private static ImagePage page(RegistryImages listed, Optional<String> place)
      throws StoreException {
    try {
      return listed.tagged(place, PAGE);
    } catch (RegistryException e) {
      throw new IllegalStateException("a place that a list named itself", e);
    }
  }

  /// Judges some of which nothing is known that holds: what could not be judged when somebody
  /// looked, and what was judged while nobody noted it. To be called behind
  /// [io.breakwater.registry.verdicts.WarmVerdicts], by one thread at a time.
  ///
  /// @param stop asked before each
  /// @return how many
  public int judge(BooleanSupplier stop) throws StoreException {
    var judged = 0;
    for (var one : portfolio.unjudged(JUDGED)) {
      if (stop.getAsBoolean()) {
        return judged;
      }
      var asked = new Reference.ByTag(one.tag());
      if (verdicts.again(one.repository(), asked, one.manifest()).isEmpty()) {
        portfolio.noImage(one);
      }
      judged++;
    }
    return judged;
  }

  @Override
  public void close() {
    var running = reader;
    if (running != null) {
      running.interrupt();
      try {
        running.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
