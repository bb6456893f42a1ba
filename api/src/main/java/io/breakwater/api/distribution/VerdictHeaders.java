package io.breakwater.api.distribution;

import io.breakwater.advisor.Verdict;
import io.breakwater.advisor.Verdict.Status;
import io.breakwater.http.Response;
import io.breakwater.image.Digest;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.verdicts.ImageVerdict;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.store.StoreException;
import java.util.Optional;

/// Says the verdict in headers of an answer about a manifest.
///
/// `Breakwater-Verdict: FAIL; issues=3`, and where the verdict is not OK
/// `Warning: 299 - "FAIL: 3 issues …"`, which clients show (OCI distribution specification 1.1,
/// "Warnings": one line of printable characters in quotation marks, 4,096 bytes at most).
final class VerdictHeaders {
  static final String VERDICT = "Breakwater-Verdict";
  static final String WARNING = "Warning";
  private static final int LONGEST = 1_024;

  private final Verdicts verdicts;

  VerdictHeaders(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  /// Looks, and sets the headers.
  Optional<ImageVerdict> set(
      Response response, RepositoryName repository, Reference asked, Digest manifest)
      throws StoreException {
    return set(response, verdicts.of(repository, asked, manifest));
  }

  /// The same for a manifest that was pushed just now: waits for its layers to be read.
  void pushed(Response response, RepositoryName repository, Reference asked, Digest manifest)
      throws StoreException {
    var _ = set(response, verdicts.pushed(repository, asked, manifest));
  }

  private static Optional<ImageVerdict> set(Response response, Optional<ImageVerdict> found) {
    found.ifPresent(
        verdict -> {
          var status = verdict.verdict().status();
          response.header(VERDICT, status + "; issues=" + verdict.counts().findings());
          if (status != Status.OK) {
            response.addHeader(WARNING, warning(verdict));
          }
        });
    return found;
  }

  /// Says that a manifest came before what it names, so that nothing is known of it yet.
  static void unscanned(Response response) {
    response.header(VERDICT, Status.UNSCANNED + "; issues=0");
    warn(
        response,
        Status.UNSCANNED
            + ": its layers are being fetched from upstream. Pull again in a moment for its"
            + " verdict");
  }

  /// Says something that clients show.
  static void warn(Response response, String text) {
    var header = new StringBuilder(128).append("299 - \"");
    quoted(header, text);
    response.addHeader(WARNING, header.append('"').toString());
  }

  static String warning(ImageVerdict verdict) {
    var text = new StringBuilder(128);
    text.append("299 - \"").append(verdict.verdict().status()).append(": ");
    var first = verdict.verdict().reasons().getFirst();
    quoted(text, sentence(first));
    return text.append('"').toString();
  }

  private static String sentence(Verdict.Reason reason) {
    return reason.next().isEmpty() ? reason.message() : reason.message() + ". " + reason.next();
  }

  /// A quoted-string (RFC 9110, section 5.6.4) of ASCII.
  private static void quoted(StringBuilder out, String text) {
    var length = Math.min(text.length(), LONGEST);
    for (var i = 0; i < length; i++) {
      var c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else {
        out.append(c < 0x20 || c > 0x7e ? '?' : c);
      }
    }
  }
}
