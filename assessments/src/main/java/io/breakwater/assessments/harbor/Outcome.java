package io.breakwater.assessments.harbor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What became of one report.
sealed interface Outcome {
  /// It is there.
  ///
  /// @param packed with gzip: there may be a thousand of them
  // Nobody changes what is packed.
  @SuppressWarnings("ArrayRecordComponent")
  record Written(byte[] packed) implements Outcome {
    void writeTo(OutputStream out) throws IOException {
      try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
        in.transferTo(out);
      }
    }
  }

  /// There is none, and why.
  record Missing(String told) implements Outcome {}

  /// Writes a report.
  static Written of(ReportKind kind, ScannedImage image) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var packed = new GZIPOutputStream(bytes);
        var json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), packed)) {
      HarborJson.write(json, kind, image);
    }
    return new Written(bytes.toByteArray());
  }

  /// Bytes that it takes, about.
  default long weight() {
    return switch (this) {
      case Written(var packed) -> packed.length;
      case Missing(var told) -> told.length();
    };
  }
}
