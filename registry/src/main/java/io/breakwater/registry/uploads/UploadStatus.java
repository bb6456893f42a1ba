package io.breakwater.registry.uploads;

/// Where an upload is.
///
/// @param bytes that are kept: a client goes on behind them
public record UploadStatus(UploadId id, long bytes) {}
