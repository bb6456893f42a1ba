package io.breakwater.exemptions;

/// Is told what becomes of exemptions. Called after the change is durable, by the thread that
/// made it: quick, and without throwing.
public interface ExemptionListener {
  /// Hears nothing.
  ExemptionListener NONE = new ExemptionListener() {};

  /// One was made, or its terms changed.
  ///
  /// @param created whether there was none for this issue in this scope
  default void added(KeptExemption exemption, boolean created) {}

  /// One was taken back.
  ///
  /// @param by who did
  default void removed(KeptExemption exemption, String by) {}

  /// One has come to its end. Once for each, by one server of several; again where a server ends
  /// before it has taken note.
  default void expired(KeptExemption exemption) {}
}
