package io.breakwater.accounts.management;

import static io.breakwater.accounts.management.Office.ACCOUNT;
import static io.breakwater.accounts.management.Office.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.access.Decision;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Role;
import io.breakwater.accounts.login.Credentials;
import io.breakwater.accounts.login.LoginResult;
import io.breakwater.accounts.stored.Databases;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersTest {
  private static final String OTHER = "another good password";

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

  static <T> T done(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T> done -> done.value();
      case Outcome.Refused<T> refused -> throw new AssertionError(refused.why());
    };
  }

  static <T> Refusal refused(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T> done -> throw new AssertionError(done.value());
      case Outcome.Refused<T> refused -> refused.why();
    };
  }

  private boolean logsIn(String name, String password) throws Exception {
    return office.logins.login(Credentials.basic(name, password), InetAddress.getLoopbackAddress())
        instanceof LoginResult.Accepted;
  }

  @Test
  void whoIsMadeWithoutAPasswordGetsAGeneratedOneThatIsToldOnce() throws Exception {
    var made = done(office.users.create(office.as("ann"), "Carol@x.example", Optional.empty()));
    var password = made.generated().orElseThrow().reveal();
    assertThat(made.member().identity().grants().all()).isEmpty();
    assertThat(logsIn("carol@x.example", password)).isTrue();
    assertThat(office.audited()).containsExactly("user.create SUCCESS ann");
  }

  @Test
  void aGivenPasswordIsNotToldAgain() throws Exception {
    var made = done(office.users.create(office.as("ann"), "carol", Optional.of(OTHER)));
    assertThat(made.generated()).isEmpty();
    assertThat(logsIn("carol", OTHER)).isTrue();
  }

  @Test
  void namesAndPasswordsHaveRulesAndNamesAreGivenOnce() throws Exception {
    var ann = office.as("ann");
    assertThat(refused(office.users.create(ann, "a b", Optional.empty())))
        .isInstanceOf(Refusal.Invalid.class);
    assertThat(refused(office.users.create(ann, "carol", Optional.of("short"))))
        .isEqualTo(new Refusal.Invalid("a password has 12 characters at least"));
    assertThat(refused(office.users.create(ann, "BOB", Optional.empty())))
        .isInstanceOf(Refusal.Conflict.class);
    assertThat(office.has("carol")).isFalse();
    assertThat(office.audited())
        .containsExactly(
            "user.create FAILURE ann", "user.create FAILURE ann", "user.create FAILURE ann");
  }

  @Test
  void onlyManagersMayAndDenialsAreAudited() throws Exception {
    office.add("reader", Grant.of(Role.READER, ACCOUNT));
    var reader = office.as("reader");
    assertThat(refused(office.users.create(reader, "carol", Optional.empty())))
        .isInstanceOfSatisfying(
            Refusal.NotAllowed.class,
            why -> assertThat(why.decision()).isInstanceOf(Decision.Denied.class));
    assertThat(refused(office.users.list(office.as("bob"), "", 10)))
        .isInstanceOfSatisfying(
            Refusal.NotAllowed.class,
            why -> assertThat(why.decision()).isInstanceOf(Decision.Hidden.class));
    assertThat(refused(office.users.delete(Office.nobody(), "bob")))
        .isInstanceOfSatisfying(
            Refusal.NotAllowed.class,
            why -> assertThat(why.decision()).isInstanceOf(Decision.LoginRequired.class));
    assertThat(office.has("bob")).isTrue();
    assertThat(office.audited())
        .containsExactly(
            "user.create DENIED reader", "user.list DENIED bob", "user.delete DENIED anonymous");
  }

  @Test
  void usersOfAnotherAccountAreNotThere() throws Exception {
    office.add("user:eve", "eve", new AccountId("theirs"));
    assertThat(refused(office.users.delete(office.as("ann"), "eve")))
        .isInstanceOf(Refusal.Unknown.class);
    assertThat(refused(office.users.find(office.as("ann"), "eve")))
        .isInstanceOf(Refusal.Unknown.class);
    assertThat(done(office.users.list(office.as("ann"), "", 10)))
        .extracting(member -> member.identity().name().text())
        .containsExactly("ann", "bob");
  }

  @Test
  void listsArePagedAndHaveUsersOnly() throws Exception {
    var ann = office.as("ann");
    done(office.services.create(ann, "bobot"));
    assertThat(done(office.users.list(ann, "ann", 5)))
        .extracting(member -> member.identity().name().text())
        .containsExactly("bob");
    assertThat(done(office.users.list(ann, "", 1)))
        .extracting(member -> member.identity().name().text())
        .containsExactly("ann");
    assertThat(done(office.services.list(ann, "", 5)))
        .extracting(member -> member.identity().name().text())
        .containsExactly("bobot");
    assertThat(refused(office.users.delete(ann, "bobot"))).isInstanceOf(Refusal.Unknown.class);
  }

  @Test
  void nobodyDeletesThemselves() throws Exception {
    office.add("carol", Grant.of(Role.MANAGER, ACCOUNT));
    assertThat(refused(office.users.delete(office.as("ann"), "ann")))
        .isInstanceOf(Refusal.Conflict.class);
    done(office.users.delete(office.as("carol"), "ann"));
    assertThat(office.has("ann")).isFalse();
  }

  @Test
  void theLastManagerWhoCanLogInStays() throws Exception {
    // Rights of a Manager, and no way in.
    office.add("service:bot", "bot", ACCOUNT, Grant.of(Role.MANAGER, ACCOUNT));
    assertThat(refused(office.users.delete(office.as("bot"), "ann")))
        .isInstanceOf(Refusal.Conflict.class);
    assertThat(office.has("ann")).isTrue();
    assertThat(office.audited()).containsExactly("user.delete FAILURE bot");
  }

  @Test
  void aManagerGivesOthersAPasswordAndOneselfNone() throws Exception {
    office.add("user:oidc-1", "carol", ACCOUNT);
    var ann = office.as("ann");
    var made = done(office.users.resetPassword(ann, "bob", Optional.empty()));
    assertThat(logsIn("bob", made.generated().orElseThrow().reveal())).isTrue();
    assertThat(logsIn("bob", PASSWORD)).isFalse();
    assertThat(refused(office.users.resetPassword(ann, "ann", Optional.of(OTHER))))
        .isInstanceOf(Refusal.Conflict.class);
    assertThat(refused(office.users.resetPassword(ann, "carol", Optional.of(OTHER))))
        .isInstanceOf(Refusal.Conflict.class);
    assertThat(logsIn("carol", OTHER)).isFalse();
  }

  @Test
  void whoHasRolesElsewhereKeepsTheirPassword() throws Exception {
    office.add("dora", Grant.of(Role.MANAGER, new AccountId("theirs")));
    var ann = office.as("ann");
    assertThat(refused(office.users.resetPassword(ann, "dora", Optional.of(OTHER))))
        .isEqualTo(Members.managedElsewhere());
    assertThat(refused(office.keys.create(ann, Optional.of("dora"), "k", Optional.empty())))
        .isEqualTo(Members.managedElsewhere());
    assertThat(logsIn("dora", PASSWORD)).isTrue();
  }

  @Test
  void onesOwnPasswordIsChangedWithTheOldOne() throws Exception {
    var bob = office.as("bob");
    assertThat(refused(office.users.changePassword(bob, OTHER, OTHER)))
        .isInstanceOf(Refusal.WrongPassword.class);
    assertThat(refused(office.users.changePassword(bob, PASSWORD, "short")))
        .isInstanceOf(Refusal.Invalid.class);
    assertThat(refused(office.users.changePassword(Office.nobody(), PASSWORD, OTHER)))
        .isInstanceOf(Refusal.NotAllowed.class);
    assertThat(logsIn("bob", PASSWORD)).isTrue();
    done(office.users.changePassword(bob, PASSWORD, OTHER));
    assertThat(logsIn("bob", OTHER)).isTrue();
    assertThat(logsIn("bob", PASSWORD)).isFalse();
  }

  @Test
  void whoTriesOldPasswordsIsSlowed() throws Exception {
    var bob = office.as("bob");
    Refusal last = new Refusal.Busy();
    for (var i = 0; i < 8; i++) {
      last = refused(office.users.changePassword(bob, "wrong password " + i, OTHER));
    }
    assertThat(last).isInstanceOf(Refusal.Slowed.class);
  }

  @Test
  void whoseNameBecameAnothersDoesNotChangeTheirPassword() throws Exception {
    var old = office.as("bob");
    done(office.users.delete(office.as("ann"), "bob"));
    office.add("user:bob2", "bob", ACCOUNT);
    assertThat(refused(office.users.changePassword(old, PASSWORD, OTHER)))
        .isInstanceOf(Refusal.WrongPassword.class);
    assertThat(logsIn("bob", PASSWORD)).isTrue();
  }
}
