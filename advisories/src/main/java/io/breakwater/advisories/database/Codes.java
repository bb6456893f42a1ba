package io.breakwater.advisories.database;

import io.breakwater.advisories.Advisory.Availability;
import io.breakwater.advisories.Advisory.State;

/// Numbers of the closed sets in the file; they stay when the enumerations are reordered.
final class Codes {
  private Codes() {}

  static int of(State state) {
    return switch (state) {
      case FIXED -> 0;
      case NOT_AFFECTED -> 1;
      case AFFECTED -> 2;
      case DEFERRED -> 3;
      case WILL_NOT_FIX -> 4;
      case END_OF_LIFE -> 5;
      case UNDER_INVESTIGATION -> 6;
    };
  }

  static State state(int code) {
    return switch (code) {
      case 0 -> State.FIXED;
      case 1 -> State.NOT_AFFECTED;
      case 2 -> State.AFFECTED;
      case 3 -> State.DEFERRED;
      case 4 -> State.WILL_NOT_FIX;
      case 5 -> State.END_OF_LIFE;
      case 6 -> State.UNDER_INVESTIGATION;
      default -> throw DatabaseFaults.damaged("state " + code);
    };
  }

  static int of(Availability availability) {
    return switch (availability) {
      case PUBLIC -> 0;
      case UBUNTU_PRO -> 1;
      case EXTENDED_SUPPORT -> 2;
    };
  }

  static Availability availability(int code) {
    return switch (code) {
      case 0 -> Availability.PUBLIC;
      case 1 -> Availability.UBUNTU_PRO;
      case 2 -> Availability.EXTENDED_SUPPORT;
      default -> throw DatabaseFaults.damaged("availability " + code);
    };
  }
}
