package io.breakwater.rpmdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.packages.RpmHeader;
import io.breakwater.testkit.packages.RpmNdb;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Headers inside of an NDB store, which holds any blob.
final class HeaderTest {
  private static final RpmHeader NODE =
      RpmHeader.of("nodejs", "18.12.1", "2.module+el8.7.0+17306+fc023f99", "x86_64")
          .epoch(1)
          .vendor("Red Hat, Inc.")
          .sourceRpm("nodejs-18.12.1-2.module+el8.7.0+17306+fc023f99.src.rpm")
          .modularityLabel("nodejs:18:8070020221208:bd1311ed")
          .installTime(1_700_000_123)
          .owning("/usr/bin/node", "/usr/share/doc/nodejs/README.md", "/usr/bin/npx");

  private static Stores.Read read(byte[] blob) {
    return Stores.read(RpmStore.NDB, new RpmNdb().add(blob).render());
  }

  private static Stores.Read read(RpmHeader header) {
    return read(header.blob());
  }

  @Test
  void everyFieldIsRead() {
    var read = read(NODE);

    assertThat(read.damage()).isNull();
    assertThat(read.packages())
        .containsExactly(
            new RpmPackage(
                "nodejs",
                1,
                "18.12.1",
                "2.module+el8.7.0+17306+fc023f99",
                "x86_64",
                "nodejs-18.12.1-2.module+el8.7.0+17306+fc023f99.src.rpm",
                "Red Hat, Inc.",
                "nodejs:18:8070020221208:bd1311ed",
                1_700_000_123,
                List.of("/usr/bin/node", "/usr/share/doc/nodejs/README.md", "/usr/bin/npx")));
  }

  @Test
  void noEpochIsNotEpochZero() {
    assertThat(read(RpmHeader.of("a", "1", "1", "noarch")).packages())
        .singleElement()
        .satisfies(one -> assertThat(one.epoch()).isNull());
    assertThat(read(RpmHeader.of("a", "1", "1", "noarch").epoch(0)).packages())
        .singleElement()
        .satisfies(one -> assertThat(one.epoch()).isZero());
  }

  @Test
  void wholePathsOfOldHeadersAreRead() {
    var header = RpmHeader.of("a", "1", "1", "i386").wholePaths().owning("/a/b", "/c");

    assertThat(read(header).packages())
        .singleElement()
        .satisfies(one -> assertThat(one.files()).containsExactly("/a/b", "/c"));
  }

  @Test
  void aHeaderWithoutRegionIsRead() {
    var read = read(RpmHeader.of("a", "1", "1", "i386").withoutRegion().owning("/a/b"));

    assertThat(read.damage()).isNull();
    assertThat(read.names()).containsExactly("a");
  }

  @Test
  void pathsKeepTheirBytes() {
    var header = RpmHeader.of("a", "1", "1", "noarch").owning("/å/ß");

    assertThat(read(header).packages().getFirst().files()).containsExactly("/Ã¥/Ã\u009f");
  }

  @Test
  void publicKeysAreLeftOut() {
    var store = new RpmNdb().add(RpmHeader.key("fd431d51")).add(NODE).render();

    var read = Stores.read(RpmStore.NDB, store);

    assertThat(read.damage()).isNull();
    assertThat(read.names()).containsExactly("nodejs");
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1002})
  void aHeaderWithoutNameVersionOrReleaseIsDamage(int tag) {
    var read = read(RpmHeader.of("a", "1", "1", "noarch").without(tag));

    assertThat(read.packages()).isEmpty();
    assertThat(read.why()).startsWith("package number 1: expected a ").endsWith("found none");
  }

  @Test
  void aWrongTypeIsDamage() {
    var read = read(RpmHeader.of("a", "1", "1", "noarch").numbers(1002, 7));

    assertThat(read.packages()).isEmpty();
    assertThat(read.why()).contains("RELEASE: expected type 6, found 4");
  }

  @Test
  void alteredBytesOfAPackageAreFoundByItsDigest() {
    var blob = NODE.blob();
    blob[indexOf(blob, "18.12.1")] = '9';

    var read = read(blob);

    assertThat(read.why()).contains("the digest of the header (SHA256_HEADER) is of other bytes");
    assertThat(read.packages()).extracting(RpmPackage::version).containsExactly("98.12.1");
  }

  @Test
  void anAlteredDigestIsDamageToo() {
    var blob = NODE.blob();
    var at = ByteBuffer.wrap(blob).getInt(entry(blob, 273) + 8) + data(blob);
    blob[at] = (byte) (blob[at] == '0' ? '1' : '0');

    assertThat(read(blob).why()).contains("the digest");
  }

  @Test
  void anEpochThatWasAddedAtInstallationIsDamage() {
    var blob = NODE.blob();
    ByteBuffer.wrap(blob).putInt(entry(blob, 1008), 1003);

    assertThat(read(blob).why()).contains("EPOCH was added to the package after it was made");
  }

  @Test
  void aTagThatIsThereTwiceIsDamage() {
    var blob = RpmHeader.of("a", "1", "1", "noarch").withoutDigests().blob();
    ByteBuffer.wrap(blob).putInt(entry(blob, 1014), 1001);

    assertThat(read(blob).why()).contains("VERSION is there twice");
  }

  @Test
  void numbersOfEntriesAndBytesMustFitTheBlob() {
    for (int at : new int[] {0, 4}) {
      for (int value : new int[] {0, -1, 1, 70_000, Integer.MAX_VALUE}) {
        var blob = NODE.blob();
        ByteBuffer.wrap(blob).putInt(at, value);
        assertThat(read(blob).why()).as(at + " " + value).startsWith("package number 1: expected");
      }
    }
  }

  @Test
  void offsetsAndCountsMustLieInTheData() {
    for (int field : new int[] {8, 12}) {
      for (int value : new int[] {-1, 1 << 20, Integer.MIN_VALUE}) {
        var blob = NODE.blob();
        ByteBuffer.wrap(blob).putInt(entry(blob, 1002) + field, value);
        assertThat(read(blob).why()).as(field + " " + value).startsWith("package number 1: tag 10");
      }
    }
  }

  @Test
  void aBlobThatIsTooShortIsDamage() {
    assertThat(read(new byte[10]).why())
        .contains("expected a header of 24 bytes or more, found 10");
  }

  @Test
  void moreFilesThanAllowedAreALimitAndThePackageStays() {
    var header = RpmHeader.of("a", "1", "1", "noarch").owning("/a/1", "/a/2", "/a/3");
    var store = new RpmNdb().add(header).render();

    var read = Stores.read(RpmStore.NDB, store, null, new RpmLimits(10, 1 << 20, 2));

    assertThat(read.damage())
        .isEqualTo(
            new Damage(true, "package number 1: a package of 3 files, the limit is 2", 4112));
    assertThat(read.names()).containsExactly("a");
  }

  @Test
  void pathsMadeOfOneLongDirectoryAreALimit() {
    var header =
        RpmHeader.of("a", "1", "1", "noarch")
            .numbers(1116, new int[1000])
            .strings(1117, Collections.nCopies(1000, "x").toArray(String[]::new))
            .strings(1118, "/" + "d".repeat(5000) + "/");

    var read =
        Stores.read(
            RpmStore.NDB,
            new RpmNdb().add(header).render(),
            null,
            new RpmLimits(10, 100_000, 2000));

    assertThat(read.damage()).isNotNull();
    assertThat(read.why()).contains("paths of more than 100000 bytes");
  }

  @Test
  void fileListsThatDoNotFitTogetherAreDamage() {
    var base = RpmHeader.of("a", "1", "1", "noarch");
    assertThat(read(base.numbers(1116, 0).strings(1117, "b")).why())
        .contains("1 files in 0 directories with 1 indexes");
    assertThat(read(base.strings(1118, "/d/").numbers(1116, 5)).why()).contains("directory 5 of 1");
    assertThat(read(base.numbers(1116, 0, 0)).why())
        .contains("1 files in 1 directories with 2 indexes");
  }

  private static int entry(byte[] blob, int tag) {
    for (int at = 8; ; at += 16) {
      if (ByteBuffer.wrap(blob).getInt(at) == tag) {
        return at;
      }
    }
  }

  private static int data(byte[] blob) {
    return 8 + 16 * ByteBuffer.wrap(blob).getInt(0);
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, ISO_8859_1).indexOf(text);
  }
}
