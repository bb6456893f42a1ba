package io.breakwater.server.installation;

import io.breakwater.registry.check.CheckOptions;
import io.breakwater.registry.check.CheckProgress;
import io.breakwater.registry.check.Problem;
import io.breakwater.server.RegistryTools;
import io.breakwater.server.ServerException;
import io.breakwater.server.ServerFolders;
import io.breakwater.server.configuration.ConfigurationReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What `breakwater fsck` finds.
public final class WholeCheck {
  /// What a push was about to become when the server died is swept in time.
  private static final Set<Problem.Kind> LEFT =
      Set.of(Problem.Kind.ORPHAN, Problem.Kind.NOBODYS_UPLOAD);

  private WholeCheck() {}

  /// What is wrong with a registry, besides what is left of killed servers.
  ///
  /// @param folder of the server
  public static List<Problem> problems(Path folder, Map<String, String> settings, Clock clock)
      throws Exception {
    try (var tools =
        RegistryTools.open(
            ConfigurationReader.read(null, Variables.of(settings), Map.of()),
            new ServerFolders(folder.resolve("registry"), folder.resolve("advisories")),
            clock)) {
      return problems(tools);
    }
  }

  private static List<Problem> problems(RegistryTools tools) throws ServerException {
    var found = new ArrayList<Problem>();
    tools.check(
        CheckOptions.defaults(),
        new CheckProgress() {
          @Override
          public void read(long contents, long bytes, long manifests) {}

          @Override
          public void problem(Problem problem) {
            found.add(problem);
          }
        });
    found.removeIf(problem -> LEFT.contains(problem.kind()));
    return found;
  }
}
