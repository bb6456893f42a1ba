package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;

/// `breakwater cr`: the client of a server, local or remote.
public final class CrCommand implements Callable<Integer> {
  /// In the order of the help.
  private static final Map<String, Function<Session, CommandLine>> COMMANDS = new LinkedHashMap<>();

  private static final Map<String, String> ALIASES =
      Map.of(
          "images", "image-list",
          "digests", "image-digests",
          "namespaces", "namespace-list",
          "exemptions", "exemption-list",
          "va", "vulnerability-assessment");

  static {
    COMMANDS.put("login", LoginCommand::of);
    COMMANDS.put("logout", LogoutCommand::of);
    COMMANDS.put("info", InfoCommand::of);
    COMMANDS.put("namespace-add", NamespaceAddCommand::of);
    COMMANDS.put("namespace-list", NamespaceListCommand::of);
    COMMANDS.put("namespace-rm", NamespaceRmCommand::of);
    COMMANDS.put("image-list", ImageListCommand::of);
    COMMANDS.put("image-digests", ImageDigestsCommand::of);
    COMMANDS.put("image-inspect", ImageInspectCommand::of);
    COMMANDS.put("manifest-inspect", ManifestInspectCommand::of);
    COMMANDS.put("image-tag", ImageTagCommand::of);
    COMMANDS.put("image-untag", ImageUntagCommand::of);
    COMMANDS.put("image-rm", ImageRmCommand::of);
    COMMANDS.put("image-prune-untagged", ImagePruneUntaggedCommand::of);
    COMMANDS.put("trash-list", TrashListCommand::of);
    COMMANDS.put("image-restore", ImageRestoreCommand::of);
    COMMANDS.put("copy", CopyCommand::of);
    COMMANDS.put("vulnerability-assessment", VulnerabilityAssessmentCommand::of);
    COMMANDS.put("exemption-add", ExemptionAddCommand::of);
    COMMANDS.put("exemption-list", ExemptionListCommand::of);
    COMMANDS.put("exemption-rm", ExemptionRmCommand::of);
    COMMANDS.put("exemption-types", ExemptionTypesCommand::of);
    COMMANDS.put("retention-policy-set", RetentionPolicySetCommand::of);
    COMMANDS.put("retention-policy-list", RetentionPolicyListCommand::of);
    COMMANDS.put("retention-run", RetentionRunCommand::of);
    COMMANDS.put("quota", QuotaCommand::of);
    COMMANDS.put("quota-set", QuotaSetCommand::of);
  }

  private CrCommand() {}

  /// The command with all of its own.
  public static CommandLine of(Session session) {
    return of(session, List.of());
  }

  /// The command, set up no further than the words after it need.
  public static CommandLine of(Session session, List<String> words) {
    var line =
        CommandModel.of(
                "cr",
                new CrCommand(),
                "Works with a registry that breakwater up serves, here or elsewhere: images, their"
                    + " security, exemptions, retention, quotas.")
            .footer(
                "",
                "First steps:",
                "  breakwater cr login localhost:5000",
                "  breakwater cr images",
                "  breakwater cr va localhost:5000/birds/robin:1",
                "",
                "Environment: BREAKWATER_SERVER and BREAKWATER_API_KEY in place of a login,",
                "BREAKWATER_PROFILE, BREAKWATER_ACCOUNT, BREAKWATER_CA_FILE, HTTPS_PROXY.")
            .commandLine();
    var first = words.isEmpty() ? "" : words.getFirst();
    var only = ALIASES.getOrDefault(first, first);
    var command = COMMANDS.get(only);
    if (command != null) {
      return line.addSubcommand(only, command.apply(session));
    }
    COMMANDS.forEach((name, each) -> line.addSubcommand(name, each.apply(session)));
    return line;
  }

  @Override
  public Integer call() {
    throw Failure.usage(
        "cr",
        "which of its commands is missing",
        "For example breakwater cr images; see breakwater cr --help");
  }
}
