package io.breakwater.image.remote;

import java.io.InputStream;

/// A blob on its way.
///
/// @param size bytes, as the registry says
/// @param bytes resumed when the connection breaks, given up when it stalls; digest and size are
///     for the reader to compare, who closes it
public record RemoteBlob(long size, InputStream bytes) {}
