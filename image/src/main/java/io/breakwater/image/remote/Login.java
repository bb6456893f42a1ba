package io.breakwater.image.remote;

/// Who a client is to a registry.
public record Login(String user, String password) {
  /// Without the password: this reaches logs.
  @Override
  public String toString() {
    return "Login[" + user + "]";
  }
}
