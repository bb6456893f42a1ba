package io.breakwater.registry.images;

import io.breakwater.registry.events.ImageEvent;
import io.breakwater.registry.events.ImageListener;
import io.breakwater.store.StoreException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Reads in the background what lists will show of images that are pushed. Where more are pushed
/// than it keeps up with, the rest is read by whoever lists them first.
public final class PushedDescriptions implements ImageListener, AutoCloseable {
  private static final int MOST = 10_000;

  private final ImageDescriptions descriptions;
  private final BlockingQueue<ImageEvent> waiting = new ArrayBlockingQueue<>(MOST);
  private final Thread reader;

  public PushedDescriptions(ImageDescriptions descriptions) {
    this.descriptions = descriptions;
    reader = Thread.ofVirtual().name("image-descriptions").start(this::run);
  }

  @Override
  public void happened(ImageEvent event) {
    if (event instanceof ImageEvent.Pushed(var _, var _, var _, var added, var _) && added) {
      var _ = waiting.offer(event);
    }
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        var event = waiting.take();
        var _ = descriptions.read(event.repository().toString(), event.digest());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (StoreException | RuntimeException e) {
        // Read again by whoever lists the image.
      }
    }
  }

  /// Ends; what waits is left.
  @Override
  public void close() {
    reader.interrupt();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
