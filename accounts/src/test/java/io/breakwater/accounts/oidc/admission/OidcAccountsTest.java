package io.breakwater.accounts.oidc.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.SetClock;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Role;
import io.breakwater.accounts.audit.AuditQuery;
import io.breakwater.accounts.directory.Identity;
import io.breakwater.accounts.directory.IdentityName;
import io.breakwater.accounts.oidc.GroupRoles;
import io.breakwater.accounts.oidc.OidcIdentity;
import io.breakwater.accounts.oidc.PendingLogin;
import io.breakwater.accounts.oidc.PendingLogins;
import io.breakwater.accounts.stored.Databases;
import io.breakwater.accounts.stored.StoredAccounts;
import io.breakwater.accounts.stored.StoredAuditLog;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredLogin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OidcAccountsTest {
  private static final AccountId ACCOUNT = new AccountId("default");
  private static final Grant WRITER = Grant.of(Role.WRITER, ACCOUNT);
  private static final Grant READER = Grant.of(Role.READER, ACCOUNT);
  private static final GroupRoles GROUPS =
      new GroupRoles(Map.of("dev", Set.of(WRITER), "all", Set.of(READER)));

  private final SetClock clock = new SetClock();

  @TempDir Path folder;
  private Metadata metadata;
  private StoredAccounts accounts;

  @BeforeEach
  void openMetadata() throws Exception {
    metadata = Databases.sqlite(folder);
    accounts = new StoredAccounts(metadata, clock);
  }

  @AfterEach
  void closeMetadata() {
    metadata.close();
  }

  private Identity admit(GroupRoles roles, String subject, String display, String... groups)
      throws Exception {
    return new OidcAccounts(metadata, ACCOUNT, roles, clock)
        .admit(
            new OidcIdentity("https://id.example", subject, display, Set.of(groups)),
            "192.0.2.1",
            "r1");
  }

  @Test
  void whoComesForTheFirstTimeIsMadeWithTheRolesOfTheirGroups() throws Exception {
    var robin = admit(GROUPS, "1", "Robin", "dev", "all", "others");
    assertThat(robin.name()).hasToString("robin");
    assertThat(robin.account()).isEqualTo(ACCOUNT);
    assertThat(robin.grants().all()).containsExactlyInAnyOrder(WRITER, READER);
    var events = new StoredAuditLog(metadata).page(AuditQuery.of(ACCOUNT), Optional.empty(), 9);
    assertThat(events.events().reversed())
        .extracting(event -> event.action().toString())
        .containsExactly(
            "container-registry.user.create",
            "container-registry.account.login",
            "container-registry.role.assign");
  }

  @Test
  void whoComesAgainIsTheSameAndTokensHoldWhileNothingChanged() throws Exception {
    var first = admit(GROUPS, "1", "Robin", "dev");
    assertThat(admit(GROUPS, "1", "Renamed", "dev")).isEqualTo(first);
  }

  @Test
  void whatTheProviderTakesAwayIsGone() throws Exception {
    var first = admit(GROUPS, "1", "Robin", "dev", "all");
    accounts.setGrants(first.id(), Set.of(Grant.of(Role.MANAGER, ACCOUNT), WRITER));
    var now = admit(GROUPS, "1", "Robin", "all");
    assertThat(now.grants().all()).containsExactly(READER);
    assertThat(now.generation()).isGreaterThan(first.generation());
  }

  @Test
  void rolesInOtherAccountsStay() throws Exception {
    var first = admit(GROUPS, "1", "Robin");
    var theirs = Grant.of(Role.READER, new AccountId("theirs"));
    accounts.setGrants(first.id(), Set.of(theirs));
    assertThat(admit(GROUPS, "1", "Robin", "dev").grants().all())
        .containsExactlyInAnyOrder(theirs, WRITER);
  }

  @Test
  void withoutRolesOfGroupsThoseGivenHereStay() throws Exception {
    var none = new GroupRoles(Map.of());
    var first = admit(none, "1", "Robin", "dev");
    accounts.setGrants(first.id(), Set.of(WRITER));
    assertThat(admit(none, "1", "Robin").grants().all()).containsExactly(WRITER);
  }

  @Test
  void nobodyBecomesAnotherByBeingCalledSo() throws Exception {
    accounts.add(PrincipalId.parse("user:a"), ACCOUNT, new IdentityName("admin"));
    var one = admit(GROUPS, "1", "admin");
    var other = admit(GROUPS, "2", "Admin");
    assertThat(one.name().text()).matches("admin-[0-9a-f]{6}");
    assertThat(other.name().text()).matches("admin-[0-9a-f]{6}").isNotEqualTo(one.name().text());
    assertThat(accounts.identities(ACCOUNT)).hasSize(3);
  }

  @Test
  void namesAreMadeFit() throws Exception {
    assertThat(admit(GROUPS, "1", "  J\u00f6rg M.").name()).hasToString("j-rg-m.");
    assertThat(admit(GROUPS, "2", "\u9ce5").name().text()).matches("user-[0-9a-f]{6}");
    assertThat(admit(GROUPS, "3", "iamapikey").name().text()).matches("user-[0-9a-f]{6}");
    assertThat(admit(GROUPS, "4", "x".repeat(255)).name().text()).hasSize(80);
  }

  @Test
  void aPendingLoginIsTakenOnceByAnyReplica() throws Exception {
    var login = new PendingLogin("state", "nonce", "verifier", clock.instant());
    new PendingLogins(metadata, clock).keep(login);
    var other = new PendingLogins(metadata, clock);
    assertThat(other.take("another")).isEmpty();
    assertThat(other.take("state")).contains(login);
    assertThat(other.take("state")).isEmpty();
  }

  @Test
  void oldPendingLoginsGoAndThereAreOnlySoMany() throws Exception {
    var logins = new PendingLogins(metadata, clock);
    logins.keep(new PendingLogin("old", "n", "v", clock.instant()));
    clock.pass(Duration.ofMinutes(11));
    logins.keep(new PendingLogin("new", "n", "v", clock.instant()));
    assertThat(logins.take("old")).isEmpty();
    clock.pass(Duration.ofSeconds(1));
    var row = new StoredLogin("x", "n", "v", clock.instant(), Optional.empty());
    metadata.write(
        tx -> {
          tx.pendingLogins().add(row, clock.instant().minusSeconds(60), 1);
          return true;
        });
    assertThat(logins.take("new")).isEmpty();
    assertThat(logins.take("x")).isPresent();
  }
}
