package io.breakwater.image.remote;

import io.breakwater.image.ImageException;
import io.breakwater.image.manifest.JsonDocument;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Asks `docker-credential-NAME get` (docker-credential-helpers, "Development"): the server on
/// standard input, JSON with `Username` and `Secret` on standard output; the user name `<token>`
/// means an identity token. `store` takes JSON with `ServerURL` as well, `erase` the server. Found
/// in the environment's `PATH`, run without a shell and for a bounded time, then killed with all it
/// started.
public final class CredentialHelper {
  static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final int LIMIT = 64 << 10;
  private static final JsonFactory JSON = new JsonFactory();

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

  /// A helper with the usual patience of 20 seconds.
  public static CredentialHelper of(Map<String, String> environment, List<String> notes) {
    return new CredentialHelper(environment, PATIENCE, notes);
  }

  /// The helper that Docker's configuration names for all registries (`credsStore`); empty where
  /// it names none.
  ///
  /// @throws ImageException `credentials-malformed`, `credentials-unreadable`
  public static String configured(Map<String, String> environment) throws ImageException {
    return new DockerConfiguration(environment).store();
  }

  /// Gives the helper something to keep.
  ///
  /// @return false where it failed; the notes say why
  public boolean store(String name, String server, String user, String secret) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("ServerURL", server);
      json.writeStringProperty("Username", user);
      json.writeStringProperty("Secret", secret);
      json.writeEndObject();
    }
    return tell(name, "store", text.toString());
  }

  /// Lets the helper forget.
  ///
  /// @return false where it failed, or had nothing; the notes say why
  public boolean erase(String name, String server) {
    return tell(name, "erase", server);
  }

  private boolean tell(String name, String action, String input) {
    var program = "docker-credential-" + name;
    if (!NAME.matcher(name).matches()) {
      notes.add("the credential helper's name '" + name + "' is not a program's name");
      return false;
    }
    try {
      var done = run(program, action, input);
      if (done.status() != 0) {
        notes.add(program + " " + action + " failed: " + done.output().strip());
      }
      return done.status() == 0;
    } catch (IOException e) {
      notes.add(program + " failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      notes.add(program + " was interrupted");
    }
    return false;
  }

  /// Anonymous when the helper knows nothing or fails.
  public Credentials ask(String name, String server) {
    var program = "docker-credential-" + name;
    if (!NAME.matcher(name).matches()) {
      notes.add("the credential helper's name '" + name + "' is not a program's name");
      return new Credentials.Anonymous();
    }
    try {
      var answer = run(program, "get", server);
      var output = answer.status() == 0 ? answer.output() : "";
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

  /// What a helper answered.
  private record Done(int status, String output) {}

  private Done run(String program, String action, String input)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(locate(program), action)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var exchange = new FutureTask<Done>(() -> converse(process, input));
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

  private static Done converse(Process process, String input)
      throws IOException, InterruptedException {
    try (var out = process.getOutputStream()) {
      out.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // One that does not read its input may answer all the same.
      if (!process.isAlive() && process.exitValue() != 0) {
        return new Done(process.exitValue(), "");
      }
    }
    try (var in = process.getInputStream()) {
      var bytes = in.readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        throw new IOException("the answer has more than " + LIMIT + " bytes");
      }
      return new Done(process.waitFor(), new String(bytes, StandardCharsets.UTF_8));
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
