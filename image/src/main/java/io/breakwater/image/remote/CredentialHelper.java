package io.breakwater.image.remote;

import io.breakwater.image.ImageException;
import io.breakwater.image.manifest.JsonDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Asks `docker-credential-NAME get` (docker-credential-helpers, "Development"): the server on
/// standard input, JSON with `Username` and `Secret` on standard output; the user name `<token>`
/// means an identity token. Run without a shell, for 20 seconds at the most.
final class CredentialHelper {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final int LIMIT = 64 << 10;
  private static final int SECONDS = 20;

  private CredentialHelper() {}

  /// Anonymous when the helper knows nothing or fails; why it failed is added to `notes`.
  static Credentials ask(String name, String server, List<String> notes) {
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

  private static String run(String program, String server)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(program, "get").redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var killer =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                      process.destroyForcibly();
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    try (var in = process.getInputStream()) {
      try (var out = process.getOutputStream()) {
        out.write(server.getBytes(StandardCharsets.UTF_8));
      }
      var output = new String(in.readNBytes(LIMIT), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("no answer within " + SECONDS + " seconds");
      }
      return process.exitValue() == 0 ? output : "";
    } finally {
      process.destroyForcibly();
      killer.interrupt();
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
