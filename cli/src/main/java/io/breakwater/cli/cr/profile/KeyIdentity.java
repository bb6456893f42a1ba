package io.breakwater.cli.cr.profile;

import io.breakwater.cli.cr.server.Identity;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// The API key that a pipeline was given, sent as it is: Basic with the user `iamapikey`.
record KeyIdentity(String key) implements Identity {
  @Override
  public String authorization() {
    var pair = "iamapikey:" + key;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<String> renewed() {
    return Optional.empty();
  }

  @Override
  public String wayIn() {
    return "Check BREAKWATER_API_KEY: the key may be of another server, revoked or expired";
  }

  @Override
  public String toString() {
    return "KeyIdentity[]";
  }
}
