package io.breakwater.accounts.management;

import static io.breakwater.accounts.management.Office.ACCOUNT;
import static io.breakwater.accounts.management.UsersTest.done;
import static io.breakwater.accounts.management.UsersTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Role;
import io.breakwater.accounts.apikeys.IssuedKey;
import io.breakwater.accounts.login.Credentials;
import io.breakwater.accounts.login.LoginResult;
import io.breakwater.accounts.stored.Databases;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {
  private static final Optional<String> OWN = Optional.empty();
  private static final Optional<String> BOB = Optional.of("bob");

  @TempDir Path folder;
  private Office office;

  @BeforeEach
  void openOffice() throws Exception {
    office = new Office(Databases.sqlite(folder));
  }

  @AfterEach
  void closeOffice() {
    office.close();
  }

  private boolean logsIn(String key) throws Exception {
    return office.logins.login(Credentials.key(key), InetAddress.getLoopbackAddress())
        instanceof LoginResult.Accepted;
  }

  @Test
  void everybodyMakesListsAndDeletesTheirOwn() throws Exception {
    office.clock.pass(Duration.ofNanos(1_500_001));
    var bob = office.as("bob");
    var made = done(office.keys.create(bob, OWN, "laptop", Optional.empty()));
    assertThat(done(office.keys.list(bob, BOB))).containsExactly(made.issued());
    assertThat(logsIn(made.key().reveal())).isTrue();
    done(office.keys.delete(bob, OWN, made.issued().id()));
    assertThat(logsIn(made.key().reveal())).isFalse();
    assertThat(refused(office.keys.delete(bob, OWN, made.issued().id())))
        .isInstanceOf(Refusal.Unknown.class);
  }

  @Test
  void aManagerMakesAndDeletesThoseOfOthers() throws Exception {
    var ann = office.as("ann");
    done(office.services.create(ann, "builder"));
    var builder = Optional.of("builder");
    var made = done(office.keys.create(ann, builder, "ci", Optional.empty()));
    assertThat(logsIn(made.key().reveal())).isTrue();
    assertThat(done(office.keys.list(ann, builder))).hasSize(1);
    done(office.keys.delete(ann, builder, made.issued().id()));
    assertThat(logsIn(made.key().reveal())).isFalse();
  }

  @Test
  void othersMayNot() throws Exception {
    office.add("writer", Grant.of(Role.WRITER, ACCOUNT));
    var made = done(office.keys.create(office.as("bob"), OWN, "laptop", Optional.empty()));
    var writer = office.as("writer");
    assertThat(refused(office.keys.create(writer, BOB, "mine now", Optional.empty())))
        .isInstanceOf(Refusal.NotAllowed.class);
    assertThat(refused(office.keys.list(writer, BOB))).isInstanceOf(Refusal.NotAllowed.class);
    assertThat(refused(office.keys.delete(writer, BOB, made.issued().id())))
        .isInstanceOf(Refusal.NotAllowed.class);
    assertThat(refused(office.keys.delete(writer, OWN, made.issued().id())))
        .isInstanceOf(Refusal.Unknown.class);
    assertThat(refused(office.keys.create(Office.nobody(), OWN, "x", Optional.empty())))
        .isInstanceOf(Refusal.NotAllowed.class);
    assertThat(logsIn(made.key().reveal())).isTrue();
  }

  @Test
  void aKeyThatEndsMakesNoneThatLastsLonger() throws Exception {
    var end = office.clock.instant().plus(Duration.ofHours(1));
    var first = done(office.keys.create(office.as("bob"), OWN, "short", Optional.of(end)));
    var withKey = office.as("bob", Optional.of(first.issued().id()));
    var second = done(office.keys.create(withKey, OWN, "longer", Optional.empty()));
    assertThat(second.issued().expires()).contains(end);
    var later = Optional.of(end.plusSeconds(1));
    assertThat(done(office.keys.create(withKey, OWN, "later", later)).issued().expires())
        .contains(end);
    office.clock.pass(Duration.ofHours(1));
    assertThat(refused(office.keys.create(withKey, OWN, "over", Optional.empty())))
        .isInstanceOf(Refusal.Conflict.class);
  }

  @Test
  void keysOfAProvidersPeopleEnd() throws Exception {
    office.add("user:oidc-1", "carol", ACCOUNT);
    var most = office.clock.instant().plus(Duration.ofHours(12));
    var own = done(office.keys.create(office.as("carol"), OWN, "x", Optional.empty()));
    assertThat(own.issued().expires()).contains(most);
    var given =
        done(
            office.keys.create(
                office.as("ann"), Optional.of("carol"), "y", Optional.of(most.plusSeconds(9))));
    assertThat(given.issued().expires()).contains(most);
  }

  @Test
  void whatCannotBeIsRefused() throws Exception {
    var bob = office.as("bob");
    var past = Optional.of(office.clock.instant());
    assertThat(refused(office.keys.create(bob, OWN, "x", past)))
        .isInstanceOf(Refusal.Invalid.class);
    for (var name : List.of("", "a\nb", "x".repeat(65))) {
      assertThat(refused(office.keys.create(bob, OWN, name, Optional.empty())))
          .isInstanceOf(Refusal.Invalid.class);
    }
    assertThat(done(office.keys.list(bob, OWN))).isEmpty();
  }

  @Test
  void nobodyHasKeysWithoutEnd() throws Exception {
    var bob = office.as("bob");
    for (var i = 0; i < ApiKeys.MOST; i++) {
      done(office.keys.create(bob, OWN, "k" + i, Optional.empty()));
    }
    assertThat(refused(office.keys.create(bob, OWN, "one more", Optional.empty())))
        .isInstanceOf(Refusal.Conflict.class);
    assertThat(done(office.keys.list(bob, OWN)))
        .hasSize(ApiKeys.MOST)
        .extracting(IssuedKey::id)
        .doesNotHaveDuplicates();
  }

  @Test
  void whatEndedLongAgoIsForgotten() throws Exception {
    var bob = office.as("bob");
    var end = Optional.of(office.clock.instant().plusSeconds(1));
    done(office.keys.create(bob, OWN, "old", end));
    done(office.keys.create(bob, OWN, "stays", Optional.empty()));
    office.clock.pass(Duration.ofDays(8));
    done(office.keys.create(bob, OWN, "new", Optional.empty()));
    assertThat(done(office.keys.list(bob, OWN)))
        .extracting(IssuedKey::name)
        .containsExactly("stays", "new");
  }
}
