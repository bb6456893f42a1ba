package io.breakwater.registry;

import io.breakwater.store.metadata.StorageLimit;

/// A request that is refused, and stays so however often it is repeated, unless its code is
/// [ErrorCode#TOOMANYREQUESTS] or [ErrorCode#UNAVAILABLE]: the one checked exception of this
/// module beside the stores'.
///
/// Reads as `<what is wrong>: <expected and found>; <what to do next>`, and names nothing of
/// the server's.
public final class RegistryException extends Exception {
  private final ErrorCode code;
  private final transient Detail detail;

  public RegistryException(ErrorCode code, String message, Detail detail) {
    super(message);
    this.code = code;
    this.detail = detail;
  }

  public RegistryException(ErrorCode code, String message) {
    this(code, message, new Detail.None());
  }

  /// What is pushed to a namespace that nobody has made.
  public static RegistryException noNamespace(String namespace) {
    return new RegistryException(
        ErrorCode.NAME_UNKNOWN,
        "there is no namespace " + namespace + "; have it created first",
        new Detail.Name(namespace));
  }

  /// What is pushed to a namespace, or an account, that is full.
  public static RegistryException overQuota(String namespace, StorageLimit limit) {
    return new RegistryException(
        ErrorCode.DENIED,
        "over quota: "
            + (limit.account()
                ? "the account's namespaces together use "
                : "namespace " + namespace + " uses ")
            + limit.usedBytes()
            + " of "
            + limit.quotaBytes()
            + " bytes; delete images, or have the quota raised",
        new Detail.Quota(limit.usedBytes(), limit.quotaBytes()));
  }

  public ErrorCode code() {
    return code;
  }

  public Detail detail() {
    return detail;
  }
}
