package io.breakwater.exemptions;

/// An exemption that cannot be made: what is wrong, and what to do.
public final class ExemptionException extends Exception {
  private final Code code;

  /// What went wrong.
  public enum Code {
    /// The type of the issue is none.
    UNKNOWN_TYPE,
    /// The identifier of the issue is none of its type.
    INVALID_ISSUE,
    /// A text is too long, or the time of expiry has passed.
    INVALID_TERMS,
    /// The account has as many as it may have.
    TOO_MANY
  }

  ExemptionException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  /// For people.
  public String told() {
    return String.valueOf(getMessage());
  }
}
