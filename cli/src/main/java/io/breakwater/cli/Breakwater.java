package io.breakwater.cli;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.command.Terminal;
import io.breakwater.cli.completion.CompletionCommand;
import io.breakwater.cli.cr.CrCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/// The `breakwater` command.
final class Breakwater {
  /// In the order of the help.
  private static final Map<String, Setup> COMMANDS = new LinkedHashMap<>();

  /// Sets a command up, no further than the words after it need.
  @FunctionalInterface
  private interface Setup {
    CommandLine of(Session session, List<String> words);
  }

  private static void put(String name, Function<Session, CommandLine> command) {
    COMMANDS.put(name, (session, words) -> command.apply(session));
  }

  static {
    put("scan", ScanCommand::of);
    put("diff", DiffCommand::of);
    put("packages", PackagesCommand::of);
    put("checks", ChecksCommand::of);
    put("feeds", FeedsCommand::of);
    put("compare-versions", CompareVersionsCommand::of);
    put("up", UpCommand::of);
    COMMANDS.put("cr", CrCommand::of);
    put("fsck", FsckCommand::of);
    put("backup", BackupCommand::of);
    put("restore", RestoreCommand::of);
    put("gc", GcCommand::of);
    put("reset-password", ResetPasswordCommand::of);
    put("completion", session -> CompletionCommand.of(session, () -> whole(session)));
    put(FetchFeedsCommand.NAME, FetchFeedsCommand::of);
    put("train", TrainCommand::of);
  }

  private Breakwater() {}

  public static void main(String[] args) {
    var environment = System.getenv();
    var session = new Session(Terminal.ofProcess(environment), environment, Clock.systemUTC());
    System.exit(run(session, args));
  }

  /// Runs one command and returns its exit code.
  static int run(Session session, String... args) {
    var terminal = session.terminal();
    var out = new PrintWriter(terminal.out(), false, StandardCharsets.UTF_8);
    var err = new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8);
    var line =
        commandLine(session, args)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            // Files that "@" names are read by the options that say so, and as what they say.
            .setExpandAtFiles(false)
            .setUsageHelpAutoWidth(false)
            .setUsageHelpWidth(Math.clamp(terminal.width(), 80, 120))
            .setColorScheme(
                CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
            .setParameterExceptionHandler((e, given) -> usageError(terminal, e))
            .setExecutionExceptionHandler((e, command, parsed) -> failed(session, e));
    try {
      var code = line.execute(args);
      out.flush();
      return code;
    } catch (OutOfMemoryError e) {
      // Uncaught it would be exit code 1, which says that an image fails policy.
      terminal.complain(
          "breakwater: the memory is not enough: "
              + e.getMessage()
              + ". Give it more: BREAKWATER_OPTS=-Xmx1g [memory-exhausted]");
      return ExitCode.ERROR;
    }
  }

  /// Only the command that is called is set up, since setting up all of them costs a tenth
  /// of the time
  /// of a cached scan.
  private static CommandLine commandLine(Session session, String... args) {
    var line = top();
    var only = args.length > 0 ? COMMANDS.get(args[0]) : null;
    if (only != null) {
      var words = List.of(args).subList(1, args.length);
      return line.addSubcommand(args[0], only.of(session, words));
    }
    return whole(session);
  }

  private static CommandLine whole(Session session) {
    var line = top();
    COMMANDS.forEach((name, command) -> line.addSubcommand(name, command.of(session, List.of())));
    return line;
  }

  private static CommandLine top() {
    return CommandModel.of(
            "breakwater",
            () -> {
              throw Failure.usage("breakwater", "a command is missing", "See breakwater --help");
            },
            "Judges container images: what is inside, what is wrong with it, what to type.")
        .version(new Version())
        .footer(
            "",
            "Exit codes: 0 passes policy, 1 fails policy, 2 usage or internal error,",
            "3 could not be assessed (INCOMPLETE, or UNSUPPORTED without",
            "--allow-unsupported).",
            "",
            "First steps:",
            "  breakwater scan alpine:3.20",
            "  breakwater scan oci-archive:app.tar --feeds FOLDER",
            "  breakwater up                            a registry that judges what is pushed",
            "  breakwater cr login localhost:5000       its terminal client")
        .commandLine();
  }

  private static int usageError(Terminal terminal, ParameterException e) {
    var name = e.getCommandLine().getCommandSpec().qualifiedName();
    var command = name.startsWith("breakwater ") ? name.substring("breakwater ".length()) : name;
    var failure = Failure.usage(command, String.valueOf(e.getMessage()), "See " + name + " --help");
    terminal.complain("breakwater: " + failure.line());
    return ExitCode.ERROR;
  }

  private static int failed(Session session, Exception e) {
    if (e instanceof Failure failure) {
      session.terminal().complain("breakwater: " + failure.line());
      return failure.exitCode();
    }
    session
        .terminal()
        .complain(
            "breakwater: internal error: "
                + e
                + ". This is a mistake in Breakwater: please report it with the output of the same"
                + " command under BREAKWATER_DEBUG=1. [internal]");
    if (!session.environment().getOrDefault("BREAKWATER_DEBUG", "").isEmpty()) {
      e.printStackTrace(session.terminal().err());
    }
    return ExitCode.ERROR;
  }

  static String version() {
    var version = Breakwater.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  /// Reads the version from the jar's manifest.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"breakwater " + version()};
    }
  }
}
