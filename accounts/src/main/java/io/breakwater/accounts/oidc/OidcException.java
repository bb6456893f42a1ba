package io.breakwater.accounts.oidc;

/// The provider, or what it says of itself, cannot be used: a matter for whoever configured it.
public final class OidcException extends Exception {
  public OidcException(String message) {
    super(message);
  }

  public OidcException(String message, Throwable cause) {
    super(message, cause);
  }
}
