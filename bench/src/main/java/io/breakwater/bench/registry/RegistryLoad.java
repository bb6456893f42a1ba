package io.breakwater.bench.registry;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Measures registries by turns: each round tries all of them, row by row, so that what else the
/// machine does falls on all.
///
/// Prints a Markdown table of medians and, from the second registry on, of ratios to the first:
/// the median of the rounds' ratios.
final class RegistryLoad {
  /// @param repository of this run
  record Subject(String name, Client.Registry registry, ServerProcess server, String repository) {
    Client client() throws IOException {
      return new Client(registry);
    }
  }

  /// Something to do many times.
  @FunctionalInterface
  interface Work {
    void once(Client client, int number) throws IOException;
  }

  private final List<Subject> subjects = new ArrayList<>();

  /// Row, then registry, then what its rounds gave.
  private final Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();

  /// Runs.
  ///
  /// @param arguments rounds, which rows ([Rows.Selection]), namespace, then base URLs; the login
  ///     is in the environment variables `REGISTRY_USER` and `REGISTRY_PASSWORD`
  public static void main(String[] arguments) throws Exception {
    var load = new RegistryLoad();
    for (var i = 3; i < arguments.length; i++) {
      var base = URI.create(arguments[i]);
      var registry =
          new Client.Registry(
              base,
              System.getenv().getOrDefault("REGISTRY_USER", ""),
              System.getenv().getOrDefault("REGISTRY_PASSWORD", ""),
              new ConcurrentHashMap<>());
      var server = ServerProcess.listeningOn(base.getPort());
      var repository = arguments[2] + "/load-" + Long.toString(System.currentTimeMillis(), 36);
      load.subjects.add(new Subject(arguments[i], registry, server, repository));
    }
    // Once unmeasured: caches fill, and what is compiled while it runs is compiled.
    var warming = new RegistryLoad();
    warming.subjects.addAll(load.subjects);
    var selection = Rows.Selection.valueOf(arguments[1].toUpperCase(Locale.ROOT));
    new Rows(warming, selection == Rows.Selection.FULL ? Rows.Selection.SHORT : selection)
        .round(-1);
    var rounds = Integer.parseInt(arguments[0]);
    var rows = new Rows(load, selection);
    for (var round = 0; round < rounds; round++) {
      rows.round(round);
    }
    load.print(System.out);
  }

  List<Subject> subjects() {
    return subjects;
  }

  void figure(String row, Subject subject, double value) {
    figures
        .computeIfAbsent(row, key -> new LinkedHashMap<>())
        .computeIfAbsent(subject.name(), key -> new ArrayList<>())
        .add(value);
  }

  /// Does the work on so many connections; gives the latencies in nanoseconds, sorted.
  ///
  /// @param times in all
  static long[] together(Subject subject, int connections, int times, Work work)
      throws IOException, InterruptedException {
    var latencies = new long[times];
    try (var threads = Executors.newFixedThreadPool(connections)) {
      var tasks = new ArrayList<java.util.concurrent.Callable<Integer>>();
      for (var c = 0; c < connections; c++) {
        var first = c;
        tasks.add(
            () -> {
              try (var client = subject.client()) {
                for (var i = first; i < times; i += connections) {
                  var begin = System.nanoTime();
                  work.once(client, i);
                  latencies[i] = System.nanoTime() - begin;
                }
              }
              return first;
            });
      }
      for (var done : threads.invokeAll(tasks)) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(subject.name() + ": " + e.getCause(), e);
    }
    Arrays.sort(latencies);
    return latencies;
  }

  private void print(java.io.PrintStream out) {
    var line = new StringBuilder("| |");
    subjects.forEach(subject -> line.append(' ').append(subject.name()).append(" |"));
    var first = subjects.getFirst();
    subjects.stream().skip(1).forEach(subject -> line.append(" × the first |"));
    out.println(line);
    out.println("|" + "---|".repeat(subjects.size() * 2));
    figures.forEach(
        (row, values) -> {
          var cells = new StringBuilder("| " + row + " |");
          subjects.forEach(subject -> cells.append(cell(of(values, subject), false)));
          subjects.stream()
              .skip(1)
              .map(subject -> ratios(of(values, subject), of(values, first)))
              .forEach(ratios -> cells.append(cell(ratios, true)));
          out.println(cells);
        });
  }

  private static List<Double> of(Map<String, List<Double>> values, Subject subject) {
    return values.getOrDefault(subject.name(), List.of());
  }

  private static String cell(List<Double> values, boolean ratio) {
    if (values.isEmpty()) {
      return " – |";
    }
    var sorted = values.stream().sorted().toList();
    var value = sorted.get(sorted.size() / 2);
    var format = ratio || value < 100 ? "%.2f" : "%.0f";
    return " " + String.format(Locale.ROOT, format, value) + " |";
  }

  private static List<Double> ratios(List<Double> values, List<Double> of) {
    var ratios = new ArrayList<Double>();
    for (var i = 0; i < Math.min(values.size(), of.size()); i++) {
      if (of.get(i) > 0) {
        ratios.add(values.get(i) / of.get(i));
      }
    }
    return ratios;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
