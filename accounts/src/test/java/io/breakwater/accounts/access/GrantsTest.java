package io.breakwater.accounts.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.Principal;
import io.breakwater.accounts.PrincipalId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GrantsTest {
  private static final AccountId OURS = new AccountId("ours");
  private static final AccountId THEIRS = new AccountId("theirs");
  private static final Principal NOBODY = new Principal.Anonymous();
  private static final Principal ROBIN =
      new Principal.Known(PrincipalId.parse("user:1"), OURS, "robin", Optional.empty());
  private static final Resource.Account ACCOUNT = new Resource.Account(OURS);
  private static final Resource.Namespace BIRDS = new Resource.Namespace(OURS, "birds", false);
  private static final Resource.Namespace FISH = new Resource.Namespace(OURS, "fish", false);
  private static final Resource.Namespace OPEN = new Resource.Namespace(OURS, "open", true);
  private static final Resource.Namespace FOREIGN = new Resource.Namespace(THEIRS, "birds", false);
  private static final Resource.Repository WREN = new Resource.Repository(BIRDS, "birds/wren");

  private static Grants of(Grant... grants) {
    return new Grants(List.of(grants));
  }

  private static Decision decide(Grants grants, Action action, Resource resource) {
    return grants.decide(ROBIN, new Permission(action, resource));
  }

  /// The whole table of roles, as the service that clients know has it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          READER       | pull list inspect vulnerabilities exemptions namespaces quota auth settings analyze retention retentions
          WRITER       | pull push delete quota auth settings analyze retention retentions retain
          SCAN_INGRESS | inventories
          """)
  void rolesAllowWhatTheyAllow(Role role, String words) {
    var names =
        Map.ofEntries(
            Map.entry("pull", Action.IMAGE_PULL),
            Map.entry("push", Action.IMAGE_PUSH),
            Map.entry("delete", Action.IMAGE_DELETE),
            Map.entry("list", Action.IMAGE_LIST),
            Map.entry("inspect", Action.IMAGE_INSPECT),
            Map.entry("vulnerabilities", Action.IMAGE_VULNERABILITIES),
            Map.entry("exemptions", Action.EXEMPTION_LIST),
            Map.entry("namespaces", Action.NAMESPACE_LIST),
            Map.entry("quota", Action.QUOTA_GET),
            Map.entry("auth", Action.AUTH_GET),
            Map.entry("settings", Action.SETTINGS_GET),
            Map.entry("analyze", Action.RETENTION_ANALYZE),
            Map.entry("retention", Action.RETENTION_GET),
            Map.entry("retentions", Action.RETENTION_LIST),
            Map.entry("retain", Action.RETENTION_SET),
            Map.entry("inventories", Action.INVENTORY_WRITE));
    var expected = Arrays.stream(words.split(" ")).map(names::get).collect(Collectors.toSet());
    for (var action : Action.values()) {
      assertThat(decide(of(Grant.of(role, OURS)), action, BIRDS).granted())
          .as("%s may %s", role, action)
          .isEqualTo(expected.contains(action));
    }
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void managersMayDoAllButDeliverInventories(Action action) {
    assertThat(decide(of(Grant.of(Role.MANAGER, OURS)), action, WREN).granted())
        .isEqualTo(action != Action.INVENTORY_WRITE);
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void withoutARoleNothingIsAllowed(Action action) {
    assertThat(decide(Grants.NONE, action, WREN)).isInstanceOf(Decision.Hidden.class);
    assertThat(decide(of(Grant.of(Role.MANAGER, THEIRS)), action, WREN))
        .isInstanceOf(Decision.Hidden.class);
  }

  @Test
  void aRoleInANamespaceEndsThere() {
    var reader = of(Grant.of(Role.READER, OURS, "birds"));
    assertThat(decide(reader, Action.IMAGE_PULL, WREN).granted()).isTrue();
    assertThat(decide(reader, Action.IMAGE_PULL, BIRDS).granted()).isTrue();
    assertThat(decide(reader, Action.IMAGE_PULL, FISH)).isInstanceOf(Decision.Hidden.class);
    assertThat(decide(reader, Action.IMAGE_PULL, FOREIGN)).isInstanceOf(Decision.Hidden.class);
    assertThat(decide(reader, Action.QUOTA_GET, ACCOUNT)).isInstanceOf(Decision.Denied.class);
  }

  @Test
  void rolesAddUp() {
    var both = of(Grant.of(Role.READER, OURS), Grant.of(Role.WRITER, OURS, "birds"));
    assertThat(decide(both, Action.IMAGE_PUSH, WREN).granted()).isTrue();
    assertThat(decide(both, Action.IMAGE_INSPECT, WREN).granted()).isTrue();
    assertThat(decide(both, Action.IMAGE_PUSH, FISH))
        .isEqualTo(new Decision.Denied("push to namespace fish: needs the role Writer or Manager"));
  }

  @Test
  void whatIsMissingIsSaidToThoseWhoMayKnow() {
    assertThat(decide(of(Grant.of(Role.READER, OURS, "birds")), Action.IMAGE_DELETE, WREN))
        .isEqualTo(
            new Decision.Denied(
                "delete in repository birds/wren: needs the role Writer or Manager"));
  }

  @Test
  void aScannersRoleTellsNothingOfWhatIsThere() {
    assertThat(decide(of(Grant.of(Role.SCAN_INGRESS, OURS)), Action.IMAGE_PULL, WREN))
        .isInstanceOf(Decision.Hidden.class);
  }

  @Test
  void everybodyPullsWhereThatIsGivenAndDoesNothingElse() {
    var pull = new Permission(Action.IMAGE_PULL, OPEN);
    var push = new Permission(Action.IMAGE_PUSH, OPEN);
    assertThat(Grants.NONE.decide(NOBODY, pull).granted()).isTrue();
    assertThat(Grants.NONE.decide(ROBIN, pull).granted()).isTrue();
    assertThat(Grants.NONE.decide(NOBODY, push)).isInstanceOf(Decision.LoginRequired.class);
    assertThat(Grants.NONE.decide(ROBIN, push)).isInstanceOf(Decision.Denied.class);
    assertThat(Grants.NONE.decide(NOBODY, new Permission(Action.IMAGE_VULNERABILITIES, OPEN)))
        .isInstanceOf(Decision.LoginRequired.class);
  }

  @Test
  void nobodyIsAskedToLogInWhateverIsThere() {
    for (var resource : List.of(ACCOUNT, BIRDS, WREN, FOREIGN)) {
      assertThat(Grants.NONE.decide(NOBODY, new Permission(Action.IMAGE_PULL, resource)))
          .isInstanceOf(Decision.LoginRequired.class);
    }
  }

  @Test
  void listsAreForThoseWhoSeeOneNamespace() {
    var reader = of(Grant.of(Role.READER, OURS, "birds"));
    assertThat(reader.decideListing(ROBIN, Action.IMAGE_LIST, OURS).granted()).isTrue();
    assertThat(reader.decideListing(ROBIN, Action.IMAGE_LIST, THEIRS))
        .isInstanceOf(Decision.Hidden.class);
    assertThat(reader.decideListing(ROBIN, Action.RETENTION_SET, OURS))
        .isInstanceOf(Decision.Denied.class);
    assertThat(Grants.NONE.decideListing(NOBODY, Action.IMAGE_LIST, OURS))
        .isInstanceOf(Decision.LoginRequired.class);
  }

  @Test
  void accountsAreChosenWhereThereIsARole() {
    var grants = of(Grant.of(Role.READER, THEIRS, "birds"));
    assertThat(grants.in(THEIRS)).isTrue();
    assertThat(grants.in(OURS)).isFalse();
  }

  @Test
  void aRepositoryLiesInItsNamespace() {
    assertThatThrownBy(() -> new Resource.Repository(BIRDS, "birdsong/wren"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void rolesAreReadAsPeopleWriteThem(Role role) {
    assertThat(Role.parse(role.label().toUpperCase(Locale.ROOT))).isEqualTo(role);
  }

  @Test
  void whatIsNoRoleIsToldThoseThereAre() {
    assertThatThrownBy(() -> Role.parse("Owner"))
        .hasMessageContaining("Reader, Writer, Manager, scaningress Writer");
  }
}
