package io.breakwater.bench;

import io.breakwater.advisor.version.VersionOrder;
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

/// One comparison of two versions that differ late.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class VersionOrderBenchmark {
  private final String[] deb = {
    "1:9.18.28-1~deb12u1", "1:9.18.28-1~deb12u2", "2.36-9+deb12u7", "2.36-9+deb12u10", "252.30-1"
  };
  private final String[] apk = {"3.1.4-r5", "3.1.4-r6", "1.36.1_pre2-r0", "1.36.1-r29", "9.10a"};
  private int next;

  @Benchmark
  public int deb() {
    next = (next + 1) % 4;
    return VersionOrder.DEB.compare(deb[next], deb[next + 1]);
  }

  @Benchmark
  public int apk() {
    next = (next + 1) % 4;
    return VersionOrder.APK.compare(apk[next], apk[next + 1]);
  }
}
