package io.breakwater.store.metadata;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Namespaces in the order of their repositories' names. These begin with the namespace's name and
/// a slash, so that all of one namespace come before all of the next; a page that goes through
/// namespaces one after the other reads by an index what it returns, and nothing else.
final class NamespaceOrder {
  private NamespaceOrder() {}

  private record Named(long id, String prefix) {}

  /// Those that have no name before a repository's.
  ///
  /// @param repository a name in full; empty for all
  static List<Long> from(Sql sql, Collection<Long> namespaces, String repository) {
    if (namespaces.isEmpty()) {
      return List.of();
    }
    var first = repository.substring(0, repository.indexOf('/') + 1);
    return sql
        .list(
            "select id, name from namespace where " + sql.dialect().any("id"),
            row -> new Named(row.getLong(1), row.getString(2) + "/"),
            List.copyOf(namespaces))
        .stream()
        .filter(named -> named.prefix().compareTo(first) >= 0)
        // By code points, as the databases order UTF-8; names are ASCII.
        .sorted(Comparator.comparing(Named::prefix))
        .map(Named::id)
        .toList();
  }
}
