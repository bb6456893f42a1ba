package io.breakwater.cli.cr.profile;

import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.cr.json.JsonReader;
import io.breakwater.cli.cr.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// One file a profile, `profiles/NAME.json` in the configuration's folder, readable and writable
/// by its owner only; replaced by renaming, so that nobody ever reads half of one.
public final class Profiles {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int LIMIT = 64 << 10;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path folder;

  /// The profiles of a user.
  ///
  /// @param configuration the user's folder for configuration
  public Profiles(Path configuration) {
    this.folder = configuration.resolve("profiles");
  }

  /// The file of a profile.
  ///
  /// @throws Failure `usage` where the name could be another file's
  public Path file(String name) {
    if (!NAME.matcher(name).matches()) {
      throw Failure.usage(
          "profile '" + name + "'",
          "names have letters, digits, '.', '_' and '-', 64 at the most",
          "Choose another");
    }
    return folder.resolve(name + ".json");
  }

  /// Reads a profile; empty where there is none.
  ///
  /// @throws Failure `profile-rights` where others may read it, `profile-malformed`
  public Optional<Profile> read(String name) {
    var file = file(name);
    var what = "reading profile " + file;
    try {
      if (POSIX) {
        var rights = new HashSet<>(Files.getPosixFilePermissions(file));
        rights.retainAll(OTHERS);
        if (!rights.isEmpty()) {
          throw failure(
              what,
              "others than its owner may read or change it, and your login is in it",
              "Run: chmod 600 " + file + "; then log in anew if somebody may have read it",
              "profile-rights");
        }
      }
      try (var in = Files.newInputStream(file)) {
        var json = JsonReader.read(in.readNBytes(LIMIT));
        if (json.at("server").text().isEmpty()) {
          throw new IOException("it names no server");
        }
        return Optional.of(Profile.of(json));
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Failure.of(
          ExitCode.ERROR,
          what,
          Failure.reason(e),
          "Remove it, and log in again: breakwater cr login",
          "profile-malformed",
          e);
    }
  }

  /// Writes a profile in the place of what was there.
  ///
  /// @throws Failure `profile-unwritable`
  public void write(String name, Profile profile) {
    var file = file(name);
    try {
      Files.createDirectories(folder.getParent());
      try {
        Files.createDirectory(folder, only("rwx------"));
      } catch (FileAlreadyExistsException e) {
        // As it should be.
      }
      var temporary = Files.createTempFile(folder, "." + name, ".tmp", only("rw-------"));
      try {
        Files.write(
            temporary,
            (JsonWriter.indented(profile.json()) + "\n").getBytes(StandardCharsets.UTF_8),
            StandardOpenOption.WRITE,
            StandardOpenOption.SYNC);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw Failure.of(
          ExitCode.ERROR,
          "writing profile " + file,
          Failure.reason(e),
          "Check the folder and its permissions; pipelines need no profile:"
              + " set BREAKWATER_SERVER and BREAKWATER_API_KEY",
          "profile-unwritable",
          e);
    }
  }

  /// Removes a profile.
  ///
  /// @return false where there was none
  public boolean remove(String name) {
    var file = file(name);
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Failure.of(
          ExitCode.ERROR,
          "removing " + file,
          Failure.reason(e),
          "Check the folder and its permissions",
          "profile-unwritable",
          e);
    }
  }

  private static FileAttribute<?>[] only(String rights) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }

  private static Failure failure(String what, String why, String next, String code) {
    return Failure.of(ExitCode.ERROR, what, why, next, code);
  }
}
