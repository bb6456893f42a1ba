package io.breakwater.server;

import io.breakwater.accounts.AccountId;
import io.breakwater.notifications.history.DailyCounts;
import io.breakwater.registry.portfolio.PortfolioOverview;
import io.breakwater.registry.portfolio.PortfolioView;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Counts images and their issues for the history of each day, from what is kept of all tagged
/// images.
final class PortfolioDays implements DailyCounts.Source {
  /// Of a hundred images, so many must be judged: some are always being pushed. The others are
  /// counted as not scanned, and nothing is said of their issues.
  private static final int JUDGED = 99;

  private final Metadata metadata;
  private final BooleanSupplier looked;
  private final Supplier<PortfolioView> view;

  /// @param looked whether all images were looked at since the start
  PortfolioDays(Metadata metadata, BooleanSupplier looked, Supplier<PortfolioView> view) {
    this.metadata = metadata;
    this.looked = looked;
    this.view = view;
  }

  @Override
  public Optional<List<DailyCounts.Counts>> now() throws StoreException {
    if (!looked.getAsBoolean()) {
      return Optional.empty();
    }
    var now = view.get();
    var accounts =
        metadata.<List<Namespace>>read(tx -> tx.namespaces().all()).stream()
            .collect(
                Collectors.groupingBy(
                    Namespace::account,
                    TreeMap::new,
                    Collectors.mapping(Namespace::name, Collectors.toSet())));
    var counts = new ArrayList<DailyCounts.Counts>();
    for (var account : accounts.entrySet()) {
      var known = now.known(account.getValue());
      if (known.judged() * 100L < known.images() * (long) JUDGED) {
        return Optional.empty();
      }
      var id = AccountId.parse(account.getKey());
      counts.add(counts(id, "", now, account.getValue()));
      for (var namespace : account.getValue()) {
        counts.add(counts(id, namespace, now, Set.of(namespace)));
      }
    }
    return Optional.of(counts);
  }

  private static DailyCounts.Counts counts(
      AccountId account, String name, PortfolioView view, Set<String> namespaces) {
    var overview = PortfolioOverview.of(view, namespaces);
    return new DailyCounts.Counts(
        account,
        name,
        overview.tags(),
        words(overview.verdicts(), Enum::name),
        words(overview.severities(), severity -> severity.word()));
  }

  private static <K> Map<String, Long> words(Map<K, Integer> numbers, Function<K, String> word) {
    var words = new TreeMap<String, Long>();
    numbers.forEach((key, number) -> words.merge(word.apply(key), (long) number, Long::sum));
    return words;
  }
}
