package io.breakwater.store.metadata;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Namespaces in the order of their repositories' names. These begin with the namespace's name and
/// a slash, so that all of one namespace come before all of the next; a page that goes through
/// namespaces one after the other reads by an index what it returns, and nothing else.
final class NamespaceOrder {
  private NamespaceOrder() {}

  /// The repositories of a namespace as a range of names, which the unique index of names gives in
  /// order; the index of namespaces would not do, since to the database its names may repeat.
  static final String WITHIN = " and +r.namespace = ? and r.name > ? and r.name < ?";

  /// @param id of the namespace
  /// @param after names of repositories behind this
  /// @param before and before this
  record Range(long id, String after, String before) {}

  /// The namespaces that have names behind a repository's, each from there on.
  ///
  /// @param repository a name in full; empty for all
  static List<Range> from(Sql sql, Collection<Long> namespaces, String repository) {
    if (namespaces.isEmpty()) {
      return List.of();
    }
    return sql
        .list(
            "select id, name from namespace where " + sql.dialect().any("id"),
            row -> range(row.getLong(1), row.getString(2), repository),
            List.copyOf(namespaces))
        .stream()
        // By code points, as the databases order UTF-8; names are ASCII.
        .filter(range -> range.after().compareTo(range.before()) < 0)
        .sorted(Comparator.comparing(Range::before))
        .toList();
  }

  private static Range range(long id, String namespace, String repository) {
    var first = namespace + "/";
    // The character behind the slash.
    var end = namespace + "0";
    return new Range(id, first.compareTo(repository) > 0 ? first : repository, end);
  }
}
