package io.breakwater.advisories.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.advisories.FeedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseArchiveTest {
  @TempDir Path folder;
  private byte[] archive = new byte[0];

  @BeforeEach
  void writeArchive() throws Exception {
    Rows.build(folder.resolve("db"), Rows.fixed("debian:12", "a", "CVE-1", "1"));
    var out = new ByteArrayOutputStream();
    DatabaseArchive.write(folder.resolve("db"), out);
    archive = out.toByteArray();
  }

  @Test
  void archiveGivesTheSameDatabase() throws Exception {
    var target = folder.resolve("in/db");
    var database =
        DatabaseArchive.read(new ByteArrayInputStream(archive), "archive", target, null, null);

    assertThat(database.find("debian:12", "a")).hasSize(1);
    assertThat(target).hasSameBinaryContentAs(folder.resolve("db"));
  }

  @Test
  void cutOrDamagedArchiveLeavesTheTargetAlone() throws Exception {
    var target = folder.resolve("in/db");
    DatabaseArchive.read(new ByteArrayInputStream(archive), "archive", target, null, null);
    var before = Files.readAllBytes(target);

    for (var length = 0; length < archive.length; length += 7) {
      var cut = Arrays.copyOf(archive, length);
      assertThatThrownBy(() -> read(cut, target)).isInstanceOf(FeedException.class);
    }
    for (var at = 8; at < archive.length; at += 5) {
      var bad = archive.clone();
      bad[at] ^= 0x41;
      assertThatThrownBy(() -> read(bad, target)).isInstanceOf(FeedException.class);
    }
    assertThat(target).hasBinaryContent(before);
    assertThat(target.getParent()).isDirectoryNotContaining(f -> !f.equals(target));
  }

  @Test
  void whatIsNoArchiveSaysWhatToDo() {
    var target = folder.resolve("in/db");
    var text = "not an archive at all".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> read(text, target))
        .isInstanceOfSatisfying(
            FeedException.class,
            e -> {
              assertThat(e.code()).isEqualTo("archive-corrupt");
              assertThat(e.what()).isEqualTo("archive");
              assertThat(e.next()).contains("feeds export").contains("folder of feeds");
            });
    assertCode("archive-truncated", () -> read(Arrays.copyOf(archive, archive.length - 3), target));
    assertCode("database-truncated", () -> read(new byte[0], target));
  }

  @Test
  void signatureByTheRightKeyIsTaken() throws Exception {
    var pair = pair();
    var database = AdvisoryDatabase.open(folder.resolve("db"));
    var key = DatabaseSignature.privateKey(pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    var signature = DatabaseSignature.sign(database, key);
    var publicKey = DatabaseSignature.publicKey(pem("PUBLIC KEY", pair.getPublic().getEncoded()));

    DatabaseSignature.verify(database, signature, publicKey);
    var other = Rows.build(folder.resolve("x"), Rows.fixed("debian:12", "a", "CVE-1", "2"));
    assertCode("signature-wrong", () -> DatabaseSignature.verify(other, signature, publicKey));
    var stranger = pair().getPublic();
    assertCode("signature-wrong", () -> DatabaseSignature.verify(database, signature, stranger));
    assertCode("signature-missing", () -> DatabaseSignature.verify(database, null, publicKey));
    assertCode("signature-wrong", () -> DatabaseSignature.verify(database, "!!", publicKey));
    assertCode("key-unusable", () -> DatabaseSignature.publicKey("nonsense"));
  }

  @Test
  void unsignedArchiveIsRefusedWhereAKeyIsAsked() throws Exception {
    var key = pair().getPublic();
    var target = folder.resolve("in/db");

    assertCode(
        "signature-missing",
        () ->
            DatabaseArchive.read(new ByteArrayInputStream(archive), "archive", target, key, null));
    assertThat(target).doesNotExist();
  }

  private static void read(byte[] bytes, Path target) throws FeedException {
    DatabaseArchive.read(new ByteArrayInputStream(bytes), "archive", target, null, null);
  }

  private static void assertCode(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(FeedException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static KeyPair pair() throws Exception {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
