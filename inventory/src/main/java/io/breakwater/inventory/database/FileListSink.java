package io.breakwater.inventory.database;

import java.io.IOException;

/// Takes the paths that a package owns, as a database names them.
public interface FileListSink {
  /// Forgets what it is told.
  FileListSink NONE =
      new FileListSink() {
        @Override
        public void owner(String packageName) {}

        @Override
        public void path(byte[] bytes, int offset, int length) {}
      };

  /// The paths that follow belong to this binary package.
  ///
  /// @param packageName its name, or [PackageRecord#identity] where the database may hold several
  ///     packages of one name
  void owner(String packageName) throws IOException;

  /// One path, without leading `/`, in the image's own bytes.
  void path(byte[] bytes, int offset, int length) throws IOException;
}
