package io.breakwater.advisories.database;

import io.breakwater.advisories.FeedSink.Exploited;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Writes rows, which must come in the order of the file, as [Layout] says.
final class DatabaseWriter {
  private static final int FLUSH = 1 << 20;

  private final FileChannel channel;
  private final TextPool pool;
  private final long[] sections = new long[Layout.SECTIONS * 2];
  private final ByteList rows = new ByteList(FLUSH + 4096);
  private final ByteList groups = new ByteList(FLUSH);
  private final ByteList releases = new ByteList(4096);
  private final TextTable texts;
  private final DetailTable details;
  private final TreeMap<String, long[]> rowsOfFeed = new TreeMap<>();
  private int lastInfo = -1;
  private long[] ofFeed = new long[1];
  private long rowsAt = Layout.HEADER;
  private int group = -1;
  private int groupRows;
  private int lastRelease = -1;
  private int lastPackage = -1;
  private final ReleaseCount release = new ReleaseCount();

  /// Releases that a feed speaks of and that have not been written yet.
  private final NavigableSet<String> covered;
  private final Set<String> unfixedToo;

  private static final class ReleaseCount {
    int text;
    int firstGroup;
    int rows;
  }

  /// A database in a file that is empty.
  ///
  /// @param covered releases that a feed speaks of; emptied by the writer
  /// @param unfixedToo those of which a feed lists the open issues too
  DatabaseWriter(
      FileChannel channel, TextPool pool, NavigableSet<String> covered, Set<String> unfixedToo)
      throws IOException {
    this.channel = channel;
    this.covered = covered;
    this.unfixedToo = unfixedToo;
    this.pool = pool;
    channel.position(Layout.HEADER);
    sections[0] = Layout.HEADER;
    texts = new TextTable(pool);
    details = new DetailTable(pool, texts);
  }

  long rowsOfFeed(String feed) {
    return rowsOfFeed.getOrDefault(feed, new long[1])[0];
  }

  void row(int[] row, boolean exploited) throws IOException {
    if (row[BuildRow.RELEASE] != lastRelease || row[BuildRow.PACKAGE] != lastPackage) {
      startGroup(row);
    }
    var flags = row[BuildRow.FLAGS];
    if (exploited) {
      flags |= Layout.EXPLOITED_FLAG;
    }
    if (row[BuildRow.DETAIL] >= 0) {
      flags |= Layout.DETAIL_FLAG;
    }
    rows.addVarint(texts.ofPool(row[BuildRow.CVE]));
    rows.addByte(flags);
    rows.addVarint(texts.ofPool(row[BuildRow.SEVERITY]));
    if (row[BuildRow.FIXED] >= 0) {
      rows.addVarint(texts.ofPool(row[BuildRow.FIXED]));
    }
    if (row[BuildRow.DETAIL] >= 0) {
      rows.addVarint(texts.ofPool(row[BuildRow.DETAIL]));
    }
    rows.addVarint(details.scope(row[BuildRow.SCOPE]));
    rows.addVarint(details.notices(row[BuildRow.NOTICES]));
    rows.addVarint(details.info(row[BuildRow.INFO]));
    groupRows++;
    release.rows++;
    count(row[BuildRow.INFO]);
    if (rows.size() >= FLUSH) {
      flushRows();
    }
  }

  private void count(int info) {
    if (info != lastInfo) {
      lastInfo = info;
      ofFeed = rowsOfFeed.computeIfAbsent(Packed.feedOf(pool.text(info)), _ -> new long[1]);
    }
    ofFeed[0]++;
  }

  private void startGroup(int[] row) throws IOException {
    endGroup();
    if (row[BuildRow.RELEASE] != lastRelease) {
      endRelease();
      lastRelease = row[BuildRow.RELEASE];
      emptyReleasesBefore(pool.text(lastRelease));
      release.text = texts.ofPool(lastRelease);
      release.firstGroup = group + 1;
      release.rows = 0;
    }
    lastPackage = row[BuildRow.PACKAGE];
    group++;
    var at = rowsAt + rows.size() - Layout.HEADER;
    if (at > Integer.MAX_VALUE) {
      throw new IOException("more than 2 GiB of rows");
    }
    groups.addInt(releases.size() / Layout.RELEASE_BYTES);
    groups.addInt(texts.ofPool(lastPackage));
    groups.addInt((int) at);
    groupRows = 0;
  }

  private void endGroup() {
    if (group >= 0) {
      groups.addInt(groupRows);
    }
  }

  private void endRelease() {
    if (lastRelease < 0) {
      return;
    }
    releases.addInt(release.text);
    releases.addInt(release.firstGroup);
    releases.addInt(group + 1 - release.firstGroup);
    releases.addInt(release.rows);
    releases.addInt(unfixedToo.contains(pool.text(lastRelease)) ? 0 : Layout.FIXES_ONLY);
  }

  /// A branch without a single advisory is covered all the same.
  private void emptyReleasesBefore(@Nullable String next) {
    while (!covered.isEmpty() && (next == null || covered.first().compareTo(next) <= 0)) {
      var name = covered.removeFirst();
      if (!name.equals(next)) {
        releases.addInt(texts.of(name));
        releases.addInt(group + 1);
        releases.addInt(0);
        releases.addInt(0);
        releases.addInt(unfixedToo.contains(name) ? 0 : Layout.FIXES_ONLY);
      }
    }
  }

  private void flushRows() throws IOException {
    rowsAt += rows.size();
    write(rows.buffer());
    rows.clear();
  }

  /// Writes everything behind the rows, and the header.
  void finish(
      Collection<Exploited> exploited,
      SortedMap<String, List<String>> repositories,
      List<FeedInfo> feeds)
      throws IOException {
    endGroup();
    endRelease();
    emptyReleasesBefore(null);
    flushRows();
    sections[1] = rowsAt - Layout.HEADER;
    var exploitedBytes = exploited(exploited);
    var repositoryBytes = repositories(repositories);
    section(Layout.DETAILS, details.bytes());
    section(Layout.TEXTS, texts.bytes());
    section(Layout.TEXT_INDEX, texts.index());
    section(Layout.GROUPS, groups);
    section(Layout.SLOTS, slots());
    section(Layout.RELEASES, releases);
    section(Layout.EXPLOITED, exploitedBytes);
    section(Layout.FEEDS, FeedInfos.write(feeds));
    section(Layout.SCOPES, details.scopes());
    section(Layout.SCOPE_INDEX, details.scopeIndex());
    section(Layout.REPOSITORIES, repositoryBytes);
    header();
  }

  private ByteList exploited(Collection<Exploited> entries) {
    var bytes = new ByteList(entries.size() * Layout.EXPLOITED_BYTES + 16);
    for (var entry : entries) {
      bytes.addInt(texts.of(Packed.clean(entry.cve())));
      bytes.addInt((int) entry.added().toEpochDay());
      var due = entry.due();
      bytes.addInt(due == null ? Layout.NO_DAY : (int) due.toEpochDay());
    }
    return bytes;
  }

  private ByteList repositories(SortedMap<String, List<String>> repositories) {
    var bytes = new ByteList(repositories.size() * Layout.REPOSITORY_BYTES + 16);
    repositories.forEach(
        (name, cpes) -> {
          bytes.addInt(texts.of(name));
          bytes.addInt(details.list(cpes));
        });
    return bytes;
  }

  private ByteList slots() {
    var count = groups.size() / Layout.GROUP_BYTES;
    var size = Math.max(8, Integer.highestOneBit(Math.max(1, count * 2 - 1)) * 2);
    var slots = new int[size];
    var source = groups.buffer();
    var releaseTexts = releases.buffer();
    for (var i = 0; i < count; i++) {
      var releaseText =
          releaseTexts.getInt(source.getInt(i * Layout.GROUP_BYTES) * Layout.RELEASE_BYTES);
      var packageText = source.getInt(i * Layout.GROUP_BYTES + 4);
      var hash = Layout.hash(texts.utf8(releaseText), texts.utf8(packageText));
      var slot = hash & size - 1;
      while (slots[slot] != 0) {
        slot = slot + 1 & size - 1;
      }
      slots[slot] = i + 1;
    }
    var bytes = new ByteList(size * 4);
    for (var slot : slots) {
      bytes.addInt(slot);
    }
    return bytes;
  }

  private void section(int number, ByteList bytes) throws IOException {
    sections[number * 2] = channel.position();
    sections[number * 2 + 1] = bytes.size();
    write(bytes.buffer());
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) < 0) {
        throw new IOException("nothing written");
      }
    }
  }

  private void header() throws IOException {
    var length = channel.position();
    var header = ByteBuffer.allocate(Layout.HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(0, Layout.MAGIC);
    header.putInt(8, Layout.FORMAT);
    header.putLong(16, length);
    for (var i = 0; i < sections.length; i++) {
      header.putLong(Layout.DIGESTED_FROM + i * 8, sections[i]);
    }
    channel.write(header, 0);
    var digest = new byte[32];
    digestFrom(Layout.DIGESTED_FROM, length, digest);
    channel.write(ByteBuffer.wrap(digest), Layout.DIGEST_AT);
    var crc = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    crc.putInt(0, crcFrom(Layout.CHECKED_FROM, length));
    channel.write(crc, Layout.CRC_AT);
  }

  private void digestFrom(long from, long to, byte[] into) throws IOException {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      readAll(from, to, sha::update);
      System.arraycopy(sha.digest(), 0, into, 0, into.length);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private int crcFrom(long from, long to) throws IOException {
    var crc = new CRC32C();
    readAll(from, to, crc::update);
    return (int) crc.getValue();
  }

  private void readAll(long from, long to, java.util.function.Consumer<ByteBuffer> use)
      throws IOException {
    var buffer = ByteBuffer.allocate(1 << 20);
    for (var at = from; at < to; ) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
      var read = channel.read(buffer, at);
      if (read <= 0) {
        throw new IOException("what was written cannot be read back");
      }
      use.accept(buffer.flip());
      at += read;
    }
  }
}
