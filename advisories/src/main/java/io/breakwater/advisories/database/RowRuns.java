package io.breakwater.advisories.database;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The rows of one feed: kept in memory up to a bound, then in files, as unsorted chunks; they
/// are sorted when all feeds are read, for only then do the texts stand still.
final class RowRuns {
  /// Rows in memory per feed: 7 MB.
  private static final int CHUNK = 100_000;

  private final Path folder;
  private List<int[]> rows = new ArrayList<>();
  private final List<Path> chunks = new ArrayList<>();
  private long count;

  RowRuns(Path folder) {
    this.folder = folder;
  }

  void add(int[] row) throws IOException {
    rows.add(row);
    count++;
    if (rows.size() == CHUNK) {
      chunks.add(write(rows));
      rows = new ArrayList<>();
    }
  }

  long count() {
    return count;
  }

  /// Sorts every chunk, and gives a source for each.
  List<Source> sorted(Comparator<int[]> order) throws IOException {
    var sources = new ArrayList<Source>();
    for (var chunk : chunks) {
      var content = new ArrayList<int[]>(CHUNK);
      try (var in = new FileSource(chunk)) {
        for (var row = in.next(); row != null; row = in.next()) {
          content.add(row);
        }
      }
      Files.delete(chunk);
      content.sort(order);
      sources.add(new FileSource(write(content)));
    }
    rows.sort(order);
    var last = rows.iterator();
    sources.add(() -> last.hasNext() ? last.next() : null);
    return sources;
  }

  private Path write(List<int[]> content) throws IOException {
    var file = Files.createTempFile(folder, "rows", ".run");
    try (var out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      for (var row : content) {
        for (var value : row) {
          out.writeInt(value);
        }
      }
    }
    return file;
  }

  /// Sorted rows, one after the other.
  interface Source extends AutoCloseable {
    int @Nullable [] next() throws IOException;

    @Override
    default void close() throws IOException {}
  }

  private static final class FileSource implements Source {
    private final DataInputStream in;

    FileSource(Path file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    @Override
    public int @Nullable [] next() throws IOException {
      var row = new int[BuildRow.WIDTH];
      try {
        for (var i = 0; i < row.length; i++) {
          row[i] = in.readInt();
        }
      } catch (EOFException _) {
        return null;
      }
      return row;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /// All sources as one.
  static final class Merge implements Source {
    private final List<Source> sources;
    private final PriorityQueue<Head> heads;

    Merge(List<Source> sources, Comparator<int[]> order) throws IOException {
      this.sources = sources;
      heads = new PriorityQueue<>((a, b) -> order.compare(a.row, b.row));
      for (var source : sources) {
        advance(source);
      }
    }

    @Override
    public int @Nullable [] next() throws IOException {
      var head = heads.poll();
      if (head == null) {
        return null;
      }
      advance(head.source);
      return head.row;
    }

    private void advance(Source source) throws IOException {
      var row = source.next();
      if (row != null) {
        heads.add(new Head(row, source));
      }
    }

    @Override
    public void close() throws IOException {
      for (var source : sources) {
        source.close();
      }
    }

    private static final class Head {
      final int[] row;
      final Source source;

      Head(int[] row, Source source) {
        this.row = row;
        this.source = source;
      }
    }
  }
}
