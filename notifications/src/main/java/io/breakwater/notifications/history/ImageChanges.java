package io.breakwater.notifications.history;

import io.breakwater.image.Digest;
import io.breakwater.notifications.announcements.EventLog.Logged;
import io.breakwater.notifications.events.Details;
import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.events.EventType;
import io.breakwater.notifications.events.IssueLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What changed for an image since a time, by its events.
///
/// @param from how it was then; empty where it was not there, or that is not known
/// @param to how it is now; empty where it is gone
/// @param appeared issues that appeared in the image of now
/// @param fixPublished issues of the image of now that got a fix
/// @param exploited issues of the image of now that became known to be exploited
/// @param pushes how often it was pushed, or its tag moved
/// @param complete whether all events since then are known
public record ImageChanges(
    Optional<State> from,
    Optional<State> to,
    Issues appeared,
    Issues fixPublished,
    Issues exploited,
    int pushes,
    boolean complete) {
  /// An image at a time.
  ///
  /// @param digest empty where it is not known which it was
  /// @param status of its verdict
  /// @param issues that counted, as was last told; empty where that is not known
  public record State(Optional<Digest> digest, String status, OptionalInt issues) {}

  /// Issues of events.
  ///
  /// @param lines those that the events name, each once, the newest first; events name 20 at most
  /// @param count how many there are
  public record Issues(List<IssueLine> lines, int count) {
    public Issues {
      lines = List.copyOf(lines);
    }
  }

  /// Finds out.
  ///
  /// @param past its events, the newest first, and of those before the time one at least, where
  ///     there are any
  /// @param all whether no event between is missing
  /// @param eventsSince from when on all events are known; empty where that is not known
  /// @param to how it is now
  static ImageChanges of(
      List<Logged> past,
      boolean all,
      Instant since,
      Optional<Instant> eventsSince,
      Optional<State> to) {
    var told = past.stream().map(Logged::event).filter(ImageChanges::ofImage).toList();
    var later = told.stream().filter(event -> !event.time().isBefore(since)).toList();
    var earlier = told.stream().filter(event -> event.time().isBefore(since)).findFirst();
    var complete = all && eventsSince.filter(time -> !time.isAfter(since)).isPresent();
    var from =
        earlier.isPresent()
            ? after(earlier.get())
            : all ? before(later, complete ? to : Optional.empty()) : Optional.<State>empty();
    var digest =
        to.flatMap(State::digest)
            .or(() -> later.stream().findFirst().map(one -> image(one).digest()));
    var own =
        later.stream().filter(one -> digest.equals(Optional.of(image(one).digest()))).toList();
    return new ImageChanges(
        from,
        to,
        issues(own, EventType.ISSUE_APPEARED),
        issues(own, EventType.FIX_PUBLISHED),
        issues(own, EventType.KNOWN_EXPLOITED),
        (int) later.stream().filter(one -> one.type() == EventType.IMAGE_PUSHED).count(),
        complete);
  }

  private static boolean ofImage(Event event) {
    return event.details() instanceof Details.OfImage;
  }

  private static Details.OfImage image(Event event) {
    return (Details.OfImage) event.details();
  }

  /// How it was after an event.
  private static Optional<State> after(Event event) {
    var image = image(event);
    return image
        .verdict()
        .map(
            said ->
                new State(
                    Optional.of(image.digest()), said.status(), OptionalInt.of(said.issues())));
  }

  /// How it was before all of these, the newest first: what the oldest that tells of it says.
  private static Optional<State> before(List<Event> later, Optional<State> unchanged) {
    for (var event : later.reversed()) {
      var before = image(event).verdict().map(Details.Judged::before).orElse("");
      switch (event.type()) {
        case IMAGE_PUSHED -> {
          return before.isEmpty()
              ? Optional.empty()
              : Optional.of(new State(Optional.empty(), before, OptionalInt.empty()));
        }
        case VERDICT_CHANGED -> {
          return Optional.of(
              new State(Optional.of(image(event).digest()), before, OptionalInt.empty()));
        }
        case IMAGE_DELETED -> {
          return Optional.empty();
        }
        default -> {}
      }
    }
    if (later.isEmpty()) {
      return unchanged;
    }
    // It stayed the same, with the same verdict: how many issues it had is not told.
    return unchanged.map(one -> new State(one.digest(), one.status(), OptionalInt.empty()));
  }

  private static Issues issues(List<Event> events, EventType type) {
    var lines = new LinkedHashMap<String, IssueLine>();
    var count = 0;
    for (var event : events) {
      if (event.type() == type) {
        image(event).issues().forEach(line -> lines.putIfAbsent(line.id(), line));
        count += image(event).issueCount();
      }
    }
    return new Issues(new ArrayList<>(lines.values()), count);
  }
}
