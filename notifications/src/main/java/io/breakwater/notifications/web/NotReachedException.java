package io.breakwater.notifications.web;

import java.io.IOException;

/// A target that may not be connected to.
final class NotReachedException extends IOException {
  private static final long serialVersionUID = 1L;

  NotReachedException(String message) {
    super(message);
  }
}
