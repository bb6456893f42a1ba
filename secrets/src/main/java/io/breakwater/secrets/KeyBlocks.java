package io.breakwater.secrets;

import org.jspecify.annotations.Nullable;

/// Private keys in PEM (RFC 7468; RFC 1421 for the headers of encrypted ones) and in OpenPGP's
/// armour (RFC 9580, section 6.2): over lines, in one line with `\n` as in JSON, as a text of a
/// program, or once more in base64. What is inside must begin as such a key does and be complete;
/// `-----BEGIN` alone is no key.
final class KeyBlocks {
  /// Characters of a block: an RSA key of 16,384 bits has 12,700.
  private static final int MOST = 16_384;

  private KeyBlocks() {}

  /// Looks at hyphens.
  ///
  /// @param at index of one of them
  static void look(Text text, int at, Findings findings) {
    int name = at + 1;
    while (name < at + 6 && text.at(name) == '-') {
      name++;
    }
    if (text.at(name) == 'B' && text.starts(name - 5, "-----BEGIN ")) {
      var kind = kind(text, name + 6);
      if (kind != null) {
        findings.add(kind, name - 5);
      }
    }
  }

  /// @param label where the words between `BEGIN` and the hyphens begin
  private static @Nullable SecretKind kind(Text text, int label) {
    int end = label;
    while (end < label + 40 && (text.is(end, Text.UPPER | Text.DIGIT) || text.at(end) == ' ')) {
      end++;
    }
    if (!text.starts(end, "-----")) {
      return null;
    }
    int body = end + 5;
    if (text.starts(label, "PGP PRIVATE KEY BLOCK")) {
      return KeyBody.read(text, body, MOST).isSecretPgpKey() ? SecretKinds.PGP_KEY : null;
    }
    if (!text.starts(end - 11, "PRIVATE KEY")) {
      return null;
    }
    var key = KeyBody.read(text, body, MOST);
    if (text.starts(label, "OPENSSH ")) {
      return openSsh(key);
    }
    return pem(text, label, key);
  }

  private static @Nullable SecretKind openSsh(KeyBody key) {
    if (!key.isOpenSsh()) {
      return null;
    }
    return key.isEncryptedOpenSsh() ? SecretKinds.ENCRYPTED_KEY : SecretKinds.SSH_KEY;
  }

  private static @Nullable SecretKind pem(Text text, int label, KeyBody key) {
    if (key.encryptedByHeader() || text.starts(label, "ENCRYPTED ")) {
      return key.isCipherText() || key.isEncryptedPkcs8() ? SecretKinds.ENCRYPTED_KEY : null;
    }
    if (!key.isPlain()) {
      return null;
    }
    return text.has(label - 1000, label, "\"service_account\"")
        ? SecretKinds.GCP_SERVICE_ACCOUNT
        : SecretKinds.PRIVATE_KEY;
  }

  /// A block that is in base64 once more, as in Secrets of Kubernetes and kubeconfigs.
  static @Nullable SecretKind inBase64(Text text, int from) {
    var inner = Base64Text.decode(text, from, text.past(from, from + MOST * 4 / 3, Text.BASE64));
    if (inner == null || !inner.starts(0, "-----BEGIN ")) {
      return null;
    }
    return kind(inner, 11);
  }
}
