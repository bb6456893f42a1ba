/// The stranger's view of the registry: rules of the OCI distribution specification and of the
/// product, tried over HTTP on a server that runs, without a look at how it is made.
///
/// Each `…Rules` is a family of rules, tests with a sentence as their name; all of them together
/// are [DistributionConformance]. Rules tagged `specification` hold for any registry; those
/// tagged `breakwater` say more than the specification asks.
@NullMarked
package io.breakwater.server.conformance;

import org.jspecify.annotations.NullMarked;
