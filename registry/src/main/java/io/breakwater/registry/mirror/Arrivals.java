package io.breakwater.registry.mirror;

import io.breakwater.image.Digest;
import io.breakwater.image.remote.RemoteAnswer;
import io.breakwater.image.remote.RemoteBlob;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.blobs.RepositoryBlobs;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.uploads.UploadBody;
import io.breakwater.registry.uploads.Uploads;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Blobs on their way from upstreams, each once however many ask for it. What came whole and of
/// its digest goes into the store as an upload; where the store does not take it (it is full, a
/// quota), those who read it have it nevertheless.
final class Arrivals {
  static final String OWNER = "mirror";
  private static final System.Logger LOG = System.getLogger(Arrivals.class.getName());
  private static final int BUFFER = 128 << 10;
  private static final String SUFFIX = ".part";

  private static final Duration END = Duration.ofSeconds(10);

  private final Uploads uploads;
  private final RepositoryBlobs blobs;
  private final MirrorOptions.Limits limits;
  private final Path spool;
  private final MirrorCounters counters;
  private final Semaphore turns;
  private final AtomicLong spooled = new AtomicLong();
  private final AtomicInteger working = new AtomicInteger();
  private final ConcurrentHashMap<Key, Coming> coming = new ConcurrentHashMap<>();

  private volatile boolean closed;

  Arrivals(Uploads uploads, RepositoryBlobs blobs, MirrorOptions options, MirrorCounters counters) {
    this.uploads = uploads;
    this.blobs = blobs;
    this.limits = options.limits();
    this.spool = options.spool();
    this.counters = counters;
    this.turns = new Semaphore(limits.arrivals());
  }

  /// What is asked for.
  ///
  /// @param there the repository's name upstream
  record Wanted(RepositoryName repository, Digest digest, Upstream upstream, String there) {
    String what() {
      return "blob " + digest + " of " + repository;
    }

    private Key key() {
      return new Key(repository, digest);
    }
  }

  private record Key(RepositoryName repository, Digest digest) {}

  /// @param kept done once the store has it, or will not
  private record Coming(Arrival arrival, CompletableFuture<@Nullable Void> kept) {}

  /// Makes the folder for what is on its way, and empties it of what a former process left.
  void prepare() throws IOException {
    Files.createDirectories(spool);
    empty();
  }

  private void empty() throws IOException {
    try (var files = Files.newDirectoryStream(spool, "*" + SUFFIX)) {
      for (var file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  /// Opens a blob that is not in the store; begins to fetch it, where nobody does.
  ///
  /// @return empty where it came meanwhile: the store has it
  /// @throws RegistryException `BLOB_UNKNOWN`, `DENIED`, `TOOMANYREQUESTS`, `UNAVAILABLE`
  Optional<ArrivingContent> open(Wanted wanted) throws RegistryException, StoreException {
    var joined = join(wanted);
    try {
      var size = joined.arrival().awaitSize(limits.patience());
      if (size < 0) {
        throw Answered.unavailable(wanted.what(), wanted.upstream().host(), Duration.ofSeconds(5));
      }
      var channel = joined.arrival().open();
      return channel == null
          ? Optional.empty()
          : Optional.of(new ArrivingContent(joined.arrival(), channel, size));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Answered.unavailable(wanted.what(), wanted.upstream().host(), Duration.ofSeconds(5));
    } catch (IOException e) {
      throw spoolFailed(wanted, e);
    }
  }

  /// Has a blob fetched, and waits until the store has it.
  ///
  /// @return whether it has
  boolean keep(Wanted wanted) throws RegistryException, InterruptedException {
    var joined = join(wanted);
    try {
      joined.kept().get(limits.blobTime().toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      // Logged where it failed.
      return false;
    }
  }

  /// Bytes of a blob that arrives; -1 where it does not, or did not begin.
  long size(RepositoryName repository, Digest digest) throws RegistryException {
    var there = coming.get(new Key(repository, digest));
    try {
      return there == null ? -1 : there.arrival().awaitSize(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /// How many are on their way or wait for their turn.
  int count() {
    return working.get();
  }

  private Coming join(Wanted wanted) throws RegistryException {
    var there = coming.get(wanted.key());
    if (there != null) {
      return there;
    }
    if (closed) {
      throw Answered.unavailable(wanted.what(), "this server", Duration.ofSeconds(5));
    }
    if (working.get() >= limits.arrivals() + limits.waiting()) {
      throw new RegistryException(
          ErrorCode.UNAVAILABLE,
          "too many blobs are being fetched from upstream; try again in 5 seconds",
          new Detail.Busy(Duration.ofSeconds(5)));
    }
    var file = spool.resolve(UUID.randomUUID() + SUFFIX);
    var mine = new Coming(new Arrival(wanted.digest(), file), new CompletableFuture<>());
    there = coming.putIfAbsent(wanted.key(), mine);
    if (there != null) {
      return there;
    }
    working.incrementAndGet();
    Thread.ofVirtual().name("mirror-arrival").start(() -> run(wanted, mine));
    return mine;
  }

  private void run(Wanted wanted, Coming mine) {
    try {
      turns.acquire();
      try {
        // Whoever looked into the store before another's download ended, and came here after it.
        if (held(wanted.repository(), wanted.digest())) {
          mine.arrival().superfluous();
          mine.kept().complete(null);
        } else {
          fetch(wanted, mine);
        }
      } finally {
        turns.release();
      }
    } catch (StoreException | IOException e) {
      fail(wanted, mine, String.valueOf(e.getMessage()));
      LOG.log(System.Logger.Level.WARNING, "fetching " + wanted.what() + ": " + e.getMessage());
    } catch (InterruptedException e) {
      fail(wanted, mine, "interrupted");
    } catch (RuntimeException | Error e) {
      fail(wanted, mine, "an error of the server's");
      LOG.log(System.Logger.Level.ERROR, "fetching " + wanted.what(), e);
      throw e;
    } finally {
      coming.remove(wanted.key(), mine);
      mine.kept().completeExceptionally(new IOException("did not arrive"));
      try {
        mine.arrival().retire();
      } catch (IOException e) {
        LOG.log(System.Logger.Level.WARNING, "what is left of a blob cannot be removed", e);
      }
      working.decrementAndGet();
    }
  }

  /// Taken out before its end is seen, so that nobody joins what is over.
  private void refuse(Wanted wanted, Coming mine, RegistryException why) {
    coming.remove(wanted.key(), mine);
    mine.arrival().refuse(why);
  }

  private void fail(Wanted wanted, Coming mine, String why) {
    coming.remove(wanted.key(), mine);
    mine.arrival().fail(why);
  }

  /// Whether the store has a blob.
  boolean held(RepositoryName repository, Digest digest) throws StoreException {
    try {
      var _ = blobs.find(repository, digest);
      return true;
    } catch (RegistryException e) {
      return false;
    }
  }

  private void fetch(Wanted wanted, Coming mine) throws InterruptedException {
    var blocked = wanted.upstream().breaker().blocked();
    var host = wanted.upstream().host();
    if (blocked.isPresent()) {
      refuse(wanted, mine, Answered.blocked(wanted.what(), host, blocked.get()));
      return;
    }
    var answer = wanted.upstream().blob(wanted.there(), wanted.digest());
    if (answer instanceof RemoteAnswer.Found<RemoteBlob>(var blob)) {
      try (var _ = blob.bytes()) {
        receive(wanted, mine, blob);
      } catch (IOException e) {
        fail(wanted, mine, String.valueOf(e.getMessage()));
        LOG.log(
            System.Logger.Level.WARNING, wanted.what() + " from " + host + ": " + e.getMessage());
      }
      return;
    }
    if (answer instanceof RemoteAnswer.Failed<RemoteBlob>(var why, var after)) {
      LOG.log(System.Logger.Level.WARNING, wanted.what() + ": " + why);
    }
    refuse(wanted, mine, Answered.refusal(answer, ErrorCode.BLOB_UNKNOWN, wanted.what(), host));
  }

  private void receive(Wanted wanted, Coming mine, RemoteBlob blob)
      throws IOException, InterruptedException {
    var size = blob.size();
    if (size > limits.blobBytes()) {
      refuse(wanted, mine, tooLarge(wanted, size));
      return;
    }
    if (spooled.addAndGet(size) > limits.spoolBytes()) {
      spooled.addAndGet(-size);
      refuse(
          wanted,
          mine,
          Answered.unavailable(wanted.what(), wanted.upstream().host(), Duration.ofSeconds(30)));
      return;
    }
    try (var channel = mine.arrival().begin(size)) {
      var keeper = Thread.ofVirtual().name("mirror-keeper").start(() -> store(wanted, mine, size));
      try {
        copy(wanted, mine.arrival(), blob, channel);
      } catch (IOException e) {
        fail(wanted, mine, String.valueOf(e.getMessage()));
        throw e;
      } finally {
        keeper.join();
      }
      if (mine.kept().isCompletedExceptionally()) {
        counters.notKept();
        LOG.log(
            System.Logger.Level.WARNING,
            wanted.what()
                + " came and is not kept, whoever pulls it has it nevertheless: "
                + mine.kept().exceptionNow().getMessage());
      }
    } finally {
      spooled.addAndGet(-size);
    }
  }

  private void copy(Wanted wanted, Arrival arrival, RemoteBlob blob, FileChannel channel)
      throws IOException {
    var end = System.nanoTime() + limits.blobTime().toNanos();
    var sha = sha(wanted.digest());
    var buffer = new byte[BUFFER];
    long position = 0;
    for (int read; (read = blob.bytes().read(buffer)) >= 0; ) {
      if (position + read > blob.size()) {
        throw new IOException("more came than was announced");
      }
      if (System.nanoTime() - end > 0) {
        throw new IOException("it takes longer than " + limits.blobTime().toMinutes() + " minutes");
      }
      sha.update(buffer, 0, read);
      arrival.write(channel, buffer, read);
      position += read;
      counters.fetchedBytes(read);
    }
    var actual = HexFormat.of().formatHex(sha.digest());
    if (position != blob.size() || !actual.equals(wanted.digest().hex())) {
      counters.wrong();
      throw new IOException(
          "the "
              + position
              + " bytes that came have "
              + wanted.digest().algorithm()
              + ":"
              + actual);
    }
    arrival.verified();
    counters.fetched();
  }

  private void store(Wanted wanted, Coming mine, long size) {
    try (var channel = mine.arrival().open()) {
      if (channel == null) {
        throw new IOException("retired");
      }
      var content = new ArrivingContent(mine.arrival(), channel, size);
      var body = UploadBody.of(content.read(0), size);
      var _ = uploads.push(wanted.repository(), OWNER, wanted.digest(), body);
      mine.kept().complete(null);
    } catch (RegistryException | StoreException | IOException e) {
      mine.kept().completeExceptionally(e);
    }
  }

  private static MessageDigest sha(Digest digest) {
    try {
      return MessageDigest.getInstance(digest.javaAlgorithm());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256 and SHA-512", e);
    }
  }

  private RegistryException tooLarge(Wanted wanted, long size) {
    return new RegistryException(
        ErrorCode.DENIED,
        wanted.what()
            + " has "
            + size
            + " bytes, and mirrors take at most "
            + limits.blobBytes()
            + "; pull it from upstream itself");
  }

  private static StoreException spoolFailed(Wanted wanted, IOException e) {
    return new StoreException(
        "storage-unavailable",
        "Fetching " + wanted.what(),
        "what has come cannot be read",
        "Try again, and have the operator check the disk",
        e);
  }

  /// Takes no more, and waits a moment for what is being put into the store.
  void close() {
    closed = true;
    var end = System.nanoTime() + END.toNanos();
    try {
      while (working.get() > 0 && System.nanoTime() - end < 0) {
        Thread.sleep(10);
      }
      empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "what is on its way cannot be removed", e);
    }
  }
}
