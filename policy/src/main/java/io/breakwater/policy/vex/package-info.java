/// VEX documents: OpenVEX, CSAF, CycloneDX, and the envelopes that attestations come in.
@NullMarked
package io.breakwater.policy.vex;

import org.jspecify.annotations.NullMarked;
