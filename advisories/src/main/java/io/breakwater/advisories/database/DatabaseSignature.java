package io.breakwater.advisories.database;

import io.breakwater.advisories.FeedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Detached Ed25519 signatures (RFC 8032) over a database's content.
///
/// Signed is the text `breakwater advisories v1\nsha256:HEX\n` with the content's SHA-256, so a
/// signature holds whatever the file is compressed with. A signature is 64 bytes in Base64;
/// keys are PEM files as `openssl genpkey -algorithm ed25519` writes them (PKCS #8, RFC 5958)
/// and `openssl pkey -pubout` (SubjectPublicKeyInfo, RFC 8410).
public final class DatabaseSignature {
  private static final String ALGORITHM = "Ed25519";

  private DatabaseSignature() {}

  /// The signature of a database, in Base64.
  public static String sign(AdvisoryDatabase database, PrivateKey key) throws FeedException {
    try {
      var signer = Signature.getInstance(ALGORITHM);
      signer.initSign(key);
      signer.update(statement(database));
      return Base64.getEncoder().encodeToString(signer.sign());
    } catch (GeneralSecurityException e) {
      throw badKey("the signing key", e);
    }
  }

  /// Errors: `signature-missing`, `signature-wrong`, `key-unusable`.
  public static void verify(AdvisoryDatabase database, @Nullable String signature, PublicKey key)
      throws FeedException {
    if (signature == null || signature.isBlank()) {
      throw wrong("signature-missing", "it has no signature", null);
    }
    try {
      var verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key);
      verifier.update(statement(database));
      if (!verifier.verify(Base64.getDecoder().decode(signature.strip()))) {
        throw wrong("signature-wrong", "its signature is not by this key", null);
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw wrong("signature-wrong", "its signature cannot be read", e);
    }
  }

  /// A private key from PEM text.
  public static PrivateKey privateKey(String pem) throws FeedException {
    try {
      var bytes = der(pem, "PRIVATE KEY");
      return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw badKey("the private key", e);
    }
  }

  /// A public key from PEM text.
  public static PublicKey publicKey(String pem) throws FeedException {
    try {
      var bytes = der(pem, "PUBLIC KEY");
      return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw badKey("the public key", e);
    }
  }

  private static byte[] statement(AdvisoryDatabase database) {
    var text = "breakwater advisories v1\nsha256:" + database.version() + "\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] der(String pem, String label) {
    var begin = "-----BEGIN " + label + "-----";
    var from = pem.indexOf(begin);
    var to = pem.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no PEM block " + label);
    }
    return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
  }

  private static FeedException wrong(String code, String why, @Nullable Throwable cause) {
    return new FeedException(
        code,
        "advisory database",
        why,
        "Ask whoever published it for the right key or a signed copy; the database in use stays",
        cause);
  }

  private static FeedException badKey(String what, Exception e) {
    return new FeedException(
        "key-unusable",
        what,
        String.valueOf(e.getMessage()),
        "Give an Ed25519 key in PEM form, as openssl genpkey -algorithm ed25519 writes it",
        e);
  }
}
