package io.breakwater.rpmdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.packages.RpmHeader;
import io.breakwater.testkit.packages.RpmSqlite;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqliteTest {
  private static final int COUNT = 60;
  private static final int FRAME = 24 + 4096;

  private static Stores.Read read(byte[] file) {
    return Stores.read(RpmStore.SQLITE, file);
  }

  private static Stores.Read read(byte[] file, byte[] log) {
    return Stores.read(RpmStore.SQLITE, file, log, Stores.LIMITS);
  }

  private static RpmSqlite store(int count) {
    var store = new RpmSqlite();
    Stores.headers(count).forEach(store::add);
    return store;
  }

  /// A store of two packages, with two transactions of one package each in the log.
  private static RpmSqlite.Built logged() {
    return store(2)
        .log()
        .add(RpmHeader.of("first", "1", "1", "noarch"))
        .add(RpmHeader.of("second", "1", "1", "noarch").string(1005, "x".repeat(9000)))
        .build();
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 4096, 65536})
  void everyPageSizeIsRead(int pageSize) {
    var read = read(store(COUNT).pageSize(pageSize).render());
    var vacuum = read(store(COUNT).pageSize(pageSize).autoVacuum().render());

    assertThat(read.damage()).isNull();
    assertThat(read.packages()).hasSize(COUNT);
    assertThat(vacuum.damage()).isNull();
    assertThat(vacuum.packages()).isEqualTo(read.packages());
  }

  @Test
  void erasedPackagesAreGone() {
    var read = read(store(COUNT).erase(3).erase(60).erase(1).render());

    assertThat(read.damage()).isNull();
    assertThat(read.names()).hasSize(COUNT - 3).doesNotContain("package-0", "package-2");
  }

  @Test
  void anEmptyStoreHasNoPackagesAndNoDamage() {
    var read = read(new RpmSqlite().render());

    assertThat(read.damage()).isNull();
    assertThat(read.packages()).isEmpty();
  }

  @Test
  void otherFilesAreDamage() {
    assertThat(read(new byte[0]).why()).contains("found 0");
    assertThat(read(new byte[8192]).why()).contains("expected a page size");
    var text = store(1).render();
    text[0] = 's';
    assertThat(read(text).why()).contains("expected \"SQLite format 3\"");
    assertThat(read(new RpmSqlite().execute("DROP TABLE Packages").render()).why())
        .isEqualTo("expected a table Packages, found none");
    assertThat(read(store(1).execute("ALTER TABLE Name RENAME TO Other").render()).why())
        .isEqualTo("expected a table Name to compare with, found none");
  }

  @Test
  void aPackageThatTheTableLostIsFoundByItsName() {
    var lost = read(store(COUNT).execute("DELETE FROM Packages WHERE hnum = 7").render());
    var unknown = read(store(COUNT).execute("DELETE FROM Name WHERE hnum = 7").render());
    var renamed = read(store(9).execute("UPDATE Name SET key = 'x' WHERE hnum = 7").render());
    var twice = read(store(9).execute("INSERT INTO Name VALUES ('x', 7, 0)").render());

    assertThat(lost.why())
        .isEqualTo("the table Packages lacks 1 packages of the table Name, the first is package-6");
    assertThat(lost.packages()).hasSize(COUNT - 1);
    assertThat(unknown.why()).isEqualTo("row 7 is not in the table Name");
    assertThat(unknown.packages()).hasSize(COUNT);
    assertThat(renamed.why()).contains("expected the name x of the index, found package-6");
    assertThat(twice.why()).isEqualTo("instance 7 is there twice in Name");
  }

  @Test
  void aRowThatIsNoBlobIsDamage() {
    var read = read(store(9).execute("UPDATE Packages SET blob = 'x' WHERE hnum = 7").render());

    assertThat(read.why()).isEqualTo("row 7: expected a blob, found something else");
    assertThat(read.packages()).hasSize(8);
  }

  @Test
  void committedPagesOfTheLogCount() {
    var built = logged();

    var read = read(built.file(), built.log());

    assertThat(read.damage()).isNull();
    assertThat(read.names()).containsExactly("first", "package-0", "package-1", "second");
    assertThat(read(built.file()).names()).containsExactly("package-0", "package-1");
    assertThat(read(built.file(), new byte[0]).damage()).isNull();
  }

  @Test
  void theLogAloneHoldsAStoreThatWasNeverWrittenBack() {
    var built = store(0).log().add(RpmHeader.of("first", "1", "1", "noarch")).erase(1).build();

    assertThat(read(built.file(), built.log()).packages()).isEmpty();
    assertThat(read(built.file(), built.log()).damage()).isNull();
  }

  @Test
  void aLogThatWasCutCountsToItsLastCommitAndIsDamage() {
    var built = logged();
    var log = built.log();

    for (int length = 1; length < log.length; length += 500) {
      var read = read(built.file(), Arrays.copyOf(log, length));
      boolean whole = (length - 32) % FRAME == 0;
      assertThat(read.damage() == null).as("cut at " + length).isEqualTo(whole && length > 32);
      assertThat(read.names()).contains("package-0", "package-1").doesNotContain("second");
    }
  }

  @Test
  void aTransactionWithoutCommitDoesNotCountAndIsDamage() {
    var built = logged();
    var log = built.log();
    var read = read(built.file(), Arrays.copyOf(log, log.length - FRAME));

    assertThat(read.names()).containsExactly("first", "package-0", "package-1");
    assertThat(read.why()).isEqualTo("log: a transaction that was not committed");
  }

  @Test
  void framesOfAnEarlierRoundBehindTheLogDoNotCount() {
    var built = logged();
    var log = built.log();
    var longer = Arrays.copyOf(log, log.length + 2 * FRAME);
    System.arraycopy(log, 32, longer, log.length, 2 * FRAME);
    ByteBuffer.wrap(longer).putInt(log.length + 8, 4711).putInt(log.length + FRAME + 8, 4711);

    var read = read(built.file(), longer);

    assertThat(read.damage()).isNull();
    assertThat(read.packages()).hasSize(4);
  }

  @Test
  void aFrameInTheMiddleThatDoesNotFitIsDamage() {
    var built = logged();
    for (int at : new int[] {32 + 3, 32 + 9, 32 + 17, 32 + 24 + 100}) {
      var log = built.log();
      log[at] ^= 4;
      assertThat(read(built.file(), log).why()).as("byte " + at).startsWith("log: ");
    }
  }

  @Test
  void aLogWithAnotherHeaderIsDamageAndTheStoreIsRead() {
    var built = logged();
    for (int at : new int[] {0, 3, 5, 9, 13, 17, 25, 30}) {
      var log = built.log();
      log[at] ^= 4;
      var read = read(built.file(), log);
      assertThat(read.why()).as("byte " + at).startsWith("log: ");
      assertThat(read.names()).containsExactly("package-0", "package-1");
    }
  }

  @Test
  void theLogOfAnotherStoreIsDamage() {
    var other = store(40).pageSize(1024).log().add(Stores.headers(9).get(8)).build().log();

    assertThat(read(store(2).render(), other).why()).contains("log: expected pages of 4096 bytes");
  }

  @Test
  void aFileThatWasCutIsDamage() {
    var file = Stores.sqlite(COUNT);
    for (int length = file.length - 1; length > 0; length -= 3000) {
      assertThat(read(Arrays.copyOf(file, length)).damage()).as("cut at " + length).isNotNull();
    }
  }

  @Test
  void branchesThatLeadBackAreDamage() {
    var file = Stores.sqlite(COUNT);
    // Page 2 is the root of Packages; its last child, behind 8 bytes of its header.
    assertThat(file[4096]).isEqualTo((byte) 5);
    for (int page : List.of(1, 2, 3)) {
      ByteBuffer.wrap(file).putInt(4096 + 8, page);
      assertThat(read(file).damage()).as("page " + page).isNotNull();
    }
  }

  @Test
  void morePackagesThanAllowedAreALimit() {
    var read =
        Stores.read(RpmStore.SQLITE, Stores.sqlite(20), null, new RpmLimits(10, 1 << 20, 1000));

    assertThat(read.limit()).isTrue();
    assertThat(read.why()).isEqualTo("more than 10 packages");
    assertThat(read.packages()).hasSize(10);
  }
}
