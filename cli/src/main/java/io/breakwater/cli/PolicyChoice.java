package io.breakwater.cli;

import io.breakwater.advisor.Policy;
import io.breakwater.advisor.Warning;
import java.util.List;

/// What the options and the files they name amount to.
///
/// @param policy what to judge by
/// @param allowUnsupported whether UNSUPPORTED passes
/// @param attachedVex whether VEX documents attached to the image in its registry count
/// @param remarks what could not be carried over from files
record PolicyChoice(
    Policy policy, boolean allowUnsupported, boolean attachedVex, List<Warning> remarks) {
  PolicyChoice {
    remarks = List.copyOf(remarks);
  }
}
