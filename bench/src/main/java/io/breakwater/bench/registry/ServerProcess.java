package io.breakwater.bench.registry;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;

/// What the kernel has accounted to the process that listens on a port (`proc(5)`; Linux, as the
/// same user or root).
///
/// @param pid of the process
record ServerProcess(long pid) {
  /// Clock ticks in a second, of which `/proc/PID/stat` counts: 100 on Linux for all programs.
  private static final double TICKS = 100;

  /// Finds it.
  static ServerProcess listeningOn(int port) throws IOException {
    var wanted = ":" + String.format(Locale.ROOT, "%04X", port);
    var sockets = new HashSet<String>();
    for (var table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
      for (var line : Files.readAllLines(Path.of(table))) {
        var fields = line.strip().split(" +", -1);
        if (fields.length > 9 && fields[1].endsWith(wanted) && fields[3].equals("0A")) {
          sockets.add("socket:[" + fields[9] + "]");
        }
      }
    }
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        if (holdsOne(process, sockets)) {
          return new ServerProcess(Long.parseLong(process.getFileName().toString()));
        }
      }
    }
    throw new IOException("no process of yours listens on port " + port);
  }

  private static boolean holdsOne(Path process, HashSet<String> sockets) {
    try (var files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (var file : files) {
        if (sockets.contains(Files.readSymbolicLink(file).toString())) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException e) {
      // Gone meanwhile, or another user's.
      return false;
    }
  }

  /// User and system time so far, in seconds.
  double cpu() throws IOException {
    var fields = fields("/proc/" + pid + "/stat");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
  }

  /// User and system time of the programs that this one has started and waited for, in seconds.
  static double childrensCpu() throws IOException {
    var fields = fields("/proc/self/stat");
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS;
  }

  private static String[] fields(String file) throws IOException {
    var text = Files.readString(Path.of(file));
    // The name may hold blanks and brackets: fields count from the last of those.
    return text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
  }

  /// The most that was resident since [#resetPeak], in MiB.
  double peak() throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
      }
    }
    return 0;
  }

  /// Lets the peak begin at what is resident now; needs root.
  void resetPeak() {
    try {
      Files.writeString(Path.of("/proc/" + pid + "/clear_refs"), "5");
    } catch (IOException e) {
      // Then it is the peak since the start, which is said in the script.
    }
  }
}
