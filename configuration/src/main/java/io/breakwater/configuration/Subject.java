package io.breakwater.configuration;

import io.breakwater.inventory.ImageInventory;
import java.util.List;

/// What checks belong to: an application or a part of the system. Pure: neither clock nor network.
public interface Subject {
  /// Its name in reports: `nginx`.
  String name();

  /// All its checks, in the order of reports.
  List<Check> checks();

  /// Judges an image: one result for each check, in their order. Never throws on what an image
  /// holds.
  List<CheckResult> judge(ImageInventory image);
}
