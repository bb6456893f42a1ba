package io.breakwater.registry.garbage;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.blobs.s3.S3BlobStore;
import io.breakwater.store.blobs.s3.S3Settings;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.MetadataOptions;
import io.breakwater.testkit.databases.PostgresServer;
import io.breakwater.testkit.objects.S3Server;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class ObjectsCollectionRacesTest extends CollectionRacesContract {
  @TempDir static Path folder;
  private static @Nullable PostgresServer database;
  private static @Nullable S3Server objects;

  @BeforeAll
  static void start() throws Exception {
    var programs = PostgresServer.programs();
    assumeTrue(programs.isPresent(), "skipped: PostgreSQL 15 or newer is not installed");
    assumeTrue(S3Server.program().isPresent(), "skipped: the build of store put no S3Proxy there");
    database = PostgresServer.start(programs.get());
    objects = S3Server.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (objects != null) {
      objects.stop();
    }
    if (database != null) {
      database.close();
    }
  }

  @Override
  Metadata metadata() throws Exception {
    var made = Objects.requireNonNull(database).database();
    return Metadata.open(
        new MetadataOptions.PostgreSql(made.url(), made.user(), made.password(), 12));
  }

  @Override
  BlobStore blobs() {
    var credentials = new S3Settings.Credentials(S3Server.KEY, S3Server.SECRET);
    var endpoint = Objects.requireNonNull(objects).endpoint();
    return S3BlobStore.of(
        new S3Settings(endpoint, "us-east-1", true, S3Server.BUCKET, "races/", credentials));
  }
}
