package io.breakwater.cli.cr;

import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Session;
import java.util.List;
import java.util.function.Consumer;

/// Does something to each of several images: one that fails is told and does not stop the others.
final class Each {
  private Each() {}

  /// Goes through all of them.
  ///
  /// @return the exit code: an error where one failed
  static int of(Session session, Lines out, List<String> images, Consumer<String> action) {
    var code = ExitCode.PASS;
    for (var image : images) {
      try {
        action.accept(image);
      } catch (Failure e) {
        if (images.size() == 1) {
          throw e;
        }
        session.terminal().complain("breakwater: " + e.line());
        code = e.exitCode();
      }
    }
    if (code == ExitCode.PASS) {
      out.ok();
    }
    return code;
  }
}
