package io.breakwater.cli;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.command.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// The training run of the AOT cache: what a user's first scans do, on made-up material.
final class TrainCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of("train", this, "Training run of an AOT cache.");
  private final CommandModel.Text cache =
      model.parameter("CACHE", false, "breakwater (the default) or server.");

  private TrainCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    var line = new TrainCommand(session).model.commandLine();
    line.getCommandSpec().usageMessage().hidden(true);
    return line;
  }

  @Override
  public Integer call() throws IOException {
    var folder = Files.createTempDirectory("breakwater-training");
    try {
      TrainingMaterial.write(folder);
      if (cache.or("breakwater").equals("server")) {
        new ServerTraining(session, folder).run();
        return ExitCode.PASS;
      }
      var feeds = folder.resolve("feeds").toString();
      var image = "oci:" + folder.resolve("image");
      for (var round = 0; round < 3; round++) {
        quietly(folder, "scan", image, "--feeds", feeds, "--no-cache");
        quietly(folder, "scan", image, "--feeds", feeds, "--explain", "--unfixed");
        quietly(folder, "scan", image, "--feeds", feeds, "-f", "json", "--packages");
        quietly(folder, "scan", image, "--feeds", feeds, "-f", "html", "--show", "all");
        quietly(folder, "scan", image, "--feeds", feeds, "-f", "sarif");
        quietly(folder, "scan", image, "--feeds", feeds, "-f", "cyclonedx");
        quietly(folder, "compare-versions", "deb", "1.0", "1.1");
      }
      CrTraining.run(
          (server, words) ->
              quietly(
                  folder,
                  Map.of("BREAKWATER_SERVER", server, "BREAKWATER_API_KEY", "bw_training"),
                  words.toArray(String[]::new)));
      return ExitCode.PASS;
    } finally {
      delete(folder);
    }
  }

  private void quietly(Path folder, String... args) {
    quietly(folder, Map.of(), args);
  }

  private void quietly(Path folder, Map<String, String> more, String... args) {
    var environment = new HashMap<>(session.environment());
    environment.putAll(more);
    environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    environment.put("XDG_DATA_HOME", folder.resolve("data").toString());
    var nowhere = OutputStream.nullOutputStream();
    var terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            nowhere,
            new PrintStream(nowhere, false, StandardCharsets.UTF_8),
            false,
            false,
            0,
            false);
    Breakwater.run(new Session(terminal, environment, session.clock()), args);
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
