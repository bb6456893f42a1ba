package io.breakwater.server.conformance;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;

/// What each family of rules needs.
@Timeout(120)
interface Rules {
  String SPECIFICATION = "specification";
  String BREAKWATER = "breakwater";
  AtomicLong REPOSITORIES = new AtomicLong(System.currentTimeMillis());

  Caller caller();

  /// A repository that nothing was pushed to.
  default Repository repository() {
    var name = "rule-" + Long.toString(REPOSITORIES.incrementAndGet(), 36);
    return new Repository(caller(), caller().target().namespace() + "/" + name);
  }
}
