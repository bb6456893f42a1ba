package io.breakwater.exemptions;

import io.breakwater.accounts.AccountId;
import io.breakwater.advisor.Justification;
import io.breakwater.image.Digest;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.store.metadata.ExemptionKey;
import io.breakwater.store.metadata.StoredExemption;

/// Exemptions as they are stored, and back.
final class StoredTexts {
  private StoredTexts() {}

  static ExemptionKey key(AccountId account, ExemptionScope scope, ExemptIssue issue) {
    var parts = scope.parts();
    return new ExemptionKey(
        account.value(),
        scope.type(),
        parts.namespace(),
        parts.repository(),
        parts.tag(),
        parts.digest(),
        issue.type().word(),
        issue.id());
  }

  static StoredExemption stored(KeptExemption exemption) {
    var key = key(exemption.account(), exemption.scope(), exemption.issue());
    var terms = exemption.terms();
    return new StoredExemption(
        exemption.id(),
        key.account(),
        key.scopeType(),
        key.namespace(),
        key.repository(),
        key.tag(),
        key.digest(),
        key.issueType(),
        key.issueId(),
        terms.author(),
        terms.reason(),
        terms.justification().map(Justification::word).orElse(""),
        exemption.created(),
        terms.expires());
  }

  /// @throws IllegalStateException the store holds what was never put there
  static KeptExemption kept(StoredExemption stored) {
    try {
      return new KeptExemption(
          stored.id(),
          AccountId.parse(stored.account()),
          scope(stored),
          ExemptIssue.parse(stored.issueType(), stored.issueId()),
          new ExemptionTerms(
              stored.author(),
              stored.reason(),
              Justification.parse(stored.justification()),
              stored.expires()),
          stored.created());
    } catch (ExemptionException | RegistryException | IllegalArgumentException e) {
      throw new IllegalStateException("the stored exemption " + stored.id() + " is damaged", e);
    }
  }

  private static ExemptionScope scope(StoredExemption stored) throws RegistryException {
    return switch (stored.scopeType()) {
      case "account" -> new ExemptionScope.Account();
      case "namespace" -> new ExemptionScope.Namespace(stored.namespace());
      case "repository" -> new ExemptionScope.Repository(repository(stored));
      case "image" -> new ExemptionScope.Image(repository(stored), TagName.parse(stored.tag()));
      case "digest" ->
          new ExemptionScope.Content(repository(stored), Digest.parse(stored.digest()));
      default -> throw new IllegalArgumentException("the scope " + stored.scopeType());
    };
  }

  private static RepositoryName repository(StoredExemption stored) throws RegistryException {
    return RepositoryName.parse(stored.namespace() + "/" + stored.repository());
  }
}
