package io.breakwater.assessments.harbor;

import io.breakwater.reports.ImageReport;
import java.time.Instant;

/// An image that was looked at.
///
/// @param version of this program
record ScannedImage(
    ScannedArtifact artifact, ImageReport report, Instant generated, String version) {}
