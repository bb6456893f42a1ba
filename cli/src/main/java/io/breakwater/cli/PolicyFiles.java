package io.breakwater.cli;

import io.breakwater.cli.command.Failure;
import io.breakwater.policy.ExemptionDocument;
import io.breakwater.policy.ExemptionFile;
import io.breakwater.policy.PolicyDocument;
import io.breakwater.policy.PolicyFile;
import io.breakwater.policy.document.DocumentLimits;
import io.breakwater.policy.document.PolicyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Reads the files that the options of a policy name.
final class PolicyFiles {
  private PolicyFiles() {}

  @FunctionalInterface
  private interface Reader<T> {
    T read(byte[] bytes, String name) throws PolicyException;
  }

  static PolicyDocument policy(String file) {
    return read("--policy", file, PolicyFile::read);
  }

  static ExemptionDocument exemptions(String option, String file) {
    return read(option, file, ExemptionFile::read);
  }

  private static <T> T read(String option, String file, Reader<T> reader) {
    try {
      return reader.read(bytes(Path.of(file)), file);
    } catch (PolicyException e) {
      throw Errors.of(e);
    } catch (InvalidPathException e) {
      throw Failure.usage(option + " " + file, "it is no path", "Give a file");
    } catch (IOException e) {
      throw Errors.reading(option + " " + file, Path.of(file), e);
    }
  }

  /// One byte more than may be, by which the reader sees that there is too much.
  private static byte[] bytes(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(DocumentLimits.VEX.bytes() + 1);
    }
  }
}
