package io.breakwater.cli;

import io.breakwater.advisories.FeedException;

/// Fetches the feeds into the data folder.
final class FeedFetching {
  static void complain(Terminal terminal, String feed, FeedException problem) {
    var next = problem.next().endsWith(".") ? problem.next() : problem.next() + ".";
    terminal.complain(
        "breakwater: warning: feed "
            + feed
            + ": "
            + problem.getMessage()
            + ". "
            + next
            + " ["
            + problem.code()
            + "]");
  }
}
