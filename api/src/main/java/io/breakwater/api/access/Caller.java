package io.breakwater.api.access;

import io.breakwater.accounts.Principal;
import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.access.Decision;
import io.breakwater.accounts.access.Grants;
import io.breakwater.accounts.access.Permission;
import io.breakwater.accounts.access.Resource;
import io.breakwater.accounts.sessions.Session;
import io.breakwater.accounts.tokens.Access;
import io.breakwater.accounts.tokens.RepositoryAction;
import io.breakwater.accounts.tokens.TokenSubject;
import io.breakwater.registry.names.RepositoryName;
import java.util.Optional;

/// Who asks, and what they may do.
///
/// @param subject who, as tokens for them are to say
/// @param limit what their token allows; empty where it stands for all their rights
/// @param session of their browser, where they came with one
public record Caller(
    TokenSubject subject, Grants grants, Optional<Access> limit, Optional<Session> session) {
  private static final Caller ANONYMOUS =
      new Caller(TokenSubject.anonymous(), Grants.NONE, Optional.empty());

  /// Somebody without a session.
  public Caller(TokenSubject subject, Grants grants, Optional<Access> limit) {
    this(subject, grants, limit, Optional.empty());
  }

  /// Somebody who sent no credentials.
  public static Caller anonymous() {
    return ANONYMOUS;
  }

  /// The same one in a session.
  Caller with(Optional<Session> other) {
    return new Caller(subject, grants, limit, other);
  }

  public Principal principal() {
    return subject.principal();
  }

  /// How they are called in the log and in what they push.
  public String display() {
    return principal().display();
  }

  /// Whom uploads are counted for: one and the same, whatever they log in with.
  public String owner() {
    return switch (principal()) {
      case Principal.Known known -> known.id().toString();
      case Principal.Anonymous _ -> "anonymous";
    };
  }

  /// Whether their token, if they came with one, is for this.
  boolean within(RepositoryName repository, RepositoryAction action) {
    return limit.isEmpty() || limit.get().allows(repository.toString(), action);
  }

  /// Whether they have the right to pull from a repository; whether their token is for it is
  /// another question.
  public Decision pull(RepositoryName repository, Resource.Namespace namespace) {
    return grants.decide(
        principal(),
        new Permission(
            Action.IMAGE_PULL, new Resource.Repository(namespace, repository.toString())));
  }

  /// Whether they have the right to pull from a namespace.
  public boolean pulls(Resource.Namespace namespace) {
    return may(Action.IMAGE_PULL, namespace);
  }

  /// Whether they have the right to do something.
  public boolean may(Action action, Resource resource) {
    return grants.decide(principal(), new Permission(action, resource)).granted();
  }
}
