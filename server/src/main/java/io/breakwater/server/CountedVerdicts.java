package io.breakwater.server;

import io.breakwater.image.Digest;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.verdicts.ImageVerdict;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.server.metrics.Metric;
import io.breakwater.server.metrics.MetricsText;
import io.breakwater.store.StoreException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts verdicts as they are given.
final class CountedVerdicts implements Verdicts {
  private final Verdicts verdicts;
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final LongAdder failures = new LongAdder();

  CountedVerdicts(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  private interface Look {
    Optional<ImageVerdict> look() throws StoreException;
  }

  @Override
  public Optional<ImageVerdict> of(RepositoryName repository, Reference asked, Digest manifest)
      throws StoreException {
    return counted(() -> verdicts.of(repository, asked, manifest));
  }

  @Override
  public Optional<ImageVerdict> pushed(RepositoryName repository, Reference asked, Digest manifest)
      throws StoreException {
    return counted(() -> verdicts.pushed(repository, asked, manifest));
  }

  @Override
  public Optional<ImageVerdict> known(RepositoryName repository, Reference asked, Digest manifest)
      throws StoreException {
    return verdicts.known(repository, asked, manifest);
  }

  private Optional<ImageVerdict> counted(Look look) throws StoreException {
    try {
      var verdict = look.look();
      var status =
          verdict.map(one -> one.verdict().status().name().toLowerCase(java.util.Locale.ROOT));
      counts.computeIfAbsent(status.orElse("none"), none -> new LongAdder()).increment();
      return verdict;
    } catch (StoreException | RuntimeException e) {
      failures.increment();
      throw e;
    }
  }

  void metrics(MetricsText text) {
    counts.forEach((status, count) -> text.add(Metric.VERDICTS, count.sum(), status));
    text.add(Metric.VERDICT_FAILURES, failures.sum());
  }
}
