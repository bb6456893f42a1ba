package io.breakwater.insights.history;

import java.util.HashMap;
import java.util.Map;

/// Who listens to this server: so many at once, and so many of one caller, so that nobody keeps the
/// others from it.
final class Listeners {
  static final int MOST = 256;
  static final int OF_ONE = 8;

  private final Map<String, Integer> listening = new HashMap<>();
  private int all;

  /// Takes a place.
  ///
  /// @param who one and the same, whatever they log in with
  /// @return whether there was one; to be given back with [#leave]
  synchronized boolean enter(String who) {
    var own = listening.getOrDefault(who, 0);
    if (all >= MOST || own >= OF_ONE) {
      return false;
    }
    listening.put(who, own + 1);
    all++;
    return true;
  }

  synchronized void leave(String who) {
    listening.computeIfPresent(who, (_, own) -> own > 1 ? own - 1 : null);
    all--;
  }

  synchronized int count() {
    return all;
  }
}
