package io.breakwater.accounts.stored;

import io.breakwater.accounts.SetClock;
import io.breakwater.accounts.directory.AccountStore;
import io.breakwater.accounts.directory.AccountStoreContract;
import io.breakwater.accounts.firststart.FirstStartContract;
import io.breakwater.accounts.management.ManagersRaceContract;
import io.breakwater.accounts.sessions.SessionsContract;
import io.breakwater.store.metadata.Metadata;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/// The stores on SQLite.
class SqliteStoresTest {
  @TempDir Path folder;

  @Nested
  class Accounts extends AccountStoreContract {
    private @Nullable Metadata metadata;

    @Override
    protected AccountStore open() throws Exception {
      var opened = Databases.sqlite(folder);
      metadata = opened;
      return new StoredAccounts(opened, new SetClock());
    }

    @AfterEach
    void closeMetadata() {
      if (metadata != null) {
        metadata.close();
      }
    }
  }

  @Nested
  class Keys extends SigningKeysContract {
    @Override
    Metadata open() throws Exception {
      return Databases.sqlite(folder);
    }
  }

  @Nested
  class Audit extends AuditTrailContract {
    @Override
    Metadata open() throws Exception {
      return Databases.sqlite(folder);
    }
  }

  @Nested
  class FirstStarts extends FirstStartContract {
    @Override
    protected Metadata open() throws Exception {
      return Databases.sqlite(folder);
    }
  }

  @Nested
  class BrowserSessions extends SessionsContract {
    @Override
    protected Metadata open() throws Exception {
      return Databases.sqlite(folder);
    }
  }

  @Nested
  class Races extends ManagersRaceContract {
    @Override
    protected Metadata open() throws Exception {
      return Databases.sqlite(folder);
    }
  }
}
