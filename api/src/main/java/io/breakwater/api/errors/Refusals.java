package io.breakwater.api.errors;

import io.breakwater.registry.Detail;
import io.breakwater.registry.RegistryException;
import io.breakwater.store.StoreException;

/// Which status goes with what went wrong.
///
/// | what | status | code |
/// |---|---|---|
/// | wrong names, digests, manifests, lengths | 400 | the registry's |
/// | a quota, an immutable tag | 403 | `DENIED` |
/// | content in use, which cannot be deleted | 405 | `UNSUPPORTED` |
/// | what is not there | 404 | the registry's |
/// | larger than is accepted | 413 | `SIZE_INVALID` |
/// | parts that do not follow each other | 416 | `RANGE_INVALID` |
/// | too many uploads, an upload in use | 429 with `Retry-After` | `TOOMANYREQUESTS` |
/// | disk full, storage or an upstream registry down | 503, `Retry-After` | `UNAVAILABLE` |
/// | content that is lost | 500 | `UNKNOWN` |
public final class Refusals {
  /// Seconds: storage that is full does not become empty at once, others answer again soon.
  private static final String RETRY_FULL = "30";

  private static final String RETRY = "5";

  private Refusals() {}

  public static Refusal of(RegistryException e) {
    var refusal =
        Refusal.of(
            status(e), e.code().name(), sentence(String.valueOf(e.getMessage())), e.detail());
    return switch (e.code()) {
      case TOOMANYREQUESTS, UNAVAILABLE ->
          refusal.with(
              "Retry-After",
              e.detail() instanceof Detail.Busy(var after)
                  ? Long.toString(Math.max(1, after.toSeconds()))
                  : RETRY_FULL);
      // What is deleted nowhere can only be read; a 405 says so (RFC 9110, section 15.5.6).
      case UNSUPPORTED -> refusal.with("Allow", "GET, HEAD");
      default -> refusal;
    };
  }

  private static int status(RegistryException e) {
    return switch (e.code()) {
      case BLOB_UNKNOWN,
          BLOB_UPLOAD_UNKNOWN,
          MANIFEST_BLOB_UNKNOWN,
          MANIFEST_UNKNOWN,
          NAME_UNKNOWN ->
          404;
      case BLOB_UPLOAD_INVALID, DIGEST_INVALID, MANIFEST_INVALID, NAME_INVALID, TAG_INVALID -> 400;
      case RANGE_INVALID -> 416;
      case SIZE_INVALID -> e.detail() instanceof Detail.TooLarge ? 413 : 400;
      case DENIED -> 403;
      case UNSUPPORTED -> 405;
      case TOOMANYREQUESTS -> 429;
      case UNAVAILABLE -> 503;
    };
  }

  public static Refusal of(StoreException e) {
    var message = sentence(e.what() + ": " + e.why()) + " " + sentence(e.next());
    return e.temporary()
        ? Refusal.of(503, "UNAVAILABLE", message)
            .with("Retry-After", e.code().equals("storage-full") ? RETRY_FULL : RETRY)
        : Refusal.of(500, "UNKNOWN", message);
  }

  /// The code for a status that came without one, as the distribution specification has them.
  static String distributionCode(int status) {
    return switch (status) {
      case 401 -> "UNAUTHORIZED";
      case 403 -> "DENIED";
      case 404 -> "NAME_UNKNOWN";
      case 405 -> "UNSUPPORTED";
      case 413 -> "SIZE_INVALID";
      case 416 -> "RANGE_INVALID";
      case 429 -> "TOOMANYREQUESTS";
      case 503 -> "UNAVAILABLE";
      default -> "UNKNOWN";
    };
  }

  /// The same for all other interfaces.
  static String code(int status) {
    return switch (status) {
      case 400, 414, 431 -> "INVALID";
      case 401 -> "UNAUTHORIZED";
      case 403 -> "DENIED";
      case 404 -> "NOT_FOUND";
      case 405, 415, 501 -> "UNSUPPORTED";
      case 409 -> "CONFLICT";
      case 413 -> "TOO_LARGE";
      case 429 -> "TOOMANYREQUESTS";
      case 503 -> "UNAVAILABLE";
      default -> "UNKNOWN";
    };
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
