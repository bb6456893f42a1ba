package io.breakwater.registry.portfolio;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Sets of packages that have one issue, under small numbers: a source package's issues are in the
/// same binary packages in most images. Set 0 is empty, and stands for what finds no place.
final class PackageSets {
  private static final int MOST_NAMES = 500_000;
  private static final int MOST_SETS = 1_000_000;

  /// Of one issue in one image; the rest is not told.
  private static final int MOST_IN_SET = 200;

  private static final int NAME_LENGTH = 200;

  private static final int[] NO_NUMBERS = {};

  private final Words names = new Words(MOST_NAMES);
  private final Map<Members, Integer> numbers = new HashMap<>();
  private final List<Members> sets = new ArrayList<>();

  PackageSets() {
    number(List.of(), List.of());
  }

  /// @param installed numbers of the names of packages
  /// @param sources numbers of the names of their sources
  private record Members(List<Integer> installed, List<Integer> sources) {}

  int number(Collection<String> installed, Collection<String> sources) {
    var members = new Members(numbers(installed), numbers(sources));
    synchronized (sets) {
      var known = numbers.get(members);
      if (known != null) {
        return known;
      }
      if (sets.size() >= MOST_SETS) {
        return 0;
      }
      var number = sets.size();
      sets.add(members);
      numbers.put(members, number);
      return number;
    }
  }

  private List<Integer> numbers(Collection<String> texts) {
    return texts.stream()
        .filter(text -> !text.isEmpty() && text.length() <= NAME_LENGTH)
        .sorted()
        .distinct()
        .limit(MOST_IN_SET)
        .map(names::number)
        .toList();
  }

  /// Names of installed packages in a set, sorted.
  List<String> installed(int set) {
    Members members;
    synchronized (sets) {
      members = sets.get(set);
    }
    return members.installed().stream().map(names::text).toList();
  }

  /// The sets with a package, or a package of a source, whose name passes.
  BitSet having(Predicate<String> name) {
    var found = new BitSet();
    var matches = matching(name);
    for (var set = 0; set < matches.length; set++) {
      found.set(set, matches[set].length > 0);
    }
    return found;
  }

  /// Of each set the numbers of its packages, and of their sources, whose names pass.
  int[][] matching(Predicate<String> name) {
    var wanted = new BitSet();
    for (var i = 1; i < names.size(); i++) {
      wanted.set(i, name.test(names.text(i)));
    }
    synchronized (sets) {
      var found = new int[sets.size()][];
      for (var i = 0; i < found.length; i++) {
        found[i] = wanted.isEmpty() ? NO_NUMBERS : matching(sets.get(i), wanted);
      }
      return found;
    }
  }

  private static int[] matching(Members members, BitSet wanted) {
    var found =
        IntStream.concat(
                members.installed().stream().mapToInt(Integer::intValue),
                members.sources().stream().mapToInt(Integer::intValue))
            .filter(wanted::get)
            .distinct()
            .toArray();
    return found.length == 0 ? NO_NUMBERS : found;
  }

  /// The name that a number stands for.
  String name(int number) {
    return names.text(number);
  }

  /// How many names there are.
  int names() {
    return names.size();
  }
}
