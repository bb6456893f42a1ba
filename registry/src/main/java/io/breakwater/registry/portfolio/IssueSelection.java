package io.breakwater.registry.portfolio;

import io.breakwater.advisor.Severity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The issues that a filter lets through.
public final class IssueSelection {
  private final IssueTable table;
  private final List<Integer> numbers;
  private final Map<Severity, Integer> severities;

  private IssueSelection(
      IssueTable table, List<Integer> numbers, Map<Severity, Integer> severities) {
    this.table = table;
    this.numbers = numbers;
    this.severities = severities;
  }

  /// Selects issues.
  public static IssueSelection of(
      PortfolioView view, IssueFilter filter, IssueOrder order, boolean descending) {
    var table = view.table(filter.namespaces());
    var severities = new EnumMap<Severity, Integer>(Severity.class);
    var numbers = new ArrayList<Integer>();
    for (var number = 1; number < table.size(); number++) {
      if (table.images(number) > 0 && passes(table, number, filter)) {
        var severity = table.severity(number);
        severities.merge(severity, 1, Integer::sum);
        if (filter.severities().isEmpty() || filter.severities().contains(severity)) {
          numbers.add(number);
        }
      }
    }
    numbers.sort(order.comparator(table, descending));
    return new IssueSelection(table, numbers, severities);
  }

  private static boolean passes(IssueTable table, int number, IssueFilter filter) {
    return (filter.configuration().isEmpty()
            || filter.configuration().get() == table.configuration(number))
        && (filter.exploited().isEmpty() || filter.exploited().get() == table.exploited(number))
        && (filter.fixable().isEmpty() || filter.fixable().get() == table.fixable(number) > 0)
        && (filter.text().isEmpty() || Words.contains(table.id(number), filter.text()));
  }

  public int total() {
    return numbers.size();
  }

  /// How many there are of each severity, without the filter's own severities.
  public Map<Severity, Integer> severities() {
    return Map.copyOf(severities);
  }

  /// A page of them.
  public List<PortfolioIssue> page(int offset, int limit) {
    var from = Math.min(offset, numbers.size());
    return table.issues(numbers.subList(from, (int) Math.min(numbers.size(), (long) from + limit)));
  }
}
