package io.breakwater.accounts.management;

import static io.breakwater.accounts.management.Office.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Role;
import io.breakwater.store.metadata.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Managers who take each other's role at the same time, on every database.
public abstract class ManagersRaceContract {
  private static final int ROUNDS = 10;

  /// Empty metadata.
  protected abstract Metadata open() throws Exception;

  @Test
  void ofManagersWhoTakeEachOthersRoleAtOnceOneStays() throws Exception {
    try (var office = new Office(open());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      office.add("carol", Grant.of(Role.MANAGER, ACCOUNT));
      for (var round = 0; round < ROUNDS; round++) {
        var ann = office.as("ann");
        var carol = office.as("carol");
        var outcomes = new ArrayList<Outcome<Member>>();
        List<Callable<Outcome<Member>>> both =
            List.of(
                () -> office.roles.revoke(ann, "carol", Role.MANAGER, Optional.empty()),
                () -> office.roles.revoke(carol, "ann", Role.MANAGER, Optional.empty()));
        for (var each : threads.invokeAll(both)) {
          outcomes.add(each.get());
        }
        assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        for (var name : List.of("ann", "carol")) {
          office.accounts.setGrants(
              office.named(name).id(), Set.of(Grant.of(Role.MANAGER, ACCOUNT)));
        }
      }
    }
  }
}
