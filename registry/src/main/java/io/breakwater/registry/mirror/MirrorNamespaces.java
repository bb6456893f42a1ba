package io.breakwater.registry.mirror;

import io.breakwater.image.ImageException;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// Which namespaces mirror what: a setting of each, read at most once a second for all of them.
/// Safe for use by many threads, and by several servers over the same metadata.
public final class MirrorNamespaces {
  private static final System.Logger LOG = System.getLogger(MirrorNamespaces.class.getName());
  private static final String NAME = "mirror";
  private static final String SCOPE = "namespace/";
  private static final long RECENT = 1_000_000_000;

  private final Metadata metadata;
  private final LongSupplier nanos;
  private volatile Snapshot snapshot = new Snapshot(Map.of(), 0, false);

  public MirrorNamespaces(Metadata metadata) {
    this(metadata, System::nanoTime);
  }

  MirrorNamespaces(Metadata metadata, LongSupplier nanos) {
    this.metadata = metadata;
    this.nanos = nanos;
  }

  private record Snapshot(Map<String, Mirror> mirrors, long read, boolean valid) {}

  /// What a namespace mirrors, as it was at most a second ago; empty where it takes pushes.
  public Optional<Mirror> find(String namespace) throws StoreException {
    var known = snapshot;
    if (!known.valid() || nanos.getAsLong() - known.read() > RECENT) {
      known = read();
    }
    return Optional.ofNullable(known.mirrors().get(namespace));
  }

  /// All, by namespace.
  public Map<String, Mirror> all() throws StoreException {
    return new TreeMap<>(read().mirrors());
  }

  private Snapshot read() throws StoreException {
    var at = nanos.getAsLong();
    Map<String, String> settings = metadata.read(tx -> tx.settings().everywhere(NAME));
    var mirrors = new HashMap<String, Mirror>();
    for (var setting : settings.entrySet()) {
      try {
        var namespace = setting.getKey().substring(SCOPE.length());
        mirrors.put(namespace, Mirror.parse(setting.getValue()));
      } catch (ImageException e) {
        LOG.log(System.Logger.Level.ERROR, setting.getKey() + ": " + e.getMessage());
      }
    }
    var now = new Snapshot(Map.copyOf(mirrors), at, true);
    snapshot = now;
    return now;
  }

  /// Makes a namespace a mirror, or changes what it mirrors.
  ///
  /// @throws RegistryException `NAME_UNKNOWN`; `DENIED` where it has repositories that were pushed:
  ///     a name would mean two things
  public void set(String namespace, Mirror mirror) throws RegistryException, StoreException {
    var known =
        metadata.write(
            tx -> {
              var found = tx.namespaces().lock(namespace);
              if (found.isEmpty()) {
                return Set.UNKNOWN;
              }
              var scope = Settings.scope(found.get());
              if (tx.settings().get(scope, NAME).isEmpty()
                  && !tx.repositories().of(found.get(), "", 1).isEmpty()) {
                return Set.PUSHED;
              }
              tx.settings().put(scope, NAME, mirror.json());
              return Set.DONE;
            });
    snapshot =
        switch (known) {
          case DONE -> new Snapshot(Map.of(), 0, false);
          case UNKNOWN -> throw RegistryException.noNamespace(namespace);
          case PUSHED ->
              throw new RegistryException(
                  ErrorCode.DENIED,
                  "namespace "
                      + namespace
                      + " has repositories of its own; give the mirror a namespace that is empty",
                  new Detail.Name(namespace));
        };
  }

  private enum Set {
    DONE,
    UNKNOWN,
    PUSHED
  }

  /// Makes a namespace that was a mirror an ordinary one: what is stored whole stays.
  ///
  /// @return false where it was none
  public boolean remove(String namespace) throws StoreException {
    boolean removed =
        metadata.write(
            tx ->
                tx.namespaces()
                    .lock(namespace)
                    .map(found -> tx.settings().delete(Settings.scope(found), NAME))
                    .orElse(false));
    snapshot = new Snapshot(Map.of(), 0, false);
    return removed;
  }
}
