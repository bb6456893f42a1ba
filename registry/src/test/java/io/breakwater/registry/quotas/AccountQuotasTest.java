package io.breakwater.registry.quotas;

import static io.breakwater.registry.Stores.bytes;
import static io.breakwater.registry.Stores.name;
import static io.breakwater.registry.Stores.refused;
import static io.breakwater.registry.Stores.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.AccountId;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.MovingClock;
import io.breakwater.registry.Pushes;
import io.breakwater.registry.Stores;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.trash.RegistryTrash;
import io.breakwater.registry.uploads.UploadBody;
import io.breakwater.registry.uploads.UploadLimits;
import io.breakwater.registry.uploads.Uploads;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountQuotasTest {
  private static final AccountId ACME = new AccountId("acme");
  private static final AccountId OTHER = new AccountId("other");

  @TempDir Path folder;
  private final MovingClock clock = new MovingClock(Stores.CLOCK.instant());
  private final AtomicLong nanos = new AtomicLong();
  private Stores stores;
  private AccountTraffic traffic;
  private AccountQuotas quotas;

  @BeforeEach
  void open() throws Exception {
    stores = new Stores(folder);
    traffic = another();
    quotas = new AccountQuotas(stores.metadata(), traffic);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  /// Another server's.
  private AccountTraffic another() {
    return new AccountTraffic(stores.metadata(), clock, nanos::get);
  }

  private void limit(long storage, long bytes) throws Exception {
    quotas.set(ACME, AccountLimits.of(storage, bytes));
  }

  @Test
  void limitsAreKeptAndTakenAway() throws Exception {
    assertThat(quotas.limits(ACME)).isEqualTo(AccountLimits.NONE);
    limit(1000, -1);
    assertThat(quotas.limits(ACME))
        .isEqualTo(new AccountLimits(OptionalLong.of(1000), OptionalLong.empty()));
    limit(0, 5);
    assertThat(quotas.limits(ACME))
        .isEqualTo(new AccountLimits(OptionalLong.of(0), OptionalLong.of(5)));
    limit(-1, -1);
    assertThat(quotas.limits(ACME)).isEqualTo(AccountLimits.NONE);
    assertThat(quotas.limits(OTHER)).isEqualTo(AccountLimits.NONE);
    refused(ErrorCode.SIZE_INVALID, () -> AccountLimits.of(-2, 0));
    refused(ErrorCode.SIZE_INVALID, () -> AccountLimits.of(0, -2));
  }

  @Test
  void namespacesOfAnAccountShareItsStorage() throws Exception {
    var pushes = new Pushes(stores);
    pushes.blob("birds/robin", "1234567890");
    pushes.blob("fish/cod", "1234567890");
    assertThat(quotas.usage(ACME)).isEqualTo(new AccountUsage(20, 0));
    limit(25, -1);
    var refusal = refused(ErrorCode.DENIED, () -> pushes.blob("birds/robin", "123456"));
    assertThat(refusal).hasMessageContaining("account").hasMessageContaining("20 of 25 bytes");
    assertThat(refusal.detail()).isEqualTo(new Detail.Quota(20, 25));
    pushes.blob("fish/cod", "12345");
    assertThat(quotas.usage(ACME).storageBytes()).isEqualTo(25);
    limit(0, -1);
    refused(ErrorCode.DENIED, () -> pushes.blob("fish/cod", "1"));
    limit(-1, -1);
    pushes.blob("fish/cod", "1");
  }

  @Test
  void bytesThatAreSaidToBeTooManyAreNotRead() throws Exception {
    limit(10, -1);
    var uploads = new Uploads(stores.metadata(), stores.blobs(), clock, UploadLimits.defaults());
    var robin = name("birds/robin");
    refused(ErrorCode.DENIED, () -> uploads.start(robin, "ann", OptionalLong.of(11)));
    var upload = uploads.start(robin, "ann", OptionalLong.empty());
    var unread =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("read");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            throw new IllegalStateException("read");
          }
        };
    refused(ErrorCode.DENIED, () -> uploads.append(robin, upload.id(), UploadBody.of(unread, 11)));
    var body = UploadBody.of(new ByteArrayInputStream(bytes("0123456789")), 10);
    uploads.push(robin, "ann", sha256(bytes("0123456789")), body);
  }

  @Test
  void whatIsInTheTrashDoesNotCountAndComesBackOnlyWhereItFits() throws Exception {
    var pushes = new Pushes(stores);
    var image = pushes.image("birds/robin", "1", "layer");
    var used = quotas.usage(ACME).storageBytes();
    limit(used, -1);
    refused(ErrorCode.DENIED, () -> pushes.image("fish/cod", "1", "layer"));
    new RepositoryManifests(stores.metadata(), clock)
        .delete(name("birds/robin"), new Reference.ByDigest(image), "ann");
    pushes.blob("fish/cod", "x");
    var trash = new RegistryTrash(stores.metadata(), clock, RegistryTrash.KEPT);
    refused(
        ErrorCode.DENIED,
        () -> trash.restore(name("birds/robin"), new Reference.ByDigest(image), "ann"));
  }

  @Test
  void pullsOverTheLimitOfTheMonthAreRefused() throws Exception {
    traffic.require(ACME);
    limit(-1, 100);
    traffic.pulled(ACME, 99);
    traffic.require(ACME);
    traffic.pulled(ACME, 51);
    var refusal = refused(ErrorCode.DENIED, () -> traffic.require(ACME));
    assertThat(refusal).hasMessageContaining("150 of 100 bytes").hasMessageContaining("2026-05");
    assertThat(refusal.detail()).isEqualTo(new Detail.Quota(150, 100));
    traffic.require(OTHER);
    assertThat(quotas.usage(ACME).trafficBytes()).isEqualTo(150);
    limit(-1, 151);
    traffic.require(ACME);
    limit(-1, 0);
    refused(ErrorCode.DENIED, () -> traffic.require(ACME));
    limit(-1, 100);
    traffic.flush();
    clock.pass(Duration.ofDays(31));
    traffic.require(ACME);
    assertThat(quotas.usage(ACME).trafficBytes()).isZero();
  }

  @Test
  void whatIsCountedIsWrittenAndSeenByOtherServers() throws Exception {
    limit(-1, 100);
    var other = another();
    other.require(ACME);
    traffic.pulled(ACME, 60);
    traffic.pulled(ACME, 0);
    assertThat(traffic.flush()).isEqualTo(1);
    assertThat(traffic.flush()).isZero();
    other.pulled(ACME, 40);
    other.require(ACME);
    nanos.addAndGet(1_000_000_000);
    refused(ErrorCode.DENIED, () -> other.require(ACME));
    refused(
        ErrorCode.DENIED,
        () -> {
          other.flush();
          traffic.require(ACME);
        });
    assertThat(new AccountQuotas(stores.metadata(), another()).usage(ACME).trafficBytes())
        .isEqualTo(100);
  }
}
