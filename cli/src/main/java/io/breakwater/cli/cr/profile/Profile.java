package io.breakwater.cli.cr.profile;

import io.breakwater.cli.cr.json.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;

/// A server and who one is there.
///
/// @param server its address
/// @param account for the header `Account`, empty for the user's own
/// @param user whom the tokens belong to, for people
/// @param certificates file of further certificates that are trusted, or empty
/// @param insecure whether HTTP to another machine was allowed
/// @param helper Docker credential helper that keeps the refresh token, or empty
/// @param refresh token that fetches others; empty where a helper keeps it, and when logged out
/// @param access token for requests, or empty
/// @param expires of the access token
public record Profile(
    String server,
    String account,
    String user,
    String certificates,
    boolean insecure,
    String helper,
    String refresh,
    String access,
    Instant expires) {

  /// Whether there is somebody logged in.
  public boolean isLoggedIn() {
    return !refresh.isEmpty() || !helper.isEmpty();
  }

  /// With other tokens.
  public Profile withTokens(String newRefresh, String newAccess, Instant until) {
    return new Profile(
        server, account, user, certificates, insecure, helper, newRefresh, newAccess, until);
  }

  /// As the file has it.
  JsonValue json() {
    var members = new LinkedHashMap<String, JsonValue>();
    members.put("server", JsonValue.of(server));
    members.put("account", JsonValue.of(account));
    members.put("user", JsonValue.of(user));
    members.put("caFile", JsonValue.of(certificates));
    members.put("insecure", new JsonValue.Flag(insecure));
    members.put("credentialHelper", JsonValue.of(helper));
    members.put("refreshToken", JsonValue.of(refresh));
    members.put("accessToken", JsonValue.of(access));
    members.put("accessTokenExpires", JsonValue.of(expires.toString()));
    return new JsonValue.Members(members);
  }

  static Profile of(JsonValue json) {
    Instant expires;
    try {
      expires = Instant.parse(json.at("accessTokenExpires").text());
    } catch (DateTimeParseException e) {
      expires = Instant.EPOCH;
    }
    return new Profile(
        json.at("server").text(),
        json.at("account").text(),
        json.at("user").text(),
        json.at("caFile").text(),
        json.at("insecure").isTrue(),
        json.at("credentialHelper").text(),
        json.at("refreshToken").text(),
        json.at("accessToken").text(),
        expires);
  }

  /// Without the tokens: this reaches logs.
  @Override
  public String toString() {
    return "Profile[" + server + ", " + user + "]";
  }
}
