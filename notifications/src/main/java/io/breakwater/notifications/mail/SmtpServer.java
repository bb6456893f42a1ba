package io.breakwater.notifications.mail;

import java.util.Optional;

/// The server that takes mail.
///
/// @param from the sender's address
/// @param login empty where it asks for none
public record SmtpServer(
    String host, int port, Security security, String from, Optional<Login> login) {
  /// How what is said to it is kept from others.
  public enum Security {
    /// TLS from the first byte (RFC 8314), usually port 465.
    TLS,
    /// TLS after `STARTTLS` (RFC 3207), without which nothing is sent; usually port 587.
    STARTTLS,
    /// None: for a server on this machine.
    NONE
  }

  /// Who sends.
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }
}
