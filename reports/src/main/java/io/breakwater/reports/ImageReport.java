package io.breakwater.reports;

import io.breakwater.advisor.Assessment;
import io.breakwater.image.Digest;
import io.breakwater.image.Platform;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One image and what the advisor says of it.
///
/// @param image as asked for, null for a root file system
/// @param digest of the manifest, where there is one
/// @param platform empty for a root file system
public record ImageReport(
    @Nullable String image,
    Optional<Digest> digest,
    Optional<Platform> platform,
    Assessment assessment) {}
