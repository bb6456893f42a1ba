package io.breakwater.cli.command;

/// One line on standard error that is written over, at most ten times a second; silent where
/// standard
/// error is no terminal.
public final class Progress implements AutoCloseable {
  private static final long EVERY_NANOS = 100_000_000L;
  private final Terminal terminal;
  private final boolean shown;
  private long last;
  private boolean dirty;

  public Progress(Terminal terminal, boolean wanted) {
    this.terminal = terminal;
    this.shown = wanted && terminal.errIsTerminal();
    // The first line comes late, so that quick commands show none.
    this.last = System.nanoTime() + 2 * EVERY_NANOS;
  }

  public synchronized void show(String line) {
    if (!shown) {
      return;
    }
    var now = System.nanoTime();
    if (now - last < EVERY_NANOS) {
      return;
    }
    last = now;
    dirty = true;
    var width = terminal.width() > 0 ? terminal.width() - 1 : 79;
    var text = Terminal.printable(line);
    terminal
        .err()
        .print("\r" + (text.length() > width ? text.substring(0, width) : text) + "\u001b[K");
    terminal.err().flush();
  }

  @Override
  public void close() {
    clear();
  }

  /// Takes the line away, before something else is printed.
  public synchronized void clear() {
    if (dirty) {
      terminal.err().print("\r\u001b[K");
      terminal.err().flush();
      dirty = false;
    }
  }
}
