package io.breakwater.accounts.firststart;

import io.breakwater.accounts.passwords.Password;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A file with a generated password and a line's end, readable by its owner only: fit for
/// `docker login --password-stdin`.
final class PasswordFile {
  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");

  private static final Pattern WHOLE = Pattern.compile("[a-z2-9]{5}(?:-[a-z2-9]{5}){4}\n");
  private static final int LONGEST = 64;

  private final Path file;

  PasswordFile(Path file) {
    this.file = file;
  }

  /// The password, where it is whole and nobody else could have read or written it.
  Optional<Password> read() throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    var attributes =
        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()
        || attributes.size() > LONGEST
        || !attributes.permissions().equals(OWN)) {
      return Optional.empty();
    }
    var text = Files.readString(file, StandardCharsets.US_ASCII);
    return WHOLE.matcher(text).matches()
        ? Optional.of(Password.typed(text.strip()))
        : Optional.empty();
  }

  /// Makes it, durably; fails where there is one.
  void create(Password password) throws IOException {
    var options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    var text = ByteBuffer.wrap((password.reveal() + "\n").getBytes(StandardCharsets.US_ASCII));
    try (var channel = FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(OWN))) {
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(true);
    }
    syncFolder();
  }

  /// Removes it, durably, whatever it is.
  void delete() throws IOException {
    if (Files.deleteIfExists(file)) {
      syncFolder();
    }
  }

  private void syncFolder() throws IOException {
    try (var folder =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }
}
