package io.breakwater.rpmdb.sqlite;

import io.breakwater.rpmdb.blob.BlobSink;
import io.breakwater.rpmdb.blob.Damages;
import io.breakwater.rpmdb.blob.Malformed;
import io.breakwater.rpmdb.blob.Scratch;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads all blobs of `rpmdb.sqlite` (<https://sqlite.org/fileformat2.html>; tables as in rpm's
/// `lib/backend/sqlite.c`).
///
/// The blobs are the rows of `Packages(hnum INTEGER PRIMARY KEY, blob)`. SQLite has no checksums;
/// what is compared, so that no package is lost in silence: the table `Name(key, hnum, idx)`, which
/// rpm fills from the headers for its own searches, must have exactly the same instances with the
/// same names; each page is used once; rows rise; chains end where the lengths say. Pages of other
/// tables and of indexes are not looked at.
public final class SqliteFile {
  private static final String PACKAGES = "Packages";
  private static final String NAME = "Name";

  private final Pages pages;
  private final int packages;
  private final Scratch scratch;
  private final BlobSink sink;
  private final Damages damages;
  private final Map<Long, String> names = new HashMap<>();
  private long packagesRoot;
  private long nameRoot;
  private boolean complete = true;

  private SqliteFile(Pages pages, int packages, int blobBytes, BlobSink sink, Damages damages) {
    this.pages = pages;
    this.packages = packages;
    // The record of a blob is longer than the blob by its header.
    this.scratch = new Scratch(blobBytes + 16);
    this.sink = sink;
    this.damages = damages;
  }

  /// Reads the store to its end.
  ///
  /// @param log null or empty where there is none
  /// @param packages how many rows are allowed
  /// @throws Malformed where nothing can be read; all else goes to `damages`
  public static void read(
      MemorySegment file,
      @Nullable MemorySegment log,
      int packages,
      int blobBytes,
      BlobSink sink,
      Damages damages)
      throws Malformed {
    new SqliteFile(Pages.open(file, log, damages), packages, blobBytes, sink, damages).read();
  }

  private void read() throws Malformed {
    Table.read(pages, 1, scratch, damages, this::schema);
    if (packagesRoot == 0) {
      throw Malformed.at(100, "expected a table Packages, found none");
    }
    if (nameRoot == 0) {
      damages.tell(Malformed.at(100, "expected a table Name to compare with, found none"));
    } else {
      Table.read(pages, nameRoot, scratch, damages, this::name);
    }
    Table.read(pages, packagesRoot, scratch, damages, this::blob);
    if (complete && !names.isEmpty()) {
      damages.tell(
          Malformed.at(
              0,
              "the table Packages lacks "
                  + names.size()
                  + " packages of the table Name, the first is "
                  + names.values().iterator().next()));
    }
  }

  /// `sqlite_schema(type, name, tbl_name, rootpage, sql)`.
  private boolean schema(long number, Scratch record, long offset) throws Malformed {
    var row = Row.parse(record.bytes(), record.length(), 4, offset);
    if (row.isText(0) && row.isText(1) && row.isInteger(3) && row.text(0).equals("table")) {
      if (row.text(1).equalsIgnoreCase(PACKAGES)) {
        packagesRoot = row.integer(3);
      } else if (row.text(1).equalsIgnoreCase(NAME)) {
        nameRoot = row.integer(3);
      }
    }
    return true;
  }

  private boolean name(long number, Scratch record, long offset) throws Malformed {
    var row = Row.parse(record.bytes(), record.length(), 2, offset);
    if (!(row.isText(0) || row.isBlob(0)) || !row.isInteger(1)) {
      throw Malformed.at(offset, "expected a name and an instance in the table Name");
    }
    if (names.size() >= packages) {
      throw Malformed.limit(offset, "more than " + packages + " packages");
    }
    if (names.put(row.integer(1), row.text(0)) != null) {
      throw Malformed.at(offset, "instance " + row.integer(1) + " is there twice in Name");
    }
    return true;
  }

  private boolean blob(long number, Scratch record, long offset) throws Malformed {
    var row = Row.parse(record.bytes(), record.length(), 2, offset);
    if (!row.isBlob(1)) {
      throw Malformed.at(offset, "row " + number + ": expected a blob, found something else");
    }
    var name = names.remove(number);
    if (name == null && nameRoot != 0) {
      damages.tell(Malformed.at(offset, "row " + number + " is not in the table Name"));
    }
    complete = sink.blob(number, name, record.bytes(), row.start(1), row.length(1), offset);
    return complete;
  }
}
