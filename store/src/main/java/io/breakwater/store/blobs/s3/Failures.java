package io.breakwater.store.blobs.s3;

import io.breakwater.store.StoreException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Says of a failed call to the object store what it means.
final class Failures {
  static final int NOT_FOUND = 404;

  private static final int INSUFFICIENT_STORAGE = 507;

  /// Of Ceph, MinIO and others; AWS has no such limit.
  private static final Set<String> FULL =
      Set.of("QuotaExceeded", "XMinioStorageFull", "InsufficientCapacity", "EntityQuotaExceeded");

  private Failures() {}

  static StoreException of(String what, SdkException cause) {
    if (cause instanceof S3Exception answer && full(answer)) {
      return new StoreException(
          "storage-full",
          what,
          "the object store has no space left",
          "Free space or raise the quota there, then send the rest again",
          cause);
    }
    return new StoreException(
        "storage-unavailable",
        what,
        cause instanceof S3Exception answer && answer.statusCode() < 500
            ? "the object store refuses it (" + code(answer) + ")"
            : "the object store does not answer as it should",
        "Try again; if it stays so, look up the cause in the server's log",
        cause);
  }

  static StoreException corrupt(String what, String why, @Nullable Throwable cause) {
    return new StoreException(
        "storage-corrupt",
        what,
        why,
        "Push the image again; look for who changed the bucket",
        cause);
  }

  static boolean isNotFound(SdkException e) {
    return e instanceof S3Exception answer && answer.statusCode() == NOT_FOUND;
  }

  /// Whether the answer says so of the object itself or of its multipart upload: other answers
  /// with this status, of a bucket that is not there or of a proxy, say nothing of the object.
  static boolean isAbsent(SdkException e) {
    return isNotFound(e)
        && e instanceof S3Exception answer
        && Set.of("NoSuchKey", "NoSuchUpload").contains(code(answer));
  }

  private static boolean full(S3Exception answer) {
    return answer.statusCode() == INSUFFICIENT_STORAGE || FULL.contains(code(answer));
  }

  private static String code(S3Exception answer) {
    var details = answer.awsErrorDetails();
    var code = details == null ? null : details.errorCode();
    return code == null ? "status " + answer.statusCode() : code;
  }
}
