package io.breakwater.exemptions;

import io.breakwater.advisor.Justification;
import java.time.Instant;
import java.util.Optional;

/// Who decided, why, and until when.
///
/// @param author at most 256 characters
/// @param reason for people, at most 2,000 characters; empty where none is given
/// @param justification in the words of VEX
/// @param expires from when on it counts no more
public record ExemptionTerms(
    String author,
    String reason,
    Optional<Justification> justification,
    Optional<Instant> expires) {
  private static final int AUTHOR = 256;
  private static final int REASON = 2_000;

  /// For ever, and without a reason.
  public static ExemptionTerms of(String author) {
    return new ExemptionTerms(author, "", Optional.empty(), Optional.empty());
  }

  public ExemptionTerms withReason(String text) {
    return new ExemptionTerms(author, text, justification, expires);
  }

  public ExemptionTerms withJustification(Justification why) {
    return new ExemptionTerms(author, reason, Optional.of(why), expires);
  }

  public ExemptionTerms withExpiry(Instant when) {
    return new ExemptionTerms(author, reason, justification, Optional.of(when));
  }

  void check(Instant now) throws ExemptionException {
    if (author.length() > AUTHOR) {
      throw invalid("the author has more than " + AUTHOR + " characters");
    }
    if (reason.length() > REASON) {
      throw invalid(
          "the reason has more than " + REASON + " characters; link to what does not fit");
    }
    if (expires.isPresent() && !expires.get().isAfter(now)) {
      throw invalid("it would have expired already; give a time to come, or none");
    }
  }

  private static ExemptionException invalid(String told) {
    return new ExemptionException(ExemptionException.Code.INVALID_TERMS, told);
  }
}
