package io.breakwater.server.logging;

import io.breakwater.server.configuration.Settings.LogFormat;
import io.breakwater.server.configuration.Settings.LogLevel;
import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Takes all messages of this process, those of libraries too: `System.Logger`, JUL and SLF4J
/// (through `slf4j-jdk14`) end in the same place.
public final class ServerLog extends Handler {
  /// Libraries say little that an operator can do something about; theirs count from here on.
  private static final Level LIBRARIES = Level.WARNING;

  /// Held, for a logger that nobody holds loses its level.
  private static final Logger ROOT = Logger.getLogger("");

  private static final Logger OURS = Logger.getLogger("io.breakwater");

  private final PrintStream out;
  private final LineFormat format;

  private ServerLog(PrintStream out, LineFormat format) {
    this.out = out;
    this.format = format;
  }

  /// Writes from now on what is logged anywhere in this process.
  public static void install(PrintStream out, LogFormat format, LogLevel level) {
    for (var handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    var handler = new ServerLog(out, format == LogFormat.JSON ? new JsonLines() : new Logfmt());
    handler.setLevel(Level.ALL);
    ROOT.addHandler(handler);
    var ours =
        switch (level) {
          case ERROR -> Level.SEVERE;
          case WARNING -> Level.WARNING;
          case INFO -> Level.INFO;
          case DEBUG -> Level.FINE;
        };
    ROOT.setLevel(level == LogLevel.ERROR ? Level.SEVERE : LIBRARIES);
    OURS.setLevel(ours);
  }

  @Override
  public void publish(LogRecord entry) {
    if (isLoggable(entry)) {
      out.println(format.line(entry));
    }
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    flush();
  }
}
