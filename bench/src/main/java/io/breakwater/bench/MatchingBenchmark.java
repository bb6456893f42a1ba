package io.breakwater.bench;

import io.breakwater.advisor.Advisor;
import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.Policy;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.inventory.ImageInventory;
import java.time.Instant;
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

/// From an inventory of 800 packages to a verdict: once in a fresh process, which is what the
/// command line sees, and warm, which is what a server sees.
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MatchingBenchmark {
  private static final Instant DAY = Instant.parse("2025-01-02T00:00:00Z");

  private final AdvisoryDatabase database = Material.database(Material.folder());
  private final ImageInventory inventory = Material.inventory();

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Fork(10)
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public Assessment first() {
    return assess();
  }

  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @Fork(1)
  @Warmup(iterations = 3, time = 1)
  @Measurement(iterations = 5, time = 1)
  public Assessment warm() {
    return assess();
  }

  private Assessment assess() {
    return Advisor.assess(inventory, database, Policy.DEFAULT, DAY);
  }
}
