package io.breakwater.accounts.stored;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.accounts.SetClock;
import io.breakwater.accounts.directory.AccountStore;
import io.breakwater.accounts.directory.AccountStoreContract;
import io.breakwater.accounts.firststart.FirstStartContract;
import io.breakwater.accounts.management.ManagersRaceContract;
import io.breakwater.accounts.sessions.SessionsContract;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.testkit.databases.PostgresServer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/// The stores on PostgreSQL.
class PostgresStoresTest {
  private static @Nullable PostgresServer server;

  @BeforeAll
  static void startServer() throws Exception {
    var programs = PostgresServer.programs();
    assumeTrue(programs.isPresent(), "skipped: PostgreSQL 15 or newer is not installed");
    server = PostgresServer.start(programs.get());
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private static Metadata empty() throws Exception {
    return Metadata.open(Databases.postgres(Objects.requireNonNull(server)));
  }

  @Nested
  class Accounts extends AccountStoreContract {
    private @Nullable Metadata metadata;

    @Override
    protected AccountStore open() throws Exception {
      var opened = empty();
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
      return empty();
    }
  }

  @Nested
  class Audit extends AuditTrailContract {
    @Override
    Metadata open() throws Exception {
      return empty();
    }
  }

  @Nested
  class FirstStarts extends FirstStartContract {
    @Override
    protected Metadata open() throws Exception {
      return empty();
    }
  }

  @Nested
  class BrowserSessions extends SessionsContract {
    @Override
    protected Metadata open() throws Exception {
      return empty();
    }
  }

  @Nested
  class Races extends ManagersRaceContract {
    @Override
    protected Metadata open() throws Exception {
      return empty();
    }
  }
}
