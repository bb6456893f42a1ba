package io.breakwater.server.sdks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An SDK for the registry's management API and the Vulnerability Advisor API, as its publisher
/// ships it. It is installed once, under `target`, by the package manager of its language; where
/// that cannot be, the test is skipped.
///
/// The Java SDKs (`com.ibm.cloud:container-registry`, `com.ibm.cloud:vulnerability-advisor`) are
/// not to be had from Maven Central any more.
enum AdvisorSdk {
  NODE("v4", "@ibm-cloud/ibm-container-registry@1.1.14"),
  PYTHON("v4", "ibm-container-registry==1.1.5"),
  PYTHON_OF_V3("v3", "ibm-container-registry==0.0.9");

  private static final int MINUTES = 2;

  private final String version;
  private final String source;

  AdvisorSdk(String version, String source) {
    this.version = version;
    this.source = source;
  }

  String version() {
    return version;
  }

  /// Calls every operation.
  ///
  /// @return a line of JSON for each
  List<String> run(Path folder, String address, String key, String account) throws Exception {
    return run(
        folder,
        "advisor",
        this == NODE ? List.of(address, key, account) : List.of(version, address, key, account));
  }

  /// Runs a program that uses the SDK.
  ///
  /// @param program its name, without `.cjs` or `.py`
  /// @return the lines of JSON that it prints
  List<String> run(Path folder, String program, List<String> arguments) throws Exception {
    var home = Path.of("target", "sdks", name()).toAbsolutePath();
    var script = script(folder, program);
    var command =
        new ArrayList<>(
            this == NODE
                ? List.of("node", script, home.toString())
                : List.of(python(home), script));
    command.addAll(arguments);
    install(home);
    var out = output(command);
    if (out.isEmpty()) {
      throw new IOException("the SDK's program failed: " + command);
    }
    return out.get().lines().filter(line -> line.startsWith("{")).toList();
  }

  private static String python(Path home) {
    return home.resolve("bin/python").toString();
  }

  private String script(Path folder, String program) throws IOException {
    var name = program + (this == NODE ? ".cjs" : ".py");
    var file = folder.resolve(name);
    try (@Nullable InputStream in = AdvisorSdk.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no resource " + name);
      }
      Files.write(file, in.readAllBytes());
    }
    return file.toString();
  }

  private void install(Path home) throws Exception {
    var done = home.resolve("installed");
    if (Files.exists(done)) {
      return;
    }
    Files.createDirectories(home);
    var steps = new ArrayList<List<String>>();
    if (this == NODE) {
      steps.add(
          List.of(
              "npm",
              "install",
              "--no-audit",
              "--no-fund",
              "--ignore-scripts",
              "--prefix",
              home.toString(),
              source));
    } else {
      steps.add(List.of("python3", "-m", "venv", home.toString()));
      // Its sources are of a time before the setuptools of today.
      var pip = List.of(python(home), "-m", "pip", "install", "-q");
      steps.add(with(pip, "setuptools<70", "wheel"));
      steps.add(with(pip, "--no-build-isolation", source));
    }
    for (var step : steps) {
      assumeTrue(output(step).isPresent(), "skipped: cannot install " + source);
    }
    Files.writeString(done, source);
  }

  private static List<String> with(List<String> command, String... more) {
    var all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return all;
  }

  /// What a program prints; empty where there is none, or it fails.
  private static Optional<String> output(List<String> command) throws Exception {
    var errors = Files.createTempFile("sdk", ".log");
    try {
      var program = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      program.getOutputStream().close();
      var out = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var ended = program.waitFor(MINUTES, TimeUnit.MINUTES);
      return ended && program.exitValue() == 0 ? Optional.of(out) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } finally {
      Files.delete(errors);
    }
  }
}
