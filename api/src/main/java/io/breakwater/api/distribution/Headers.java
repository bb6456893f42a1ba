package io.breakwater.api.distribution;

/// Names of headers of the distribution specification, and those of its predecessor that
/// clients still read.
final class Headers {
  static final String CONTENT_DIGEST = "Docker-Content-Digest";
  static final String LOCATION = "Location";
  static final String RANGE = "Range";
  static final String UPLOAD = "Docker-Upload-UUID";
  static final String SUBJECT = "OCI-Subject";
  static final String FILTERS = "OCI-Filters-Applied";

  private Headers() {}
}
