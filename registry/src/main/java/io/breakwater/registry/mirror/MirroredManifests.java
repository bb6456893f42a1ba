package io.breakwater.registry.mirror;

import io.breakwater.image.Digest;
import io.breakwater.image.remote.PulledManifest;
import io.breakwater.image.remote.RemoteAnswer;
import io.breakwater.image.remote.RemoteAnswer.Absent;
import io.breakwater.image.remote.RemoteAnswer.Found;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.content.ServedManifest;
import io.breakwater.registry.mirror.MirroredStore.Known;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.ManifestContent;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The manifests of mirrors.
///
/// | upstream | what is stored | what is not |
/// |---|---|---|
/// | has it | served; asked again after the mirror's freshness, for tags | fetched |
/// | says 404 | the tag is gone; by digest served | `MANIFEST_UNKNOWN` |
/// | says 401, 403 | refused by tag: access may have ended; by digest served | `DENIED` |
/// | says 429 | served with a warning | `TOOMANYREQUESTS` with when to ask again |
/// | is down, slow, or says anything else | served with a warning | `UNAVAILABLE` likewise |
final class MirroredManifests {
  private static final System.Logger LOG = System.getLogger(MirroredManifests.class.getName());
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);
  private static final Duration SOON = Duration.ofSeconds(5);

  private final MirroredStore store;
  private final Upstreams upstreams;
  private final MirrorOptions.Limits limits;
  private final MirrorCounters counters;
  private final Flights<String, RemoteAnswer<ManifestContent>> flights = new Flights<>();

  MirroredManifests(
      MirroredStore store,
      Upstreams upstreams,
      MirrorOptions.Limits limits,
      MirrorCounters counters) {
    this.store = store;
    this.upstreams = upstreams;
    this.limits = limits;
    this.counters = counters;
  }

  /// What is asked for.
  ///
  /// @param there the repository's name upstream
  /// @param version tag or digest
  private record Asked(RepositoryName repository, Upstream upstream, String there, String version) {
    String what() {
      return "manifest " + version + " of " + repository;
    }

    String key() {
      return repository + " " + version;
    }
  }

  ServedManifest byDigest(RepositoryName repository, Mirror mirror, Digest digest)
      throws RegistryException, StoreException {
    var stored = store.find(repository, digest);
    if (stored.isPresent()) {
      return new ServedManifest(stored.get(), Optional.empty());
    }
    var asked =
        new Asked(repository, upstreams.of(mirror), mirror.upstream(repository), digest.toString());
    var blocked = asked.upstream().breaker().blocked();
    if (blocked.isPresent()) {
      throw Answered.blocked(asked.what(), mirror.host(), blocked.get());
    }
    var flight = flights.join(asked.key(), () -> fetch(asked, Optional.empty()));
    var answer = await(flight, asked, limits.patience());
    if (answer instanceof Found<ManifestContent>(var manifest)) {
      return new ServedManifest(manifest, Optional.empty());
    }
    throw Answered.refusal(answer, ErrorCode.MANIFEST_UNKNOWN, asked.what(), mirror.host());
  }

  ServedManifest byTag(RepositoryName repository, Mirror mirror, String tag)
      throws RegistryException, StoreException {
    var known = store.tag(repository, tag);
    if (known.isPresent() && fresh(known.get(), mirror)) {
      return new ServedManifest(known.get().manifest(), Optional.empty());
    }
    var asked = new Asked(repository, upstreams.of(mirror), mirror.upstream(repository), tag);
    var blocked = asked.upstream().breaker().blocked();
    if (blocked.isPresent()) {
      if (known.isEmpty()) {
        throw Answered.blocked(asked.what(), mirror.host(), blocked.get());
      }
      var why = blocked.get().limited() ? " takes no more requests for now" : " does not answer";
      return stale(asked, known.get(), mirror.host() + why);
    }
    var flight = flights.join(asked.key(), () -> ask(asked, known));
    if (known.isEmpty()) {
      return served(asked, await(flight, asked, limits.patience()));
    }
    var answer = await(flight, asked, limits.stalePatience());
    var why = Answered.why(answer, mirror.host());
    return why.isPresent() ? stale(asked, known.get(), why.get()) : served(asked, answer);
  }

  private static ServedManifest served(Asked asked, RemoteAnswer<ManifestContent> answer)
      throws RegistryException {
    if (answer instanceof Found<ManifestContent>(var manifest)) {
      return new ServedManifest(manifest, Optional.empty());
    }
    throw Answered.refusal(
        answer, ErrorCode.MANIFEST_UNKNOWN, asked.what(), asked.upstream().host());
  }

  private boolean fresh(Known known, Mirror mirror) {
    var age = Duration.between(known.checked(), store.now());
    // A clock that was set back makes nothing fresh for ever.
    return !age.isNegative() && age.compareTo(mirror.freshness()) < 0;
  }

  private ServedManifest stale(Asked asked, Known known, String why) {
    counters.stale();
    return new ServedManifest(
        known.manifest(),
        Optional.of(
            asked.repository()
                + ":"
                + asked.version()
                + " is what it was at "
                + TIME.format(known.checked())
                + ": "
                + why));
  }

  /// Waits for an answer as long as a client would; it may come later, for others.
  private RemoteAnswer<ManifestContent> await(
      FutureTask<RemoteAnswer<ManifestContent>> flight, Asked asked, Duration patience)
      throws RegistryException, StoreException {
    try {
      return flight.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      asked.upstream().breaker().slow();
      return new RemoteAnswer.Failed<>("no answer in time", Optional.of(SOON));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new RemoteAnswer.Failed<>("interrupted", Optional.of(SOON));
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RegistryException refusal -> throw refusal;
        case StoreException failure -> throw failure;
        case null, default -> throw new IllegalStateException("asking upstream", e);
      }
    }
  }

  /// Finds out what a tag names now.
  private RemoteAnswer<ManifestContent> ask(Asked asked, Optional<Known> known)
      throws RegistryException, StoreException {
    var tag = asked.version();
    if (known.isPresent()) {
      var before = known.get().manifest();
      var answer = asked.upstream().digest(asked.there(), tag, before.digest());
      if (answer instanceof Found<Optional<Digest>>(var digest)) {
        if (digest.isPresent() && digest.get().equals(before.digest())) {
          store.checked(asked.repository(), tag, before.digest());
          return new Found<>(before);
        }
      } else if (!(answer instanceof Absent)) {
        logged(asked, answer);
        return answer.map(digest -> before);
      }
      // Another digest, none, or 404 without words: what the document itself says counts.
    }
    var answer = fetch(asked, Optional.of(tag));
    if (answer instanceof Absent<ManifestContent>(var stated) && (stated || known.isEmpty())) {
      store.forgetTag(asked.repository(), tag);
      return new Absent<>(true);
    }
    return answer;
  }

  private RemoteAnswer<ManifestContent> fetch(Asked asked, Optional<String> tag)
      throws RegistryException, StoreException {
    var answer = asked.upstream().manifest(asked.there(), asked.version());
    logged(asked, answer);
    if (!(answer instanceof Found<PulledManifest>(var pulled))) {
      return answer.map(
          never -> {
            throw new IllegalStateException("found");
          });
    }
    return new Found<>(
        store.keep(asked.repository(), tag, pulled.digest(), pulled.mediaType(), pulled.bytes()));
  }

  private static void logged(Asked asked, RemoteAnswer<?> answer) {
    if (answer instanceof RemoteAnswer.Failed<?>(var why, var after)) {
      LOG.log(System.Logger.Level.WARNING, asked.what() + ": " + why);
    }
  }
}
