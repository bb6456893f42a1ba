package io.breakwater.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.breakwater.accounts.AccountId;
import io.breakwater.api.errors.Refusal;
import io.breakwater.registry.namespaces.NamespaceState;
import io.breakwater.registry.namespaces.PullPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Which namespaces a request about several is about.
class NamespacesCallTest {
  private static final AccountId ACCOUNT = new AccountId("default");
  private static final NamespaceState BIRDS = namespace("birds");
  private static final NamespaceState FISH = namespace("fish");
  private static final NamespacesCall CALL =
      new NamespacesCall(Caller.anonymous(), ACCOUNT, List.of(BIRDS, FISH));

  private static NamespaceState namespace(String name) {
    return new NamespaceState(
        name,
        ACCOUNT,
        false,
        OptionalLong.empty(),
        0,
        List.of(),
        new PullPolicy.All(),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  @Test
  void itIsAboutAllThatItsCallerMaySeeOrTheOneThatItNames() throws Exception {
    assertThat(CALL.narrowed(Optional.empty())).containsExactly(BIRDS, FISH);
    assertThat(CALL.narrowed(Optional.of("fish"))).containsExactly(FISH);
  }

  @Test
  void oneThatItsCallerMayNotSeeIsNotThere() {
    var refusal = catchThrowableOfType(Refusal.class, () -> CALL.narrowed(Optional.of("reptiles")));
    assertThat(refusal.status()).isEqualTo(404);
    assertThat(refusal.code()).isEqualTo("NAMESPACE_UNKNOWN");
    assertThat(refusal.message()).contains("reptiles");
  }
}
