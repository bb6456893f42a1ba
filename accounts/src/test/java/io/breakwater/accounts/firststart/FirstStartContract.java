package io.breakwater.accounts.firststart;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.SetClock;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Role;
import io.breakwater.accounts.audit.AuditQuery;
import io.breakwater.accounts.directory.Identity;
import io.breakwater.accounts.directory.IdentityName;
import io.breakwater.accounts.firststart.FirstStart.Started;
import io.breakwater.accounts.login.Credentials;
import io.breakwater.accounts.login.LoginResult;
import io.breakwater.accounts.login.Logins;
import io.breakwater.accounts.passwords.Argon2Cost;
import io.breakwater.accounts.passwords.Password;
import io.breakwater.accounts.passwords.PasswordHasher;
import io.breakwater.accounts.stored.StoredAccounts;
import io.breakwater.accounts.stored.StoredAuditLog;
import io.breakwater.store.metadata.Metadata;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the first start does on every database.
public abstract class FirstStartContract {
  private static final AccountId ACCOUNT = new AccountId("default");
  private static final IdentityName ADMIN = new IdentityName("admin");
  private static final int REPLICAS = 6;

  private final SetClock clock = new SetClock();
  private final SecureRandom random = new SecureRandom();
  private final PasswordHasher hasher =
      new PasswordHasher(new Argon2Cost(64, 1, 1), 8, Duration.ofSeconds(30), random);

  @TempDir Path folder;
  private Path file;
  private Metadata metadata;
  private StoredAccounts accounts;
  private FirstStart firstStart;

  /// Empty metadata.
  protected abstract Metadata open() throws Exception;

  @BeforeEach
  void openEmpty() throws Exception {
    metadata = open();
    accounts = new StoredAccounts(metadata, clock);
    firstStart = new FirstStart(metadata, hasher, clock, random);
    file = folder.resolve("admin-password");
  }

  @AfterEach
  void closeMetadata() {
    metadata.close();
  }

  private Started start() throws Exception {
    return firstStart.run(ACCOUNT, ADMIN, file);
  }

  private boolean logsIn(String password) throws Exception {
    var logins = new Logins(accounts, hasher, clock, random);
    var login =
        logins.login(Credentials.basic("admin", password), InetAddress.getLoopbackAddress());
    return login instanceof LoginResult.Accepted;
  }

  private Identity admin() throws Exception {
    return accounts.named(ADMIN).orElseThrow().identity();
  }

  @Test
  void theFirstStartMakesAManagerWhosePasswordIsInAFileForItsOwnerOnly() throws Exception {
    assertThat(start())
        .isInstanceOfSatisfying(
            Started.Created.class,
            made -> {
              assertThat(made.name()).isEqualTo(ADMIN);
              assertThat(made.password().reveal()).hasSizeGreaterThanOrEqualTo(20);
              assertThat(file).hasContent(made.password().reveal() + "\n");
            });
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(logsIn(Files.readString(file).strip())).isTrue();
    assertThat(admin().grants().all()).containsExactly(Grant.of(Role.MANAGER, ACCOUNT));
    var trail = new StoredAuditLog(metadata).page(AuditQuery.of(ACCOUNT), Optional.empty(), 9);
    assertThat(trail.events())
        .singleElement()
        .satisfies(
            event -> assertThat(event.action()).hasToString("container-registry.user.create"));
  }

  @Test
  void theNextStartChangesNothing() throws Exception {
    start();
    var before = admin();
    var text = Files.readString(file);
    assertThat(start()).isEqualTo(new Started.Unchanged(ADMIN));
    assertThat(file).hasContent(text);
    assertThat(admin()).isEqualTo(before);
  }

  @Test
  void theFileGoesOnceThePasswordIsAnother() throws Exception {
    start();
    var renewed = firstStart.resetPassword(ADMIN).orElseThrow();
    assertThat(start()).isEqualTo(new Started.Ready());
    assertThat(file).doesNotExist();
    assertThat(logsIn(renewed.reveal())).isTrue();
  }

  @Test
  void whatACrashLeftBeforeTheUserWasMadeIsTakenUp() throws Exception {
    var password = Password.generate(random);
    new PasswordFile(file).create(password);
    assertThat(start())
        .isInstanceOfSatisfying(
            Started.Created.class,
            made -> assertThat(made.password().reveal()).isEqualTo(password.reveal()));
    assertThat(logsIn(password.reveal())).isTrue();
  }

  @Test
  void aFileThatIsNotWholeIsWrittenAnew() throws Exception {
    new PasswordFile(file).create(Password.generate(random));
    Files.writeString(file, Files.readString(file).substring(0, 11));
    start();
    assertThat(logsIn(Files.readString(file).strip())).isTrue();
  }

  @Test
  void aPasswordThatOthersMayKnowIsNotTaken() throws Exception {
    Files.writeString(file, "aaaaa-aaaaa-aaaaa-aaaaa-aaaaa\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    start();
    assertThat(logsIn("aaaaa-aaaaa-aaaaa-aaaaa-aaaaa")).isFalse();
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
  }

  @Test
  void aLinkIsReplacedNotFollowed() throws Exception {
    var elsewhere = folder.resolve("elsewhere");
    Files.createSymbolicLink(file, elsewhere);
    start();
    assertThat(elsewhere).doesNotExist();
    assertThat(logsIn(Files.readString(file).strip())).isTrue();
  }

  @Test
  void replicasThatStartAtOnceMakeOneManagerAndLeaveOneFile() throws Exception {
    var files = new ArrayList<Path>();
    var starts = new ArrayList<Callable<Started>>();
    for (var i = 0; i < REPLICAS; i++) {
      var own = Files.createDirectory(folder.resolve("replica" + i)).resolve("admin-password");
      files.add(own);
      starts.add(() -> new FirstStart(metadata, hasher, clock, random).run(ACCOUNT, ADMIN, own));
    }
    var all = new ArrayList<Started>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Started> each : threads.invokeAll(starts)) {
        all.add(each.get());
      }
    }
    assertThat(all).filteredOn(Started.Created.class::isInstance).hasSize(1);
    assertThat(accounts.identities(ACCOUNT)).hasSize(1);
    var left = files.stream().filter(Files::exists).toList();
    assertThat(left).hasSize(1);
    assertThat(logsIn(Files.readString(left.getFirst()).strip())).isTrue();
  }

  @Test
  void whoResetsAPasswordIsManagerWhereNobodyElseIs() throws Exception {
    start();
    accounts.setGrants(admin().id(), Set.of());
    assertThat(firstStart.resetPassword(ADMIN)).isPresent();
    assertThat(admin().grants().all()).containsExactly(Grant.of(Role.MANAGER, ACCOUNT));
  }

  @Test
  void aResetGivesNoRoleWhereSomebodyManages() throws Exception {
    start();
    var other = new IdentityName("robin");
    accounts.add(PrincipalId.parse("user:robin"), ACCOUNT, other);
    assertThat(firstStart.resetPassword(other)).isPresent();
    assertThat(accounts.named(other).orElseThrow().identity().grants().all()).isEmpty();
  }

  @Test
  void whoHasNoPasswordHereGetsNone() throws Exception {
    start();
    for (var id : List.of("service:s1", "user:oidc-1")) {
      var name = new IdentityName("name-" + id.substring(id.length() - 1) + id.charAt(0));
      accounts.add(PrincipalId.parse(id), ACCOUNT, name);
      assertThat(firstStart.resetPassword(name)).isEmpty();
    }
    assertThat(firstStart.resetPassword(new IdentityName("nobody"))).isEmpty();
  }
}
