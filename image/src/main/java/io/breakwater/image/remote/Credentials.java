package io.breakwater.image.remote;

/// How a client proves who it is to a registry.
public sealed interface Credentials {
  /// Not at all: what everybody may read.
  record Anonymous() implements Credentials {}

  /// User name and password.
  record Password(String user, String password) implements Credentials {
    @Override
    public String toString() {
      return "Password[" + user + "]";
    }
  }

  /// An OAuth2 refresh token, exchanged for access tokens.
  record IdentityToken(String token) implements Credentials {
    @Override
    public String toString() {
      return "IdentityToken[]";
    }
  }

  /// A bearer token to be sent as it is.
  record RegistryToken(String token) implements Credentials {
    @Override
    public String toString() {
      return "RegistryToken[]";
    }
  }
}
