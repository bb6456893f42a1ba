package io.breakwater.inventory.dpkg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.inventory.database.DatabaseLimits;
import io.breakwater.inventory.database.FileListSink;
import io.breakwater.inventory.database.PackageList;
import io.breakwater.inventory.database.PackageRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StatusParserTest {
  private static PackageList read(String text) {
    return read("var/lib/dpkg/status", text);
  }

  private static PackageList read(String path, String text) {
    return read(path, new ByteArrayInputStream(text.getBytes(UTF_8)), DatabaseLimits.DEFAULT);
  }

  private static PackageList read(String path, InputStream in, DatabaseLimits limits) {
    try {
      return new DpkgDatabase().read(path, in, limits, FileListSink.NONE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String why(PackageList list) {
    return Objects.requireNonNull(list.damage()).why();
  }

  @Test
  void fieldNamesHaveNoCaseAndContinuationLinesAreNoFields() {
    var list =
        read(
            """
            PACKAGE: a
            status: install ok installed
            Description: x
             Version: 9
             .
            \tVersion: 8
            vErsion:  1:2-3\s
            Architecture: amd64

            """);
    assertThat(list.damage()).isNull();
    assertThat(list.packages())
        .containsExactly(new PackageRecord("a", "1:2-3", "amd64", "a", "1:2-3", null));
  }

  @Test
  void sourceMayNameItsVersion() {
    var list =
        read("Package: a\nVersion: 1+b1\nSource: s (1)\n\nPackage: b\nVersion: 2\nSource: t\n\n");
    assertThat(list.packages()).extracting(PackageRecord::source).containsExactly("s", "t");
    assertThat(list.packages()).extracting(PackageRecord::sourceVersion).containsExactly("1", "2");
  }

  @ParameterizedTest
  @CsvSource({
    "install ok installed, true",
    "hold ok installed, true",
    "deinstall ok installed, true",
    "install reinstreq half-installed, true",
    "install ok unpacked, true",
    "install ok half-configured, true",
    "install ok triggers-awaited, true",
    "install ok triggers-pending, true",
    "deinstall ok config-files, false",
    "purge ok not-installed, false"
  })
  void packagesCountWhileTheirFilesAreThere(String status, boolean installed) {
    var list = read("Package: a\nStatus: " + status + "\nVersion: 1\n\n");
    assertThat(list.damage()).isNull();
    assertThat(list.packages()).hasSize(installed ? 1 : 0);
  }

  @Test
  void unknownStatusIsDamageAndCounts() {
    var list = read("Package: a\nStatus: install ok fine\nVersion: 1\n\n");
    assertThat(list.packages()).hasSize(1);
    assertThat(why(list)).contains("install ok fine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Package: a\nVersion: 1\n\nPackage: b\nVersion: 2\nDescr",
        "Package: a\nVersion: 1\n\nPackage: b\nVersion: 2\n",
        "Package: a\nVersion: 1\n\nPackage: b\n\n",
        "Package: a\nVersion: 1\n\nVersion: 2\n\n",
        "Package: a\nVersion: 1\n\n continued\n\n",
        "Package: a\nVersion: 1\n\n\u0000\u0001\u0002\n\n",
        "Package: a\nVersion: 1\n\nPackage: b\nVersion: 1\nSource: s (1\n\n",
        "Package: a\nVersion: 1\n\n: x\n\n"
      })
  void damageIsToldAndWhatCanBeReadIsRead(String text) {
    var list = read(text);
    assertThat(why(list)).contains("line ");
    assertThat(Objects.requireNonNull(list.damage()).code()).isEqualTo("package-database-damaged");
    assertThat(list.packages().getFirst().name()).isEqualTo("a");
  }

  @Test
  void damageTellsLineAndByte() {
    var damage = Objects.requireNonNull(read("Package: a\nVersion: 1\n\nnonsense\n\n").damage());
    assertThat(damage.why()).startsWith("line 4: ").contains("\"nonsense\"");
    assertThat(damage.offset()).isEqualTo(23);
  }

  @Test
  void filesOfStatusDNeedNoStatusAndNoEmptyLineAtTheEnd() {
    var list = read("var/lib/dpkg/status.d/libc6", "Package: libc6\nVersion: 2.36\n");
    assertThat(list.damage()).isNull();
    assertThat(list.packages()).hasSize(1);
  }

  @Test
  void carriageReturnsBeforeTheLineEndAreNoPartOfValues() {
    var list = read("Package: a\r\nVersion: 1\r\n\r\n");
    assertThat(list.damage()).isNull();
    assertThat(list.packages().getFirst().version()).isEqualTo("1");
  }

  @Test
  void lineOverTheLimitEndsReading() {
    var limits = new DatabaseLimits(1 << 20, 1 << 20, 1000, 10, 1 << 20);
    var text = "Package: a\nVersion: 1\n\nDepends: " + "x".repeat(50_000) + "\n\n";
    var list = read("var/lib/dpkg/status", new ByteArrayInputStream(text.getBytes(UTF_8)), limits);
    assertThat(why(list)).contains("longer than 1000 bytes");
    assertThat(list.packages()).hasSize(1);
  }

  @Test
  void databaseOfAGigabyteEndsAtTheLimitInBoundedMemory() {
    var list = read("var/lib/dpkg/status", new Endless(1L << 30), DatabaseLimits.DEFAULT);
    assertThat(Objects.requireNonNull(list.damage()).code())
        .isEqualTo("package-database-too-large");
  }

  /// The same paragraph again and again.
  private static final class Endless extends InputStream {
    private final byte[] paragraph =
        ("Package: a\nVersion: 1\nDescription: " + "x".repeat(4000) + "\n\n").getBytes(UTF_8);
    private long left;
    private int at;

    Endless(long length) {
      left = length;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = Math.min(length, paragraph.length - at);
      System.arraycopy(paragraph, at, target, offset, count);
      at = (at + count) % paragraph.length;
      left -= count;
      return count;
    }
  }
}
