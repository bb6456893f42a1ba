package io.breakwater.accounts.oidc;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a provider says of itself (OpenID Connect Discovery 1.0 section 3).
///
/// @param issuer the provider's name, compared letter by letter
/// @param postsSecret the client's secret goes into the form, since the header is not
///     understood
/// @param namesItself it adds `iss` to its callbacks (RFC 9207), so that one without is not its
public record ProviderMetadata(
    String issuer,
    URI authorization,
    URI token,
    URI keys,
    boolean postsSecret,
    boolean namesItself) {
  private static final int LONGEST = 256 * 1024;
  private static final String BASIC = "client_secret_basic";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /// Where the document of an issuer is.
  public static URI location(String issuer) {
    var slash = issuer.endsWith("/") ? "" : "/";
    return URI.create(issuer + slash + ".well-known/openid-configuration");
  }

  /// Reads the document.
  ///
  /// @param expected the issuer it was fetched for; one of another is refused (section 4.3)
  /// @throws OidcException when it is not that provider's, or the provider cannot do what is
  ///     needed; the message says what
  public static ProviderMetadata parse(String json, String expected) throws OidcException {
    try {
      var document = JSONObjectUtils.parse(json, LONGEST);
      var issuer = JSONObjectUtils.getString(document, "issuer");
      if (!expected.equals(issuer)) {
        throw new OidcException("the provider's document is of another issuer than " + expected);
      }
      if (!has(document, "code_challenge_methods_supported", "S256", true)) {
        throw new OidcException("the provider does not support PKCE with S256");
      }
      if (!has(document, "response_types_supported", "code", false)) {
        throw new OidcException("the provider does not support the authorization code flow");
      }
      return new ProviderMetadata(
          issuer,
          uri(document, "authorization_endpoint"),
          uri(document, "token_endpoint"),
          uri(document, "jwks_uri"),
          !has(document, "token_endpoint_auth_methods_supported", BASIC, true),
          Boolean.TRUE.equals(document.get("authorization_response_iss_parameter_supported")));
    } catch (ParseException e) {
      throw new OidcException("the provider's document is not understood", e);
    }
  }

  private static boolean has(
      Map<String, Object> document, String list, String value, boolean otherwise) {
    return document.get(list) instanceof List<?> values ? values.contains(value) : otherwise;
  }

  private static URI uri(Map<String, Object> document, String name)
      throws OidcException, ParseException {
    var text = JSONObjectUtils.getString(document, name);
    if (text == null) {
      throw new OidcException("the provider's document has no " + name);
    }
    try {
      var uri = new URI(text);
      var host = uri.getHost();
      var secure = "https".equals(uri.getScheme());
      var own = "http".equals(uri.getScheme()) && host != null && LOOPBACK.contains(host);
      if (host == null || !(secure || own) || uri.getFragment() != null) {
        throw new OidcException(name + " of the provider is no https address");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new OidcException(name + " of the provider is no address", e);
    }
  }
}
