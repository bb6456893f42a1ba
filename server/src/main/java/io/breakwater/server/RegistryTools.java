package io.breakwater.server;

import io.breakwater.accounts.directory.IdentityName;
import io.breakwater.accounts.firststart.FirstStart;
import io.breakwater.accounts.passwords.BusyException;
import io.breakwater.registry.backup.BackupProgress;
import io.breakwater.registry.backup.BackupResult;
import io.breakwater.registry.backup.RegistryBackup;
import io.breakwater.registry.backup.RegistryRestore;
import io.breakwater.registry.check.CheckOptions;
import io.breakwater.registry.check.CheckProgress;
import io.breakwater.registry.check.CheckResult;
import io.breakwater.registry.check.RegistryCheck;
import io.breakwater.registry.garbage.Collected;
import io.breakwater.registry.garbage.GarbageCollection;
import io.breakwater.server.configuration.Configuration;
import io.breakwater.server.configuration.Settings;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.MetadataOptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// What is done to a registry's stores from outside, also while a server uses them.
public final class RegistryTools implements AutoCloseable {
  private final Stores stores;
  private final Configuration configuration;
  private final InstantSource clock;

  private RegistryTools(Stores stores, Configuration configuration, InstantSource clock) {
    this.stores = stores;
    this.configuration = configuration;
    this.clock = clock;
  }

  /// Opens the stores of a registry that is there.
  ///
  /// @throws ServerException also `data-folder-missing`
  public static RegistryTools open(
      Configuration configuration, ServerFolders folders, InstantSource clock)
      throws ServerException {
    return new RegistryTools(
        Stores.beside(folders.data(configuration), configuration), configuration, clock);
  }

  /// Reads everything, and repairs it where that is asked for.
  public CheckResult check(CheckOptions options, CheckProgress progress) throws ServerException {
    try {
      return new RegistryCheck(stores.metadata(), stores.blobs(), clock, options).run(progress);
    } catch (StoreException e) {
      throw ServerException.of("checking the registry", e);
    }
  }

  /// Copies everything into a folder; see [RegistryBackup#run].
  public BackupResult backup(Path target, boolean hardLinks, BackupProgress progress)
      throws ServerException {
    try {
      return new RegistryBackup(stores.metadata(), stores.blobs(), progress).run(target, hardLinks);
    } catch (StoreException e) {
      throw ServerException.of("backing up into " + target, e);
    }
  }

  /// Gives a user a new password; see [FirstStart#resetPassword]. Counts at once, also for a
  /// server that runs.
  ///
  /// @throws ServerException also `user-unknown`
  public String resetPassword(String user) throws ServerException {
    var what = "giving " + user + " a new password";
    try {
      var random = new SecureRandom();
      var start = new FirstStart(stores.metadata(), Identities.hasher(random), clock, random);
      var password = start.resetPassword(IdentityName.parse(user));
      if (password.isPresent()) {
        return password.get().reveal();
      }
    } catch (StoreException e) {
      throw ServerException.of(what, e);
    } catch (BusyException e) {
      throw new ServerException("server-busy", what, "too many at once", "Try again", e);
    } catch (IllegalArgumentException e) {
      // No name that a user can have: there is none of it.
    }
    throw new ServerException(
        "user-unknown",
        what,
        "there is no user of that name with a password of this server's",
        "Managers list users with GET /api/v2/users; the first one is admin",
        null);
  }

  /// Removes what is not needed.
  ///
  /// @return empty where a server, or a backup, is at it
  public Optional<Collected> collect() throws ServerException {
    try {
      return new GarbageCollection(
              stores.metadata(), stores.blobs(), clock, Jobs.collection(configuration))
          .run(() -> false);
    } catch (StoreException e) {
      throw ServerException.of("collecting garbage", e);
    }
  }

  /// Makes a registry of a backup.
  ///
  /// @throws ServerException also `backup-missing`, `backup-target` where there is one already
  public static BackupResult restore(
      Configuration configuration, ServerFolders folders, Path backup, BackupProgress progress)
      throws ServerException {
    if (configuration.find(Settings.POSTGRESQL_URL).isPresent()) {
      throw new ServerException(
          "storage-unsupported",
          "restoring " + backup,
          "metadata in PostgreSQL are restored by its own tools",
          "Use pg_restore, and copy the bucket",
          null);
    }
    try (var folder = DataFolder.open(folders.data(configuration));
        var blobs = Stores.blobs(folder, configuration)) {
      return new RegistryRestore(backup, progress)
          .run(MetadataOptions.Sqlite.at(folder.metadata()), blobs);
    } catch (StoreException e) {
      throw ServerException.of("restoring " + backup, e);
    }
  }

  @Override
  public void close() {
    stores.close();
  }
}
