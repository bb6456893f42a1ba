package io.breakwater.server.console;

import io.breakwater.server.RunningServer;
import io.breakwater.testkit.images.Built;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Ten thousand images, for the lists: a thousand of them differ, each has ten tags, and some
/// hundred issues; in a hundred repositories of ten namespaces.
final class ManyImages {
  private static final int DIFFERENT = 1_000;
  private static final int TAGS = 10;
  private static final int REPOSITORIES = 100;
  private static final int NAMESPACES = 10;
  private static final int AT_ONCE = 4;

  static final int ALL = DIFFERENT * TAGS;

  private ManyImages() {}

  static void push(RunningServer server) throws Exception {
    for (var i = 0; i < NAMESPACES; i++) {
      People.send(server, "PUT", "/api/v1/namespaces/team-" + i, "");
    }
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var pushes = IntStream.range(0, DIFFERENT).mapToObj(i -> push(server, i)).toList();
      for (var push : threads.invokeAll(pushes)) {
        push.get();
      }
    }
    SampleImages.untilJudged(server, ALL);
  }

  private static Callable<Void> push(RunningServer server, int image) {
    return () -> {
      var place = image % REPOSITORIES;
      var repository = "team-" + place % NAMESPACES + "/app-" + place;
      var first = image / REPOSITORIES * TAGS;
      var built = SampleImages.of(image).build();
      server.push(repository, "v" + first, built);
      var again = new Built(built.root(), built.platform(), List.of(), List.of());
      for (var tag = first + 1; tag < first + TAGS; tag++) {
        server.push(repository, "v" + tag, again);
      }
      return null;
    };
  }
}
