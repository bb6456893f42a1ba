package io.breakwater.cli.cr;

import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program that pulls and pushes, and has a login of its own: `docker login` and `podman login`
/// take the same words.
record ContainerClient(String program) {
  private static final List<String> KNOWN = List.of("docker", "podman");
  private static final int ANSWER_LIMIT = 8 << 10;

  static ContainerClient parse(String name) {
    if (!KNOWN.contains(name)) {
      throw Failure.usage(
          "login --client " + name, "it is docker or podman", "For example --client podman");
    }
    return new ContainerClient(name);
  }

  /// Logs it in; the password goes through its standard input.
  ///
  /// @param plain whether the server speaks HTTP, which Docker finds out by itself on this machine
  void login(String host, boolean plain, String user, String password) {
    var what = program + " login " + host;
    var command =
        new ArrayList<>(List.of(program, "login", "--username", user, "--password-stdin"));
    if (plain && program.equals("podman")) {
      command.add("--tls-verify=false");
    }
    command.add(host);
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var out = process.getOutputStream()) {
        out.write(password.getBytes(StandardCharsets.UTF_8));
      }
      String said;
      try (var in = process.getInputStream()) {
        said = new String(in.readNBytes(ANSWER_LIMIT), StandardCharsets.UTF_8);
      }
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw failed(what, said.isBlank() ? "it does not end" : said.strip());
      }
    } catch (IOException e) {
      throw failed(what, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(what, "interrupted");
    }
  }

  private Failure failed(String what, String why) {
    return Failure.of(
        ExitCode.ERROR,
        what,
        why.replace('\n', ' '),
        "You are logged in here all the same; log " + program + " in by hand",
        "client-login");
  }
}
