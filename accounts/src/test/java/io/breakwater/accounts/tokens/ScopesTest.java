package io.breakwater.accounts.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.Principal;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Grants;
import io.breakwater.accounts.access.Resource;
import io.breakwater.accounts.access.Role;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {
  private static final AccountId OURS = new AccountId("ours");
  private static final Principal NOBODY = new Principal.Anonymous();
  private static final Principal ROBIN =
      new Principal.Known(PrincipalId.parse("user:1"), OURS, "robin", Optional.empty());

  /// Namespaces there are: birds, open (anybody pulls), and theirs of another account.
  private static Optional<Resource.Repository> find(String name) {
    var namespace = name.substring(0, Math.max(0, name.indexOf('/')));
    return switch (namespace) {
      case "birds" -> repository(OURS, namespace, name, false);
      case "open" -> repository(OURS, namespace, name, true);
      case "theirs" -> repository(new AccountId("theirs"), namespace, name, false);
      default -> Optional.empty();
    };
  }

  private static Optional<Resource.Repository> repository(
      AccountId account, String namespace, String name, boolean open) {
    return Optional.of(
        new Resource.Repository(new Resource.Namespace(account, namespace, open), name));
  }

  private static String show(Map<String, ? extends Collection<RepositoryAction>> repositories) {
    return new TreeMap<>(repositories)
        .entrySet().stream()
            .map(
                entry ->
                    entry.getKey()
                        + "="
                        + entry.getValue().stream()
                            .map(RepositoryAction::word)
                            .sorted()
                            .collect(Collectors.joining("+")))
            .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          repository:birds/robin:pull                              | birds/robin=pull
          repository:birds/robin:pull,push                         | birds/robin=pull+push
          repository:birds/robin:*                                 | birds/robin=delete+pull+push
          repository:birds/robin:delete,*                          | birds/robin=delete+pull+push
          repository:birds/robin:pull,fly                          | birds/robin=pull
          repository:birds/robin:pull,,pull                        | birds/robin=pull
          repository:birds/robin:pull repository:birds/robin:push  | birds/robin=pull+push
          repository:birds/robin:pull,push repository:open/wren:pull | birds/robin=pull+push open/wren=pull
          repository(plugin):birds/robin:pull                      | birds/robin=pull
          repository:robin:pull                                    | robin=pull
          repository:a.b/c-d/e__f/g_h:pull                         | a.b/c-d/e__f/g_h=pull
          '  repository:birds/robin:pull  '                        | birds/robin=pull
          """)
  void scopesAreRead(String text, String expected) {
    var scopes = Scopes.parse(List.of(text));
    assertThat(show(scopes.repositories())).isEqualTo(expected);
    assertThat(scopes.catalog()).isFalse();
    assertThat(scopes.ignored()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "repository",
        "repository:birds",
        "repository:birds/robin",
        "repository:birds/robin:",
        "repository:birds/robin:fly",
        "repository:birds/robin:PULL",
        "repository::pull",
        "repository:birds/*:pull",
        "repository:*:*",
        "repository:Birds/robin:pull",
        "repository:birds//robin:pull",
        "repository:../birds:pull",
        "repository:birds/robin\n:pull",
        "repository:host:5000/birds/robin:pull",
        "Repository:birds/robin:pull",
        "repository(:birds/robin:pull",
        "namespace:birds:pull",
        "registry:catalog:pull",
        "registry:everything:*",
        ":birds:pull",
        "::",
        "*"
      })
  void whatIsNotUnderstoodGrantsNothing(String text) {
    var scopes = Scopes.parse(List.of(text, "repository:birds/robin:pull"));
    assertThat(show(scopes.repositories())).isEqualTo("birds/robin=pull");
    assertThat(scopes.catalog()).isFalse();
    assertThat(scopes.ignored()).containsExactly(text);
  }

  @Test
  void noScopeIsNoMistake() {
    for (var none : List.of(List.<String>of(), List.of(""))) {
      assertThat(Scopes.parse(none)).isEqualTo(new Scopes(Map.of(), false, List.of()));
    }
  }

  @Test
  void parametersAddUpAndAreBounded() {
    var many =
        IntStream.range(0, 1000).mapToObj(at -> "repository:birds/r" + at + ":pull").toList();
    assertThat(Scopes.parse(many).repositories()).hasSize(100);
    assertThat(Scopes.parse(many).ignored()).hasSize(100);
    assertThat(Scopes.parse(List.of(String.join(" ", many))).repositories()).hasSize(100);
    var again =
        Scopes.parse(
            List.of(
                String.join(" ", many.subList(0, 100)),
                "repository:birds/r0:push",
                "registry:catalog:*"));
    assertThat(again.repositories().get("birds/r0"))
        .containsExactlyInAnyOrder(RepositoryAction.PULL, RepositoryAction.PUSH);
    assertThat(again.catalog()).isTrue();
    var endless = "repository:" + "a".repeat(100_000) + ":pull";
    assertThat(Scopes.parse(List.of(endless)).ignored()).allMatch(text -> text.length() <= 512);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      nullValues = "-",
      textBlock =
          """
          READER  | repository:birds/robin:pull,push       | birds/robin=pull
          READER  | repository:birds/robin:push            | ''
          WRITER  | repository:birds/robin:pull,push       | birds/robin=pull+push
          WRITER  | repository:birds/robin:*               | birds/robin=delete+pull+push
          WRITER  | repository:birds/robin:pull            | birds/robin=pull
          MANAGER | repository:theirs/robin:pull           | ''
          MANAGER | repository:nowhere/robin:*             | ''
          MANAGER | repository:robin:pull                  | ''
          SCAN_INGRESS | repository:birds/robin:*          | ''
          -       | repository:birds/robin:pull            | ''
          -       | repository:open/robin:pull,push,delete | open/robin=pull
          READER  | repository:open/wren:push repository:birds/robin:* | birds/robin=pull
          """)
  void onlyWhatOneHasTheRightToIsGranted(Role role, String text, String expected) {
    var grants = role == null ? Grants.NONE : new Grants(List.of(Grant.of(role, OURS)));
    var granted = Scopes.parse(List.of(text)).granted(ROBIN, grants, ScopesTest::find);
    assertThat(show(granted.repositories())).isEqualTo(expected);
  }

  @Test
  void whoHasNotLoggedInPullsWhereEverybodyMay() {
    var granted =
        Scopes.parse(List.of("repository:open/a:* repository:birds/b:pull registry:catalog:*"))
            .granted(NOBODY, Grants.NONE, ScopesTest::find);
    assertThat(show(granted.repositories())).isEqualTo("open/a=pull");
    assertThat(granted.catalog()).isFalse();
  }

  @Test
  void theCatalogIsForThoseWhoLoggedIn() {
    assertThat(
            Scopes.parse(List.of("registry:catalog:*"))
                .granted(ROBIN, Grants.NONE, ScopesTest::find))
        .isEqualTo(new Access(Map.of(), true));
  }

  @Test
  void accessIsReadAsItWasWritten() throws Exception {
    var access =
        new Access(
            Map.of(
                "birds/robin",
                Set.of(RepositoryAction.PULL, RepositoryAction.DELETE),
                "open/a",
                Set.of(RepositoryAction.PUSH)),
            true);
    assertThat(Access.parse(access.claim())).isEqualTo(access);
    assertThat(Access.parse(Access.NONE.claim())).isEqualTo(Access.NONE);
    assertThat(access.allows("birds/robin", RepositoryAction.DELETE)).isTrue();
    assertThat(access.allows("birds/robin", RepositoryAction.PUSH)).isFalse();
    assertThat(access.allows("birds", RepositoryAction.PULL)).isFalse();
  }
}
