package io.breakwater.store.metadata;

import java.nio.file.Path;

/// Where the metadata are.
public sealed interface MetadataOptions {
  /// A file of this machine, made where it is missing; its folder exists.
  ///
  /// @param file on a local file system: SQLite's locks do not work over a network
  /// @param readers reads at the same time, at least 1
  /// @param beside a server that has the file open, which is refused otherwise: for backups and
  ///     checks, which seldom write. The file is there then, with this version's schema.
  record Sqlite(Path file, int readers, boolean beside) implements MetadataOptions {
    /// Readers for the machine's processors.
    public static Sqlite at(Path file) {
      return new Sqlite(file, Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 16));
    }

    /// A file of one's own.
    public Sqlite(Path file, int readers) {
      this(file, readers, false);
    }

    /// A file that a server may have open.
    public static Sqlite beside(Path file) {
      return new Sqlite(file, 2, true);
    }

    public Sqlite {
      if (readers < 1) {
        throw new IllegalArgumentException("no readers");
      }
    }
  }

  /// A database of PostgreSQL 15 or newer.
  ///
  /// @param url `jdbc:postgresql://HOST:PORT/DATABASE`
  /// @param connections at the same time, half for reading, at least 2
  record PostgreSql(String url, String user, String password, int connections)
      implements MetadataOptions {
    public PostgreSql {
      if (connections < 2) {
        throw new IllegalArgumentException("fewer than 2 connections");
      }
    }

    /// Without the password.
    @Override
    public String toString() {
      return "PostgreSql[" + url + ", " + user + "]";
    }
  }
}
