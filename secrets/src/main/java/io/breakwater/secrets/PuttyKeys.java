package io.breakwater.secrets;

import org.jspecify.annotations.Nullable;

/// Private keys of PuTTY (`sshpubk.c`): `PuTTY-User-Key-File-2: ssh-rsa`, `Encryption: none`, and
/// `Private-Lines: 8` with base64 behind it.
final class PuttyKeys {
  private static final int MOST = 8192;
  private static final int LEAST_BODY = 32;

  private PuttyKeys() {}

  static @Nullable SecretKind look(Text text, int from) {
    int lines = text.find(from, from + MOST, "private-lines:");
    if (lines < 0) {
      return null;
    }
    int body = text.lineEnd(lines, 40) + 1;
    int to = text.past(body, body + 65, Text.BASE64);
    if (to - body < LEAST_BODY || Placeholders.typed(text, body, to, 3)) {
      return null;
    }
    return text.has(from, lines, "encryption: none")
        ? SecretKinds.SSH_KEY
        : SecretKinds.ENCRYPTED_KEY;
  }
}
