package io.breakwater.bench;

import io.breakwater.image.ImageException;
import io.breakwater.image.LayerLimits;
import io.breakwater.image.source.ImageLocation;
import io.breakwater.image.source.ImageSource;
import io.breakwater.image.source.SourceOptions;
import io.breakwater.testkit.images.BuiltLayer;
import io.breakwater.testkit.images.Compression;
import io.breakwater.testkit.images.ImageBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// All entries of one layer of an OCI layout, digests verified, contents skipped; beside it
/// commons-compress on the same bytes, which verifies nothing.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TarBenchmark {
  @Param({"NONE", "GZIP", "ZSTD"})
  public Compression compression = Compression.NONE;

  private final Path folder = Material.folder();
  private byte[] stored = new byte[0];

  @Setup
  public void write() throws IOException {
    var plain = BuiltLayer.of(Material.archive(), Compression.NONE);
    var packed = new ByteArrayOutputStream();
    try (var out = compression.compress(packed)) {
      out.write(plain.bytes());
    }
    stored = packed.toByteArray();
    var layer = BuiltLayer.of(stored, compression, plain.diffId());
    new ImageBuilder().layer(layer).writeOciLayout(folder, "bench");
  }

  @Benchmark
  public int breakwater() throws ImageException {
    var location = new ImageLocation.OciLayout(folder, "bench");
    var entries = 0;
    try (var opened = ImageSource.open(location, SourceOptions.of(folder));
        var layer = opened.images().getFirst().layers().getFirst().open(LayerLimits.DEFAULT)) {
      while (layer.next() != null) {
        entries++;
      }
      layer.verify();
    }
    return entries;
  }

  @Benchmark
  public int commonsCompress() throws IOException {
    var entries = 0;
    try (var in = compression.decompress(new ByteArrayInputStream(stored));
        var tar = new TarArchiveInputStream(in)) {
      while (tar.getNextEntry() != null) {
        entries++;
      }
    }
    return entries;
  }
}
