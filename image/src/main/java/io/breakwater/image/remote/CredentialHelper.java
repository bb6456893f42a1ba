package io.breakwater.image.remote;

import io.breakwater.image.ImageException;
import io.breakwater.image.manifest.JsonDocument;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Asks `docker-credential-NAME get` (docker-credential-helpers, "Development"): the server on
/// standard input, JSON with `Username` and `Secret` on standard output; the user name `<token>`
/// means an identity token. Found in the environment's `PATH`, run without a shell and for a
/// bounded time, then killed with all it started.
final class CredentialHelper {
  static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final int LIMIT = 64 << 10;

  private final String path;
  private final Duration patience;
  private final List<String> notes;

  /// @param environment where `PATH` is looked up
  /// @param patience how long a helper may take
  /// @param notes where it is added why one failed
  CredentialHelper(Map<String, String> environment, Duration patience, List<String> notes) {
    this.path = environment.getOrDefault("PATH", "");
    this.patience = patience;
    this.notes = notes;
  }

  /// Anonymous when the helper knows nothing or fails.
  Credentials ask(String name, String server) {
    var program = "docker-credential-" + name;
    if (!NAME.matcher(name).matches()) {
      notes.add("the credential helper's name '" + name + "' is not a program's name");
      return new Credentials.Anonymous();
    }
    try {
      var output = run(program, server);
      if (output.isEmpty()) {
        notes.add(program + " gave no credentials for " + server);
        return new Credentials.Anonymous();
      }
      return parse(output, program);
    } catch (IOException | ImageException e) {
      notes.add(program + " failed: " + e.getMessage());
      return new Credentials.Anonymous();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      notes.add(program + " was interrupted");
      return new Credentials.Anonymous();
    }
  }

  private String locate(String program) {
    for (var folder : path.split(File.pathSeparator, -1)) {
      var file = new File(folder, program);
      if (!folder.isEmpty() && file.isAbsolute() && file.canExecute() && file.isFile()) {
        return file.getPath();
      }
    }
    // Not there under this very name: the system looks for it by its own rules.
    return program;
  }

  private String run(String program, String server) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(locate(program), "get")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var exchange = new FutureTask<String>(() -> converse(process, server));
    Thread.ofVirtual().name(program).start(exchange);
    try {
      return exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + patience.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String converse(Process process, String server)
      throws IOException, InterruptedException {
    try (var out = process.getOutputStream()) {
      out.write(server.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // One that does not read its input may answer all the same.
      if (!process.isAlive() && process.exitValue() != 0) {
        return "";
      }
    }
    try (var in = process.getInputStream()) {
      var bytes = in.readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        throw new IOException("the answer has more than " + LIMIT + " bytes");
      }
      return process.waitFor() == 0 ? new String(bytes, StandardCharsets.UTF_8) : "";
    }
  }

  private static Credentials parse(String output, String program) throws ImageException {
    var bytes = output.getBytes(StandardCharsets.UTF_8);
    var pair = new String[] {"", ""};
    try (var json =
        JsonDocument.open(bytes, "reading the answer of " + program, "credentials-malformed")) {
      json.object(
          name -> {
            switch (name) {
              case "Username" -> pair[0] = json.text();
              case "Secret" -> pair[1] = json.text();
              default -> json.skip();
            }
          });
    }
    if (pair[1].isEmpty()) {
      return new Credentials.Anonymous();
    }
    return pair[0].equals("<token>")
        ? new Credentials.IdentityToken(pair[1])
        : new Credentials.Password(pair[0], pair[1]);
  }
}
