package io.breakwater.server;

import io.breakwater.advisor.Policy;
import io.breakwater.policy.PolicyFile;
import io.breakwater.policy.document.DocumentLimits;
import io.breakwater.policy.document.PolicyException;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.verdicts.Policies;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The policy file in force. It is read again when its bytes change; one that cannot be
/// followed is said and the one before stays.
final class PolicyWatch implements Policies {
  private static final System.Logger LOG = System.getLogger(PolicyWatch.class.getName());

  private final Optional<Path> file;
  private volatile InForce current;
  private byte[] seen = {};

  private PolicyWatch(Optional<Path> file, InForce current) {
    this.file = file;
    this.current = current;
  }

  /// Reads it for the first time.
  ///
  /// @throws ServerException it cannot be read or followed
  static PolicyWatch open(Optional<Path> file) throws ServerException {
    var watch = new PolicyWatch(file, new InForce(Policy.DEFAULT, ""));
    if (file.isPresent()) {
      try {
        watch.take(read(file.get()));
      } catch (PolicyException e) {
        throw new ServerException(e.code(), e.what(), e.why(), e.next(), e);
      } catch (IOException e) {
        throw new ServerException(
            "policy-unreadable",
            "reading the policy " + file.get(),
            e instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : String.valueOf(e.getMessage()),
            "Check its path and permissions",
            e);
      }
    }
    return watch;
  }

  private static byte[] read(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(DocumentLimits.WRITTEN.bytes() + 1);
    }
  }

  private boolean take(byte[] bytes) throws PolicyException {
    if (Arrays.equals(bytes, seen)) {
      return false;
    }
    seen = bytes;
    var document = PolicyFile.read(bytes, file.map(Path::toString).orElse(""));
    current = new InForce(document.policy(), digest(bytes));
    return true;
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a runtime without SHA-256", e);
    }
  }

  /// Looks whether the file has changed; for the background.
  synchronized int look() throws IOException {
    if (file.isEmpty()) {
      return 0;
    }
    try {
      if (take(read(file.get()))) {
        LOG.log(Level.INFO, "the changed policy is in force");
      }
    } catch (PolicyException e) {
      LOG.log(
          Level.WARNING,
          "the changed policy is not used, the one before stays: "
              + e.getMessage()
              + ". "
              + e.next());
    }
    return 0;
  }

  /// Another whenever the policy is.
  String version() {
    return current.version();
  }

  /// The policy alone, for images that lie in no repository of this server.
  Policy policy() {
    return current.policy();
  }

  @Override
  public InForce of(RepositoryName repository) {
    return current;
  }
}
