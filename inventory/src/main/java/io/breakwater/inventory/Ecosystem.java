package io.breakwater.inventory;

/// Which package manager a package belongs to, and so which version order holds.
public enum Ecosystem {
  APK,
  DEB,
  RPM
}
