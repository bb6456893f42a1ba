package io.breakwater.advisories.database;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink.Exploited;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Builds a database: an external sort, so that memory does not grow with the rows.
///
/// ```
/// try (var builder = DatabaseBuilder.beside(target)) {
///   var debian = builder.collector("debian");      // read feeds into collectors, in parallel
///   builder.take(debian, debian.describe(asOf, digest));
///   builder.write(target);
/// }
/// ```
///
/// The same feeds give the same bytes. The target is replaced by renaming a finished and
/// verified file; whatever happens before leaves it as it was.
public final class DatabaseBuilder implements AutoCloseable {
  private final Path folder;
  private final TextPool pool = new TextPool();
  private final Map<String, FeedCollector> taken = new TreeMap<>();
  private final Map<String, FeedInfo> infos = new TreeMap<>();

  private DatabaseBuilder(Path folder) {
    this.folder = folder;
  }

  /// A builder whose temporary files lie beside the database that it will write.
  public static DatabaseBuilder beside(Path target) throws FeedException {
    try {
      var parent = target.toAbsolutePath().getParent();
      if (parent == null) {
        throw new IOException("not a file name");
      }
      Files.createDirectories(parent);
      return new DatabaseBuilder(Files.createTempDirectory(parent, ".building-"));
    } catch (IOException e) {
      throw DatabaseFaults.notWritten(target.toString(), e);
    }
  }

  /// A collector for a feed. It counts only when [#take] takes it.
  public FeedCollector collector(String feed) {
    return new FeedCollector(feed, pool, folder);
  }

  /// Takes a feed's rows.
  public void take(FeedCollector collector, FeedInfo info) {
    taken.put(collector.name(), collector);
    infos.put(collector.name(), info);
  }

  /// How many notices gave another fixed version than the tracker; known after [#write].
  public long differingNotices() {
    return differing;
  }

  private long differing;

  /// Sorts, joins, writes, verifies, and puts the file in place.
  public AdvisoryDatabase write(Path target) throws FeedException {
    try {
      var file = folder.resolve("database");
      writeTo(file);
      AdvisoryDatabase.open(file);
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return AdvisoryDatabase.open(target);
    } catch (IOException e) {
      throw DatabaseFaults.notWritten(target.toString(), e);
    }
  }

  private void writeTo(Path file) throws IOException, FeedException {
    try (var channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      var covered = new TreeSet<String>();
      var unfixedToo = new HashSet<String>();
      for (var collector : taken.values()) {
        covered.addAll(collector.covered());
        unfixedToo.addAll(collector.unfixedToo());
      }
      var writer = new DatabaseWriter(channel, pool, covered, unfixedToo);
      var exploited = exploited();
      writeRows(writer, exploited.keySet());
      writer.finish(exploited.values(), repositories(), counted(writer, exploited.values()));
      channel.force(true);
    }
  }

  private Map<String, Exploited> exploited() {
    var all = new TreeMap<String, Exploited>();
    for (var collector : taken.values()) {
      all.putAll(collector.exploitedEntries());
    }
    return all;
  }

  private SortedMap<String, List<String>> repositories() {
    var all = new TreeMap<String, List<String>>();
    for (var collector : taken.values()) {
      all.putAll(collector.repositories());
    }
    return all;
  }

  private List<FeedInfo> counted(DatabaseWriter writer, Collection<Exploited> exploited) {
    var feeds = new ArrayList<FeedInfo>();
    for (var info : infos.values()) {
      var rows = info.name().equals("kev") ? exploited.size() : writer.rowsOfFeed(info.name());
      feeds.add(info.withRows(rows));
    }
    return feeds;
  }

  private void writeRows(DatabaseWriter writer, Set<String> exploited)
      throws IOException, FeedException {
    var order = BuildRow.order(pool);
    var join = new RowJoin(pool, taken);
    var listed = new HashSet<Integer>();
    for (var cve : exploited) {
      listed.add(pool.number(cve));
    }
    try (var rows = new RowRuns.Merge(sources(order), order)) {
      var group = new ArrayList<int[]>();
      for (var row = rows.next(); row != null; row = rows.next()) {
        if (!group.isEmpty() && !BuildRow.sameIssue(group.getFirst(), row)) {
          writeIssue(writer, join, group, listed, order);
        }
        if (group.isEmpty() || order.compare(group.getLast(), row) != 0) {
          group.add(row);
        }
      }
      writeIssue(writer, join, group, listed, order);
    }
    differing = join.differing();
  }

  private List<RowRuns.Source> sources(Comparator<int[]> order) throws IOException {
    var sources = new ArrayList<RowRuns.Source>();
    for (var collector : taken.values()) {
      sources.addAll(collector.runs().sorted(order));
    }
    return sources;
  }

  private static void writeIssue(
      DatabaseWriter writer,
      RowJoin join,
      List<int[]> group,
      Set<Integer> exploited,
      Comparator<int[]> order)
      throws IOException, FeedException {
    if (group.isEmpty()) {
      return;
    }
    var rows = new ArrayList<>(join.join(group));
    rows.sort(order);
    for (var i = 0; i < rows.size(); i++) {
      if (i == 0 || order.compare(rows.get(i - 1), rows.get(i)) != 0) {
        writer.row(rows.get(i), exploited.contains(rows.get(i)[BuildRow.CVE]));
      }
    }
    group.clear();
  }

  /// Removes the temporary files.
  @Override
  public void close() throws FeedException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw DatabaseFaults.notWritten(folder.toString(), e);
    }
  }
}
