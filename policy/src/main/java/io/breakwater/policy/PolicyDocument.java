package io.breakwater.policy;

import io.breakwater.advisor.Policy;

/// What a policy file says.
///
/// @param policy what the advisor judges by
/// @param allowUnsupported whether an image without a supported operating system passes
public record PolicyDocument(Policy policy, boolean allowUnsupported) {}
