package io.breakwater.accounts.tokens;

import io.breakwater.accounts.Principal;
import io.breakwater.accounts.access.Grants;
import io.breakwater.accounts.access.Permission;
import io.breakwater.accounts.access.Resource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What a client asks a token for (distribution project, "Token scope documentation"):
/// `repository:birds/robin:pull,push registry:catalog:*`.
///
/// Nothing here is an error: a token server grants what it knows and may grant, and a client
/// finds out what it did not get. So types, actions and names that are not known, and scopes
/// past the bounds, are passed over; [#ignored] has them for the log.
///
/// @param repositories name to actions; `*` stands for all of them
/// @param catalog whether the list of repositories is asked for
/// @param ignored those that grant nothing, at most as many as the bound below
public record Scopes(
    Map<String, Set<RepositoryAction>> repositories, boolean catalog, List<String> ignored) {
  /// What a push with a hundred mounts may ask for, and no endless token.
  private static final int MOST = 100;

  private static final int LONGEST = 512;
  private static final int LONGEST_NAME = 255;
  private static final Pattern TYPE = Pattern.compile("([a-z0-9]{1,32})(?:\\([a-z0-9]{1,32}\\))?");
  private static final String COMPONENT = "[a-z0-9]++(?:(?:\\.|__?|-++)[a-z0-9]++)*+";
  private static final Pattern NAME = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*+");

  public Scopes {
    repositories = Map.copyOf(repositories);
    ignored = List.copyOf(ignored);
  }

  /// Reads the parameters `scope` of a request; each holds one or several, separated by blanks.
  public static Scopes parse(List<String> parameters) {
    var reading = new Reading();
    for (var parameter : parameters) {
      for (var scope : parameter.split(" ", MOST + 2)) {
        reading.add(scope);
      }
    }
    return new Scopes(reading.repositories, reading.catalog, reading.ignored);
  }

  private static final class Reading {
    private final Map<String, Set<RepositoryAction>> repositories = new LinkedHashMap<>();
    private final List<String> ignored = new ArrayList<>();
    private boolean catalog;

    void add(String scope) {
      if (!scope.isEmpty() && !known(scope) && ignored.size() < MOST) {
        ignored.add(scope.substring(0, Math.min(scope.length(), LONGEST)));
      }
    }

    private boolean known(String scope) {
      // Names may hold colons, so the type ends at the first and the actions begin at the last.
      var first = scope.indexOf(':');
      var last = scope.lastIndexOf(':');
      if (scope.length() > LONGEST || last <= first) {
        return false;
      }
      var type = TYPE.matcher(scope.substring(0, first));
      var name = scope.substring(first + 1, last);
      var actions = scope.substring(last + 1).split(",", -1);
      return type.matches()
          && switch (type.group(1)) {
            case "repository" -> repository(name, actions);
            case "registry" -> registry(name, actions);
            default -> false;
          };
    }

    private boolean repository(String name, String[] words) {
      var actions = EnumSet.noneOf(RepositoryAction.class);
      for (var word : words) {
        if (word.equals("*")) {
          actions.addAll(EnumSet.allOf(RepositoryAction.class));
        } else {
          RepositoryAction.find(word).ifPresent(actions::add);
        }
      }
      var full = repositories.size() >= MOST && !repositories.containsKey(name);
      if (actions.isEmpty() || full || !named(name)) {
        return false;
      }
      repositories
          .computeIfAbsent(name, any -> EnumSet.noneOf(RepositoryAction.class))
          .addAll(actions);
      return true;
    }

    private static boolean named(String name) {
      return name.length() <= LONGEST_NAME && NAME.matcher(name).matches();
    }

    private boolean registry(String name, String[] words) {
      if (!name.equals("catalog") || !List.of(words).contains("*")) {
        return false;
      }
      catalog = true;
      return true;
    }
  }

  /// What somebody gets of it: each action they have the right to, no more. The catalog is for
  /// all who have logged in, since it shows each only what they may see.
  ///
  /// @param find the repository of a name with its namespace; empty where there is no such
  ///     namespace, which grants as little as one that may not be seen
  public Access granted(
      Principal principal, Grants grants, Function<String, Optional<Resource.Repository>> find) {
    var granted = new LinkedHashMap<String, Set<RepositoryAction>>();
    repositories.forEach(
        (name, asked) -> {
          var actions = EnumSet.noneOf(RepositoryAction.class);
          find.apply(name)
              .ifPresent(
                  repository -> {
                    for (var each : asked) {
                      var permission = new Permission(each.action(), repository);
                      if (grants.decide(principal, permission).granted()) {
                        actions.add(each);
                      }
                    }
                  });
          if (!actions.isEmpty()) {
            granted.put(name, actions);
          }
        });
    return new Access(granted, catalog && principal instanceof Principal.Known);
  }
}
