package io.breakwater.accounts.oidc;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys a provider signs with (RFC 7517), fetched when they are needed and kept for an
/// hour; sooner where a token names one that is not among them, at most once a minute. While
/// the provider does not answer those known stay good for a day. Safe for use by many threads.
public final class ProviderKeys {
  private static final Duration FRESH = Duration.ofHours(1);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int RSA_BITS = 2048;
  private static final int MOST = 100;

  private final Fetch fetch;
  private final InstantSource clock;
  private JWKSet keys = new JWKSet();
  private Instant fetched = Instant.MIN;
  private Instant tried = Instant.MIN;

  /// Gets the document at `jwks_uri`.
  @FunctionalInterface
  public interface Fetch {
    /// Its text, with a bound on time and size (256 KiB is plenty).
    String fetch() throws IOException;
  }

  /// Keys that are fetched so.
  public ProviderKeys(Fetch fetch, InstantSource clock) {
    this.fetch = fetch;
    this.clock = clock;
  }

  /// Those that may have signed a token with this header.
  ///
  /// @throws OidcException they cannot be had
  synchronized List<JWK> of(JWSHeader header) throws OidcException {
    var now = clock.instant();
    if (!now.minus(FRESH).isBefore(fetched)) {
      refresh(now);
    }
    var found = among(header);
    if (found.isEmpty() && refresh(now)) {
      found = among(header);
    }
    return found;
  }

  private List<JWK> among(JWSHeader header) {
    return new JWKSelector(JWKMatcher.forJWSHeader(header))
        .select(keys).stream().filter(ProviderKeys::strong).toList();
  }

  /// A symmetric key among public ones is everybody's.
  private static boolean strong(JWK key) {
    return key instanceof AsymmetricJWK
        && (!key.getKeyType().equals(KeyType.RSA) || key.size() >= RSA_BITS);
  }

  private boolean refresh(Instant now) throws OidcException {
    if (now.minus(PAUSE).isBefore(tried)) {
      return old(now, null);
    }
    tried = now;
    try {
      var read = JWKSet.parse(fetch.fetch());
      if (read.size() > MOST) {
        return old(now, new IOException("more than 100 keys"));
      }
      keys = read;
      fetched = now;
      return true;
    } catch (IOException | ParseException e) {
      return old(now, e);
    }
  }

  private boolean old(Instant now, @Nullable Exception cause) throws OidcException {
    if (now.minus(LONGEST).isBefore(fetched)) {
      return false;
    }
    var message = "the keys of the OIDC provider cannot be had";
    throw cause == null ? new OidcException(message) : new OidcException(message, cause);
  }
}
