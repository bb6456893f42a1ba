package io.breakwater.advisories.database;

import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink.Exploited;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/// An advisory database, memory-mapped; its bytes are those of `Layout`.
///
/// Opening reads the whole file once for its checksum (CRC-32C, which the processor computes
/// at memory speed), so that a damaged file is refused before the first answer and never
/// answers wrongly. The map lives as long as the object: a process that swaps databases lets
/// the old one go and readers that still hold it are undisturbed.
///
/// Safe for use by many threads.
public final class AdvisoryDatabase implements Advisories {
  /// Format that this version reads and writes; part of caches' keys.
  public static final int FORMAT = Layout.FORMAT;

  private final Sections sections;
  private final RowDecoder rows;
  private final List<FeedInfo> feeds;
  private final String version;

  private AdvisoryDatabase(Sections sections) {
    this.sections = sections;
    this.rows = new RowDecoder(sections);
    this.feeds = List.copyOf(FeedInfos.read(sections.cursor(Layout.FEEDS, 0)));
    this.version = sections.digest();
  }

  /// Opens a database.
  ///
  /// Errors: `database-missing`, `database-unreadable`, `database-not-one` (another kind of
  /// file), `database-format` (of another version of the program), `database-truncated`,
  /// `database-checksum`, `database-damaged`.
  public static AdvisoryDatabase open(Path file) throws FeedException {
    return of(map(file), file.toString());
  }

  /// Opens a database that lies in memory, which is not copied.
  ///
  /// @param name for errors
  public static AdvisoryDatabase of(ByteBuffer bytes, String name) throws FeedException {
    var content = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    checkHeader(content, name);
    var crc = new CRC32C();
    crc.update(content.duplicate().position(Layout.CHECKED_FROM));
    if ((int) crc.getValue() != content.getInt(Layout.CRC_AT)) {
      throw DatabaseFaults.refused(
          "database-checksum", name, "its checksum is wrong, so the file is damaged", null);
    }
    try {
      return new AdvisoryDatabase(new Sections(content));
    } catch (DamagedDatabaseException | java.time.DateTimeException e) {
      throw DatabaseFaults.refused("database-damaged", name, String.valueOf(e.getMessage()), e);
    }
  }

  private static ByteBuffer map(Path file) throws FeedException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var size = channel.size();
      if (size < Layout.HEADER || size > Integer.MAX_VALUE) {
        throw DatabaseFaults.refused(
            "database-truncated", file.toString(), "a file of " + size + " bytes", null);
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto()).asByteBuffer();
    } catch (NoSuchFileException e) {
      throw DatabaseFaults.refused("database-missing", file.toString(), "there is none", e);
    } catch (IOException e) {
      throw DatabaseFaults.refused(
          "database-unreadable", file.toString(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void checkHeader(ByteBuffer content, String name) throws FeedException {
    if (content.limit() < Layout.HEADER || content.getLong(0) != Layout.MAGIC) {
      throw DatabaseFaults.refused("database-not-one", name, "not an advisory database", null);
    }
    var format = content.getInt(8);
    if (format != Layout.FORMAT) {
      throw DatabaseFaults.refused(
          "database-format", name, "format " + format + ", this version reads " + FORMAT, null);
    }
    var length = content.getLong(16);
    if (length != content.limit()) {
      throw DatabaseFaults.refused(
          "database-truncated",
          name,
          content.limit() + " bytes where " + length + " were written",
          null);
    }
  }

  @Override
  public boolean covers(String release) {
    return sections.release(release) >= 0;
  }

  @Override
  public Optional<Coverage> coverage(String release) {
    var at = sections.release(release);
    return at < 0 ? Optional.empty() : Optional.of(sections.coverage(at));
  }

  /// Every release that the database speaks of.
  public List<Coverage> releases() {
    var all = new ArrayList<Coverage>();
    for (var i = 0; i < sections.releaseCount(); i++) {
      all.add(sections.coverage(i));
    }
    return all;
  }

  @Override
  public List<Advisory> find(String release, String packageName) {
    return find(release, packageName, _ -> true);
  }

  @Override
  public List<Advisory> find(String release, String packageName, Wanted wanted) {
    var group = sections.group(release, packageName);
    if (group < 0) {
      return List.of();
    }
    return rows.read(release, packageName, group, wanted);
  }

  /// All rows of an issue, by release and package; reads every row.
  public List<Advisory> findIssue(String cve) {
    var found = new ArrayList<Advisory>();
    var number = sections.textNumber(cve);
    if (number < 0) {
      return found;
    }
    for (var group = 0; group < sections.groupCount(); group++) {
      rows.readIssue(sections.releaseOf(group), sections.packageOf(group), group, number, found);
    }
    return found;
  }

  /// Passes every row on, by release, package and CVE.
  public void forEachRow(RowConsumer consumer) throws FeedException {
    for (var group = 0; group < sections.groupCount(); group++) {
      for (var row : rowsOfGroup(group)) {
        consumer.accept(row);
      }
    }
  }

  List<Advisory> rowsOfGroup(int group) {
    return rows.read(sections.releaseOf(group), sections.packageOf(group), group, _ -> true);
  }

  String releaseOfGroup(int group) {
    return sections.releaseOf(group);
  }

  String packageOfGroup(int group) {
    return sections.packageOf(group);
  }

  /// Takes rows one by one.
  @FunctionalInterface
  public interface RowConsumer {
    void accept(Advisory row) throws FeedException;
  }

  @Override
  public Optional<Exploited> exploited(String cve) {
    var low = 0;
    var high = sections.exploitedCount() - 1;
    while (low <= high) {
      var middle = (low + high) >>> 1;
      var entry = exploitedAt(middle);
      var order = entry.cve().compareTo(cve);
      if (order == 0) {
        return Optional.of(entry);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  @Override
  public List<String> cpesOf(String repository) {
    var low = 0;
    var high = sections.repositoryCount() - 1;
    while (low <= high) {
      var middle = (low + high) >>> 1;
      var order = sections.repository(middle).compareTo(repository);
      if (order == 0) {
        return rows.texts(sections.repositoryCpes(middle));
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return List.of();
  }

  /// Every repository whose products are known, by name.
  public List<String> repositories() {
    var all = new ArrayList<String>(sections.repositoryCount());
    for (var i = 0; i < sections.repositoryCount(); i++) {
      all.add(sections.repository(i));
    }
    return all;
  }

  /// The whole catalogue of known exploited vulnerabilities, by CVE.
  public List<Exploited> exploited() {
    var all = new ArrayList<Exploited>();
    for (var i = 0; i < sections.exploitedCount(); i++) {
      all.add(exploitedAt(i));
    }
    return all;
  }

  private Exploited exploitedAt(int entry) {
    var due = sections.exploitedDue(entry);
    return new Exploited(
        sections.text(sections.exploitedText(entry)),
        LocalDate.ofEpochDay(sections.exploitedAdded(entry)),
        due == Layout.NO_DAY ? null : LocalDate.ofEpochDay(due));
  }

  @Override
  public List<Feed> feeds() {
    return feeds.stream()
        .map(feed -> new Feed(feed.name(), feed.asOf(), feed.rows(), feed.refused()))
        .toList();
  }

  /// What is known of each feed, by name.
  public List<FeedInfo> feedInfos() {
    return feeds;
  }

  /// SHA-256 of the content, hexadecimal: equal for equal feeds.
  @Override
  public String version() {
    return version;
  }

  /// Bytes of the file.
  public long size() {
    return sections.size();
  }

  /// Number of groups of rows: one for each package of each release.
  public int packages() {
    return sections.groupCount();
  }

  /// Reads everything once: for files that somebody else made, before they are put to use.
  public void verify() throws FeedException {
    try {
      sections.verifyDigest();
      sections.verifyOrder();
      forEachRow(
          row -> {
            if (sections.group(row.release(), row.packageName()) < 0) {
              throw DatabaseFaults.damaged("a row that a look-up misses");
            }
          });
      exploited();
      repositories().forEach(this::cpesOf);
    } catch (DamagedDatabaseException | java.time.DateTimeException | IllegalArgumentException e) {
      throw DatabaseFaults.refused(
          "database-damaged", "advisory database", String.valueOf(e.getMessage()), e);
    }
  }
}
