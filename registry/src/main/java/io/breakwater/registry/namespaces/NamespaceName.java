package io.breakwater.registry.namespaces;

import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import java.util.regex.Pattern;

/// The rule for names of namespaces: what may stand before the first slash of a repository's
/// name (OCI distribution specification 1.1, `<name>`), of at most 100 characters, so that
/// there is room behind it.
final class NamespaceName {
  private static final int LIMIT = 100;
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*");

  private NamespaceName() {}

  /// The same text.
  ///
  /// @throws RegistryException `NAME_INVALID`
  static String checked(String text) throws RegistryException {
    // Length first: the pattern takes stack in proportion to it.
    if (text.length() > LIMIT || !SHAPE.matcher(text).matches()) {
      throw new RegistryException(
          ErrorCode.NAME_INVALID,
          "not a name of a namespace: use 1 to "
              + LIMIT
              + " lower-case letters and digits, with '.', '_', '__' or '-' between them",
          new Detail.Name(text));
    }
    return text;
  }
}
