package io.breakwater.cli;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.advisories.database.DatabaseArchive;
import io.breakwater.advisories.database.DatabaseSignature;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Session;
import io.breakwater.image.ImageException;
import io.breakwater.image.remote.RegistryOptions;
import io.breakwater.image.source.ImageLocation;
import io.breakwater.image.source.OciArtifacts;
import io.breakwater.image.source.SourceOptions;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/// A built database as a file or as an artifact in a registry.
///
/// In a registry its signature is an artifact of its own beside it, under the same tag with
/// `.sig`
/// appended.
final class DatabaseArtifact {
  /// The media type of a signature's artifact.
  private static final String SIGNATURE_TYPE =
      "application/vnd.breakwater.advisories.signature.v1+base64";

  private static final long DATABASE_LIMIT = 2L << 30;
  private static final long SIGNATURE_LIMIT = 4096;

  private final Session session;
  private final ArtifactOptions.Values options;

  DatabaseArtifact(Session session, ArtifactOptions.Values options) {
    this.session = session;
    this.options = options;
  }

  /// Writes the database to a file; with a key also `FILE.sig`.
  void export(AdvisoryDatabase database, Path source, Path file, @Nullable Path key) {
    // Before anything is written, so that no file is without the signature that was asked for.
    var signature = key == null ? null : sign(database, key);
    try {
      var folder = Path.of(file.toAbsolutePath().toString()).getParent();
      var temporary = Files.createTempFile(folder, ".breakwater-", ".part");
      try {
        compress(source, temporary);
        temporary.toFile().setReadable(true, false);
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
      if (signature != null) {
        Files.writeString(signatureBeside(file), signature);
      }
    } catch (IOException e) {
      throw Errors.writing(file, e);
    }
  }

  /// Writes the database to a registry; with a key also its signature.
  void push(AdvisoryDatabase database, Path source, String reference, @Nullable Path key) {
    var signed = key == null ? null : sign(database, key);
    try {
      var work = Files.createTempDirectory("breakwater-export");
      var file = work.resolve("advisories.zst");
      var signature = work.resolve("signature");
      try {
        compress(source, file);
        var registry = sourceOptions(work);
        OciArtifacts.push(
            new ImageLocation.Registry(reference), DatabaseArchive.MEDIA_TYPE, file, registry);
        if (signed != null) {
          Files.writeString(signature, signed);
          OciArtifacts.push(
              new ImageLocation.Registry(signatureOf(reference)),
              SIGNATURE_TYPE,
              signature,
              registry);
        }
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(signature);
        Files.deleteIfExists(work);
      }
    } catch (IOException e) {
      throw Errors.writing(Path.of(System.getProperty("java.io.tmpdir", ".")), e);
    } catch (ImageException e) {
      throw Errors.of(e);
    }
  }

  /// Takes an exported file into use.
  AdvisoryDatabase read(Path file) {
    try {
      var key = verifyKey();
      String signature = null;
      if (key != null) {
        var beside =
            options.signature() == null ? signatureBeside(file) : Path.of(options.signature());
        signature = Files.exists(beside) ? Files.readString(beside) : null;
      }
      return take(file, file.toString(), key, signature);
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  /// Takes an exported database from a registry into use.
  AdvisoryDatabase pull(String reference) {
    try {
      Files.createDirectories(session.folders().data());
      var work = Files.createTempDirectory(session.folders().data(), "pull");
      var file = work.resolve("advisories.zst");
      var signatureFile = work.resolve("signature");
      try {
        var registry = sourceOptions(work);
        OciArtifacts.pull(
            new ImageLocation.Registry(reference),
            DatabaseArchive.MEDIA_TYPE,
            file,
            DATABASE_LIMIT,
            registry);
        var key = verifyKey();
        String signature = null;
        if (key != null) {
          OciArtifacts.pull(
              new ImageLocation.Registry(signatureOf(reference)),
              SIGNATURE_TYPE,
              signatureFile,
              SIGNATURE_LIMIT,
              registry);
          signature = Files.readString(signatureFile);
        }
        return take(file, reference, key, signature);
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(signatureFile);
        Files.deleteIfExists(work);
      }
    } catch (IOException e) {
      throw Errors.writing(session.folders().data(), e);
    } catch (ImageException e) {
      throw Errors.of(e);
    }
  }

  private AdvisoryDatabase take(
      Path file, String name, @Nullable PublicKey key, @Nullable String signature) {
    var target = session.folders().database();
    try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      Files.createDirectories(session.folders().data());
      return DatabaseArchive.read(in, name, target, key, signature);
    } catch (FeedException e) {
      throw Errors.of(e);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static void compress(Path database, Path target) throws IOException {
    try (var out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16)) {
      DatabaseArchive.write(database, out);
    } catch (FeedException e) {
      throw Errors.of(e);
    }
  }

  private @Nullable PublicKey verifyKey() {
    var key = options.verifyKey();
    if (key == null) {
      return null;
    }
    try {
      return DatabaseSignature.publicKey(Files.readString(Path.of(key)));
    } catch (FeedException e) {
      throw Errors.of(e);
    } catch (IOException e) {
      throw unreadable("the key " + key, e);
    }
  }

  private static String sign(AdvisoryDatabase database, Path key) {
    try {
      return DatabaseSignature.sign(database, DatabaseSignature.privateKey(Files.readString(key)));
    } catch (FeedException e) {
      throw Errors.of(e);
    } catch (IOException e) {
      throw unreadable("the key " + key, e);
    }
  }

  private SourceOptions sourceOptions(Path spool) {
    return SourceOptions.of(spool)
        .withRegistry(RegistryOptions.of(session.environment()).withPlainHttp(options.plainHttp()));
  }

  private static Path signatureBeside(Path file) {
    return file.resolveSibling(file.getFileName() + ".sig");
  }

  private static String signatureOf(String reference) {
    if (reference.contains("@")) {
      throw Failure.usage(
          reference,
          "a signature is found by the tag, and this is a digest",
          "Name the database by its tag");
    }
    var tagged = reference.lastIndexOf(':') > reference.lastIndexOf('/');
    return (tagged ? reference : reference + ":latest") + ".sig";
  }

  private static Failure unreadable(String name, IOException e) {
    return Failure.of(
        ExitCode.ERROR,
        "reading " + name,
        Failure.reason(e),
        "Check the path and its permissions",
        "input-unreadable",
        e);
  }
}
