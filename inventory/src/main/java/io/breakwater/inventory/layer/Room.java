package io.breakwater.inventory.layer;

/// Memory that several readers of layers share.
@FunctionalInterface
public interface Room {
  /// As much as the limits allow.
  Room ENOUGH = bytes -> true;

  /// Code of the exception where there is none left: to be tried again later.
  String CODE = "inventory-no-room";

  /// Whether there is room for what is kept of a layer.
  ///
  /// @param bytes all that is kept of it now; never less than before
  boolean has(long bytes);
}
