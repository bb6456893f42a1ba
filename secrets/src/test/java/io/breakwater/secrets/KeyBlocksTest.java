package io.breakwater.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyBlocksTest {
  private static final byte[] RSA = Made.pkcs8("RSA", 2048);
  private static final byte[] EC = Made.pkcs8("EC", 256);

  private final Made made = new Made(1);

  private static List<String> kinds(String text) {
    return new SecretScanner()
        .scan("opt/app/file", Made.utf8(text)).stream().map(SecretMatch::kind).toList();
  }

  private byte[] openSsh(String cipher) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(Made.utf8("openssh-key-v1\0"));
    out.writeBytes(new byte[] {0, 0, 0, (byte) cipher.length()});
    out.writeBytes(Made.utf8(cipher));
    out.writeBytes(made.bytes(400));
    return out.toByteArray();
  }

  @Test
  void plainKeysInTheirOwnForms() {
    assertThat(kinds(Made.pem("PRIVATE KEY", RSA))).containsExactly("private_key");
    assertThat(kinds(Made.pem("PRIVATE KEY", EC))).containsExactly("private_key");
    assertThat(kinds(Made.pem("PRIVATE KEY", Made.pkcs8("Ed25519", 255))))
        .containsExactly("private_key");
    assertThat(kinds(Made.pem("PRIVATE KEY", Made.pkcs8("DSA", 1024))))
        .containsExactly("private_key");
    assertThat(kinds(Made.pem("RSA PRIVATE KEY", Made.inner(RSA)))).containsExactly("private_key");
    assertThat(kinds(Made.pem("EC PRIVATE KEY", Made.inner(EC)))).containsExactly("private_key");
  }

  @Test
  void openSshKeysPlainAndEncrypted() {
    assertThat(kinds(Made.pem("OPENSSH PRIVATE KEY", openSsh("none"))))
        .containsExactly("ssh_private_key");
    assertThat(kinds(Made.pem("OPENSSH PRIVATE KEY", openSsh("aes256-ctr"))))
        .containsExactly("private_key_encrypted");
  }

  @Test
  void encryptedKeysAreToldApart() {
    var old =
        Made.header("BEGIN", "RSA PRIVATE KEY")
            + "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,"
            + made.of(Made.HEX, 32)
            + "\n\n"
            + made.base64(1200)
            + "\n"
            + Made.header("END", "RSA PRIVATE KEY");
    assertThat(kinds(old)).containsExactly("private_key_encrypted");
    // A sequence of an algorithm (PBES2) and octets
    var der = new ByteArrayOutputStream();
    der.writeBytes(new byte[] {0x30, (byte) 0x81, (byte) 200, 0x30, 13, 6, 9, 42, -122, 72, -122});
    der.writeBytes(made.bytes(192));
    assertThat(kinds(Made.pem("ENCRYPTED PRIVATE KEY", der.toByteArray())))
        .containsExactly("private_key_encrypted");
  }

  @Test
  void oneLineInsideOfJsonCounts() {
    var json = "{\"key\": \"" + Made.pem("PRIVATE KEY", RSA).replace("\n", "\\n") + "\"}";
    assertThat(kinds(json)).containsExactly("private_key");
    assertThat(kinds("{\"type\": \"service_account\",\n \"private_key\"" + json.substring(6)))
        .containsExactly("gcp_service_account");
  }

  @Test
  void textsOfProgramsCount() {
    var lines = Made.pem("PRIVATE KEY", RSA).strip().split("\n", -1);
    var java = new StringBuilder("String key =\n");
    for (var line : lines) {
      java.append("    \"").append(line).append("\\n\" +\n");
    }
    assertThat(kinds(java.toString())).containsExactly("private_key");
  }

  @Test
  void base64OfABlockCounts() {
    var data = Base64.getEncoder().encodeToString(Made.utf8(Made.pem("PRIVATE KEY", EC)));
    assertThat(kinds("  tls.key: " + data + "\n")).containsExactly("private_key");
    assertThat(kinds("    client-key-data: " + data + "\n"))
        .containsExactly("kubernetes_client_key");
  }

  @Test
  void pgpAndPutty() {
    var packet = made.bytes(900);
    packet[0] = (byte) 0x95;
    var armour =
        Made.pem("PGP PRIVATE KEY BLOCK", packet).replaceFirst("\n", "\nVersion: x 1.0\n\n");
    assertThat(kinds(armour)).containsExactly("pgp_private_key");
    packet[0] = (byte) 0x99;
    assertThat(kinds(Made.pem("PGP PRIVATE KEY BLOCK", packet))).isEmpty();

    var putty =
        "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: me\nPublic-Lines: 2\n"
            + made.of(Made.BASE64, 64)
            + "\nPrivate-Lines: 1\n"
            + made.of(Made.BASE64, 47)
            + "=\nPrivate-MAC: 00\n";
    assertThat(kinds(putty)).containsExactly("ssh_private_key");
    assertThat(kinds(putty.replace("none", "aes256-cbc"))).containsExactly("private_key_encrypted");
  }

  @Test
  void publicKeysCertificatesAndDummiesAreNone() {
    assertThat(kinds(Made.pem("PUBLIC KEY", RSA))).isEmpty();
    assertThat(kinds(Made.pem("CERTIFICATE", RSA))).isEmpty();
    assertThat(kinds(Made.pem("PRIVATE KEY", new byte[0]))).isEmpty();
    assertThat(kinds(Made.pem("PRIVATE KEY", made.bytes(600)))).isEmpty();
    assertThat(kinds(Made.pem("RSA PRIVATE KEY", new byte[1200]))).isEmpty();
    assertThat(kinds(Made.header("BEGIN", "RSA PRIVATE KEY") + "MIIEpAIBAAKCAQEA...\n")).isEmpty();
    var half = new String(Made.utf8(Made.pem("PRIVATE KEY", RSA)), StandardCharsets.US_ASCII);
    assertThat(kinds(half.substring(0, half.length() / 2))).isEmpty();
  }

  @Test
  void linesAreCountedFromOne() {
    assertThat(new SecretScanner().scan("a", Made.utf8("#\n\n" + Made.pem("PRIVATE KEY", EC))))
        .containsExactly(new SecretMatch("private_key", 3));
  }
}
