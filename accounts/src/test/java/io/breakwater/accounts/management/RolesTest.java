package io.breakwater.accounts.management;

import static io.breakwater.accounts.management.Office.ACCOUNT;
import static io.breakwater.accounts.management.UsersTest.done;
import static io.breakwater.accounts.management.UsersTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Role;
import io.breakwater.accounts.stored.Databases;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolesTest {
  private static final Optional<String> WHOLE = Optional.empty();
  private static final Optional<String> BIRDS = Optional.of("birds");

  @TempDir Path folder;
  private Office office;

  @BeforeEach
  void openOffice() throws Exception {
    office = new Office(Databases.sqlite(folder));
    namespace("birds", "default");
  }

  private void namespace(String name, String account) throws Exception {
    var now = office.clock.instant();
    office.metadata.write(tx -> tx.namespaces().create(name, account, now));
  }

  @AfterEach
  void closeOffice() {
    office.close();
  }

  @Test
  void rolesAreGivenAndTakenForAnAccountOrANamespace() throws Exception {
    var ann = office.as("ann");
    var before = office.named("bob").generation();
    done(office.roles.grant(ann, "bob", Role.READER, WHOLE));
    done(office.roles.grant(ann, "bob", Role.WRITER, BIRDS));
    done(office.roles.grant(ann, "bob", Role.WRITER, BIRDS));
    var bob = office.named("bob");
    assertThat(bob.grants().all())
        .containsExactlyInAnyOrder(
            Grant.of(Role.READER, ACCOUNT), Grant.of(Role.WRITER, ACCOUNT, "birds"));
    assertThat(bob.generation()).isGreaterThan(before);
    done(office.roles.revoke(ann, "bob", Role.READER, WHOLE));
    done(office.roles.revoke(ann, "bob", Role.READER, WHOLE));
    assertThat(office.named("bob").grants().all())
        .containsExactly(Grant.of(Role.WRITER, ACCOUNT, "birds"));
  }

  @Test
  void aManagerOfANamespaceGivesRolesThereOnly() throws Exception {
    namespace("fish", "default");
    office.add("carol", Grant.of(Role.MANAGER, ACCOUNT, "birds"));
    var carol = office.as("carol");
    done(office.roles.grant(carol, "bob", Role.WRITER, BIRDS));
    assertThat(refused(office.roles.grant(carol, "bob", Role.WRITER, Optional.of("fish"))))
        .isInstanceOf(Refusal.NotAllowed.class);
    assertThat(refused(office.roles.grant(carol, "carol", Role.MANAGER, WHOLE)))
        .isInstanceOf(Refusal.NotAllowed.class);
    assertThat(refused(office.users.create(carol, "dora", Optional.empty())))
        .isInstanceOf(Refusal.NotAllowed.class);
    assertThat(office.named("bob").grants().all())
        .containsExactly(Grant.of(Role.WRITER, ACCOUNT, "birds"));
  }

  @Test
  void rolesAreGivenInNamespacesOfTheAccountOnly() throws Exception {
    namespace("fish", "theirs");
    var ann = office.as("ann");
    for (var name : List.of("fish", "none")) {
      assertThat(refused(office.roles.grant(ann, "bob", Role.WRITER, Optional.of(name))))
          .isInstanceOf(Refusal.Unknown.class);
    }
    assertThat(office.named("bob").grants().all()).isEmpty();
  }

  @Test
  void rolesInOtherAccountsStay() throws Exception {
    var theirs = Grant.of(Role.READER, new AccountId("theirs"));
    office.add("carol", theirs);
    done(office.roles.grant(office.as("ann"), "carol", Role.WRITER, WHOLE));
    done(office.roles.revoke(office.as("ann"), "carol", Role.WRITER, WHOLE));
    assertThat(office.named("carol").grants().all()).containsExactly(theirs);
  }

  @Test
  void nobodyTakesTheirOwnRoleManager() throws Exception {
    office.add("carol", Grant.of(Role.MANAGER, ACCOUNT));
    assertThat(refused(office.roles.revoke(office.as("ann"), "ann", Role.MANAGER, WHOLE)))
        .isInstanceOf(Refusal.Conflict.class);
    done(office.roles.revoke(office.as("carol"), "ann", Role.MANAGER, WHOLE));
    assertThat(office.named("ann").grants().all()).isEmpty();
  }

  @Test
  void theLastManagerKeepsTheRole() throws Exception {
    office.add("service:bot", "bot", ACCOUNT, Grant.of(Role.MANAGER, ACCOUNT));
    assertThat(refused(office.roles.revoke(office.as("bot"), "ann", Role.MANAGER, WHOLE)))
        .isInstanceOf(Refusal.Conflict.class);
    assertThat(office.named("ann").grants().all()).hasSize(1);
  }

  @Test
  void rolesOfAProvidersGroupsAreNotChangedHere() throws Exception {
    office.add("user:oidc-1", "carol", ACCOUNT);
    assertThat(refused(office.roles.grant(office.as("ann"), "carol", Role.READER, WHOLE)))
        .isInstanceOf(Refusal.Conflict.class);
    var unmapped = new Roles(office.metadata, office.trail, office.clock, false);
    done(unmapped.grant(office.as("ann"), "carol", Role.READER, WHOLE));
    assertThat(office.named("carol").grants().all())
        .containsExactly(Grant.of(Role.READER, ACCOUNT));
  }

  @Test
  void rolesGoWithTheirNamespaceAndDoNotComeBackWithItsName() throws Exception {
    done(office.roles.grant(office.as("ann"), "bob", Role.WRITER, BIRDS));
    var before = office.named("bob").generation();
    office.metadata.write(
        tx -> tx.namespaces().delete(tx.namespaces().find("birds").orElseThrow()));
    namespace("birds", "default");
    assertThat(office.named("bob").grants().all()).isEmpty();
    assertThat(office.named("bob").generation()).isGreaterThan(before);
  }
}
