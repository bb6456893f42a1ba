package io.breakwater.advisor.version;

/// How one version stands to another.
public sealed interface Comparison {

  /// The first version is older, the same, or newer.
  enum Order implements Comparison {
    LESS("<"),
    EQUAL("="),
    GREATER(">");

    private final String sign;

    Order(String sign) {
      this.sign = sign;
    }

    /// `<`, `=` or `>`.
    public String sign() {
      return sign;
    }
  }

  /// The package manager's rules give the two no order that means anything.
  ///
  /// @param reason for people, names the version at fault
  record Incomparable(String reason) implements Comparison {}
}
