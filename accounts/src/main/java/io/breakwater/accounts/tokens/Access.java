package io.breakwater.accounts.tokens;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a token allows: the claim `access` of the distribution project's tokens,
/// `[{"type":"repository","name":"birds/robin","actions":["pull"]}]`.
///
/// @param repositories name to actions
/// @param catalog whether it may list repositories
public record Access(Map<String, Set<RepositoryAction>> repositories, boolean catalog) {
  private static final String TYPE = "type";
  private static final String NAME = "name";
  private static final String ACTIONS = "actions";

  /// Nothing: a token that only says who somebody is.
  public static final Access NONE = new Access(Map.of(), false);

  public Access {
    var copy = new LinkedHashMap<String, Set<RepositoryAction>>();
    repositories.forEach((name, actions) -> copy.put(name, Set.copyOf(actions)));
    repositories = Map.copyOf(copy);
  }

  /// Whether it allows something on a repository.
  public boolean allows(String repository, RepositoryAction action) {
    return repositories.getOrDefault(repository, Set.of()).contains(action);
  }

  List<Map<String, Object>> claim() {
    var claim = new ArrayList<Map<String, Object>>();
    repositories.forEach(
        (name, actions) ->
            claim.add(
                Map.of(
                    TYPE,
                    "repository",
                    NAME,
                    name,
                    ACTIONS,
                    actions.stream().map(RepositoryAction::word).sorted().toList())));
    if (catalog) {
      claim.add(Map.of(TYPE, "registry", NAME, "catalog", ACTIONS, List.of("*")));
    }
    return claim;
  }

  /// Reads a claim that [#claim] made; another is a mistake, never a token of less.
  static Access parse(Object claim) throws ParseException {
    if (!(claim instanceof List<?> entries)) {
      throw new ParseException("access is no list", 0);
    }
    var repositories = new LinkedHashMap<String, Set<RepositoryAction>>();
    var catalog = false;
    for (var entry : entries) {
      if (entry instanceof Map<?, ?> map
          && map.get(NAME) instanceof String name
          && map.get(ACTIONS) instanceof List<?> actions) {
        if ("repository".equals(map.get(TYPE))) {
          repositories.put(name, actions(actions));
          continue;
        } else if ("registry".equals(map.get(TYPE))
            && name.equals("catalog")
            && actions.equals(List.of("*"))) {
          catalog = true;
          continue;
        }
      }
      throw new ParseException("access has an entry that is none", 0);
    }
    return new Access(repositories, catalog);
  }

  private static Set<RepositoryAction> actions(List<?> words) throws ParseException {
    var actions = EnumSet.noneOf(RepositoryAction.class);
    for (var word : words) {
      var action = RepositoryAction.find(String.valueOf(word));
      if (action.isEmpty()) {
        throw new ParseException("access has an action that is none", 0);
      }
      actions.add(action.get());
    }
    return actions;
  }
}
