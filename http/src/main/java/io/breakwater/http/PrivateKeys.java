package io.breakwater.http;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// Reads a private key of a PEM file: RFC 7468, and the two older forms of RFC 8017 (A.1.2) and
/// RFC 5915, which are wrapped into PKCS #8 (RFC 5208).
final class PrivateKeys {
  private static final byte[] VERSION = {2, 1, 0};
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
  private static final byte[] EC_PUBLIC_KEY = HexFormat.of().parseHex("06072a8648ce3d0201");
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final int EC_PARAMETERS = 0xa0;

  private PrivateKeys() {}

  static PrivateKey parse(String text, Path file) throws ServerStartException {
    for (var form : List.of("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY")) {
      var begin = "-----BEGIN " + form + "-----";
      var from = text.indexOf(begin);
      var to = from < 0 ? -1 : text.indexOf("-----END " + form + "-----", from);
      if (to < 0) {
        continue;
      }
      try {
        var der = Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        return key(
            switch (form) {
              case "RSA PRIVATE KEY" -> sequence(VERSION, RSA, block(OCTET_STRING, der));
              case "EC PRIVATE KEY" ->
                  sequence(VERSION, sequence(EC_PUBLIC_KEY, curve(der)), block(OCTET_STRING, der));
              default -> der;
            });
      } catch (GeneralSecurityException | RuntimeException e) {
        throw TlsFiles.malformed(file, "private key", e);
      }
    }
    throw TlsFiles.malformed(
        file,
        text.contains("BEGIN ENCRYPTED PRIVATE KEY")
            ? "private key without a password"
            : "private key",
        null);
  }

  private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
    var problems = new ArrayList<GeneralSecurityException>();
    for (var algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException e) {
        problems.add(e);
      }
    }
    throw problems.getFirst();
  }

  /// The curve's name within an `ECPrivateKey`.
  private static byte[] curve(byte[] der) throws GeneralSecurityException {
    for (var at = contentOf(der, 0); at < der.length; ) {
      var content = contentOf(der, at);
      var end = content + lengthOf(der, at);
      if ((der[at] & 0xff) == EC_PARAMETERS) {
        return Arrays.copyOfRange(der, content, end);
      }
      at = end;
    }
    throw new GeneralSecurityException("the key does not name its curve");
  }

  private static int lengthOf(byte[] der, int at) {
    var first = der[at + 1] & 0xff;
    if (first < 0x80) {
      return first;
    }
    return first == 0x81 ? der[at + 2] & 0xff : (der[at + 2] & 0xff) << 8 | (der[at + 3] & 0xff);
  }

  private static int contentOf(byte[] der, int at) {
    var first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first - 0x80);
  }

  private static byte[] sequence(byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (var part : parts) {
      content.writeBytes(part);
    }
    return block(SEQUENCE, content.toByteArray());
  }

  private static byte[] block(int tag, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
