package io.breakwater.server.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;

/// Memory, time and files of this process.
public final class ProcessMetrics {
  private ProcessMetrics() {}

  /// Adds them as they are now.
  public static void write(MetricsText text) {
    var memory = ManagementFactory.getMemoryMXBean();
    area(text, "heap", memory.getHeapMemoryUsage());
    area(text, "nonheap", memory.getNonHeapMemoryUsage());
    for (var pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      text.add(Metric.BUFFERS, pool.getMemoryUsed(), pool.getName());
    }
    for (var gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      text.add(Metric.GC_SECONDS, Math.max(0, gc.getCollectionTime()) / 1e3, gc.getName());
      text.add(Metric.GC_COUNT, Math.max(0, gc.getCollectionCount()), gc.getName());
    }
    text.add(Metric.THREADS, ManagementFactory.getThreadMXBean().getThreadCount());
    text.add(Metric.STARTED, ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      text.add(Metric.CPU, unix.getProcessCpuTime() / 1e9);
      text.add(Metric.OPEN_FILES, unix.getOpenFileDescriptorCount());
      text.add(Metric.MAX_FILES, unix.getMaxFileDescriptorCount());
    }
    resident(text);
  }

  private static void area(MetricsText text, String name, MemoryUsage usage) {
    text.add(Metric.HEAP_USED, usage.getUsed(), name);
    text.add(Metric.HEAP_COMMITTED, usage.getCommitted(), name);
    if (usage.getMax() >= 0) {
      text.add(Metric.HEAP_MAX, usage.getMax(), name);
    }
  }

  /// `VmRSS` of proc(5); elsewhere the sample is missing.
  private static void resident(MetricsText text) {
    try {
      for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          var kib = Long.parseLong(line.replaceAll("[^0-9]", ""));
          text.add(Metric.RESIDENT, kib * 1024.0);
        }
      }
    } catch (IOException | NumberFormatException e) {
      // No Linux.
    }
  }
}
