package io.breakwater.accounts.tokens;

import io.breakwater.accounts.access.Action;
import java.util.Locale;
import java.util.Optional;

/// What a token can allow on a repository: the words of the distribution project's scopes.
public enum RepositoryAction {
  PULL(Action.IMAGE_PULL),
  PUSH(Action.IMAGE_PUSH),
  DELETE(Action.IMAGE_DELETE);

  private final Action action;

  RepositoryAction(Action action) {
    this.action = action;
  }

  /// The right it takes.
  public Action action() {
    return action;
  }

  /// As it stands in scopes: `pull`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<RepositoryAction> find(String word) {
    for (var each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
