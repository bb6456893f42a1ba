package io.breakwater.exemptions;

import io.breakwater.accounts.AccountId;
import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.ExemptionBuilder;
import java.time.Instant;
import java.util.List;

/// A decision that an issue does not count.
///
/// @param id a name of its own, which stays when its terms change
/// @param created when it was first made
public record KeptExemption(
    String id,
    AccountId account,
    ExemptionScope scope,
    ExemptIssue issue,
    ExemptionTerms terms,
    Instant created) {

  /// Whether it counts no more.
  public boolean expired(Instant now) {
    return terms.expires().isPresent() && !now.isBefore(terms.expires().get());
  }

  /// The same for the advisor.
  public Exemption advised() {
    return new ExemptionBuilder(issue.type().advised(), issue.id())
        .scopes(List.of(scope.images()))
        .author(terms.author().isEmpty() ? null : terms.author())
        .reason(terms.reason().isEmpty() ? null : terms.reason())
        .justification(terms.justification().orElse(null))
        .created(created)
        .expires(terms.expires().orElse(null))
        .build();
  }
}
