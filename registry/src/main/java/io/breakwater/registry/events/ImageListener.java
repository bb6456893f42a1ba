package io.breakwater.registry.events;

import java.util.List;

/// Is told of what happened to images, after it was stored and before whoever did it is answered:
/// so quick, without waiting for a disk or the network, and throwing nothing. What is told is lost
/// where the server ends in between: it is news, and no record.
@FunctionalInterface
public interface ImageListener {
  /// Listens to nothing.
  ImageListener NONE = event -> {};

  void happened(ImageEvent event);

  /// Tells several, in this order.
  static ImageListener all(List<ImageListener> listeners) {
    var copy = List.copyOf(listeners);
    return event -> copy.forEach(listener -> listener.happened(event));
  }
}
