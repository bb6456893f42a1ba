package io.breakwater.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/// What happens at SIGINT and SIGTERM.
///
/// The JVM's own way, shutdown hooks, ends with an exit code of failure and is deaf to a second
/// signal. `sun.misc.Signal` is in the supported module `jdk.unsupported`; it is named by
/// reflection because the compiler's warning of it cannot be turned off.
final class Signals {
  private Signals() {}

  /// Calls this with the signal's number from now on; nothing changes where the runtime has
  /// none.
  static void handle(Consumer<Integer> handler) {
    handle("INT", 2, handler);
    handle("TERM", 15, handler);
  }

  private static void handle(String name, int number, Consumer<Integer> handler) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var type = Class.forName("sun.misc.SignalHandler");
      var proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {type},
              (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  handler.accept(number);
                }
                return null;
              });
      var _ =
          signal
              .getMethod("handle", signal, type)
              .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      // Then the JVM's own way is left.
    }
  }
}
