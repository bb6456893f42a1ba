package io.breakwater.registry.verdicts;

import io.breakwater.image.Digest;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import java.util.Optional;

/// What was found of an image, when it was, and by what.
///
/// @param asked the tag or digest that the image was judged by
/// @param manifest the image, or the index
/// @param image all that is said of it; empty where it could not be judged, which `verdict` tells
/// @param advisories their version
/// @param policy the version of the policy that is in force for the repository
/// @param anyName whether the same is said of the manifest whatever it is called, as long as the
///     policy is the same: no exemption depends on names
/// @param lasting whether the same would be said a moment later
public record Judgement(
    RepositoryName repository,
    Reference asked,
    Digest manifest,
    ImageVerdict verdict,
    Optional<AssessedImage> image,
    String advisories,
    String policy,
    boolean anyName,
    boolean lasting) {}
