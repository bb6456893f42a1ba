package io.breakwater.bench;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The rows of one package in the database: 20 rows, none, and opening it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LookUpBenchmark {
  private final Path folder = Material.folder();
  private final AdvisoryDatabase database = Material.database(folder);
  private int next;

  @Benchmark
  public List<Advisory> packageWithTwentyRows() {
    next = (next + 7) % 3000;
    return database.find(Material.RELEASE, Material.source(next));
  }

  @Benchmark
  public List<Advisory> packageWithoutRows() {
    next = (next + 7) % 3000;
    return database.find(Material.RELEASE, "absent-" + next);
  }

  @Benchmark
  public AdvisoryDatabase open() throws FeedException {
    return AdvisoryDatabase.open(folder.resolve("advisories.db"));
  }
}
