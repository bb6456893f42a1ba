package io.breakwater.server.authorization;

import io.breakwater.accounts.access.Action;
import io.breakwater.api.access.Need;
import io.breakwater.http.Route;
import io.breakwater.server.authorization.Somebody.Kind;

/// What is to be answered, by the rules of `docs/accounts.md`.
enum Expected {
  /// Whatever the route says: the guard let them through.
  GRANTED,
  /// 401.
  LOGIN,
  /// 403 with the right that is missing.
  DENIED,
  /// 404, as for what does not exist.
  HIDDEN;

  /// The namespace from which everybody may pull.
  static final String OPEN = "open";

  /// A namespace that does not exist.
  static final String MISSING = "none";

  private static final String SCANNER = "scaningress Writer";

  /// The answer to somebody who asks for something in a namespace.
  ///
  /// @param namespace that the path names; empty where it names none
  static Expected of(Route route, Somebody who, String namespace) {
    return who.inSession() && !takesSessions(route.pattern())
        ? answer(route, who.unknown(), namespace)
        : answer(route, who, namespace);
  }

  private static boolean takesSessions(String pattern) {
    return pattern.startsWith("/api/") || pattern.startsWith("/va/api/");
  }

  private static Expected answer(Route route, Somebody who, String namespace) {
    var need = (Need) route.attribute();
    if (need instanceof Need.Nothing) {
      return GRANTED;
    }
    if (who.kind() == Kind.OVER) {
      return LOGIN;
    }
    return switch (need) {
      case Need.Nothing _ -> GRANTED;
      case Need.Login(var scope) -> login(who, route.pattern(), scope);
      case Need.OnRepository(var action, var creates) ->
          inRepository(who, name(action), namespace, creates);
      case Need.OnNamespace(var action) -> inNamespace(who, name(action), namespace);
      case Need.OnImage(var action) -> inNamespace(who, name(action), namespace);
      case Need.OnScope(var action, var named) ->
          named ? inNamespace(who, name(action), namespace) : inAccount(who, name(action));
      case Need.OnAccount(var action) -> inAccount(who, name(action));
      case Need.LocalOrOnAccount(var action) -> inAccount(who, name(action));
      case Need.Listing(var action) ->
          who.kind() == Kind.GOOD && !who.role().isEmpty() && allows(who, name(action))
              ? GRANTED
              : inAccount(who, name(action));
    };
  }

  private static String name(Action action) {
    return action.actionName().substring("container-registry.".length());
  }

  private static boolean allows(Somebody who, String action) {
    return DocumentedRoles.allow(who.role(), action);
  }

  /// Tokens for repositories are for the distribution interface, where only listing all of them
  /// has a scope of its own.
  private static Expected login(Somebody who, String pattern, String scope) {
    return switch (who.kind()) {
      case GOOD -> GRANTED;
      case NONE, OVER -> LOGIN;
      case PULL_ONLY -> scope.isEmpty() && pattern.startsWith("/v2") ? GRANTED : LOGIN;
      case ELSEWHERE -> HIDDEN;
    };
  }

  /// In a repository of the distribution interface, for which there are tokens of less.
  private static Expected inRepository(
      Somebody who, String action, String namespace, boolean creates) {
    if (who.kind() == Kind.PULL_ONLY) {
      if (namespace.equals(MISSING)) {
        return HIDDEN;
      }
      var pulled = Somebody.PULLED.startsWith(namespace + "/") && action.equals("image.pull");
      return pulled ? GRANTED : LOGIN;
    }
    var maker = who.kind() == Kind.GOOD && who.role().equals("Manager") && who.reaches("");
    return namespace.equals(MISSING) && creates && maker && who.namespace().isEmpty()
        ? GRANTED
        : inNamespace(who, action, namespace);
  }

  private static Expected inNamespace(Somebody who, String action, String namespace) {
    switch (who.kind()) {
      case ELSEWHERE -> {
        return HIDDEN;
      }
      case PULL_ONLY, OVER -> {
        return LOGIN;
      }
      case NONE -> {
        return namespace.equals(OPEN) && action.equals("image.pull") ? GRANTED : LOGIN;
      }
      case GOOD -> {}
    }
    if (namespace.equals(MISSING)) {
      return HIDDEN;
    }
    if (who.reaches(namespace) && allows(who, action)) {
      return GRANTED;
    }
    if (namespace.equals(OPEN)) {
      return action.equals("image.pull") ? GRANTED : DENIED;
    }
    return who.reaches(namespace) && !who.role().equals(SCANNER) ? DENIED : HIDDEN;
  }

  private static Expected inAccount(Somebody who, String action) {
    return switch (who.kind()) {
      case NONE, OVER, PULL_ONLY -> LOGIN;
      case ELSEWHERE -> HIDDEN;
      case GOOD -> {
        if (who.role().isEmpty()) {
          yield HIDDEN;
        }
        yield who.namespace().isEmpty() && allows(who, action) ? GRANTED : DENIED;
      }
    };
  }
}
