package io.breakwater.server.clients;

import io.breakwater.server.installation.Digests;
import java.util.Arrays;

/// Pushes a blob in chunks, each a request, and goes on where the server says that it is when
/// one got no answer.
final class Upload {
  private static final byte[] NOTHING = {};

  private final Connection connection;
  private final String repository;
  private final Tally tally;

  Upload(Connection connection, String repository, Tally tally) {
    this.connection = connection;
    this.repository = repository;
    this.tally = tally;
  }

  /// Whether it is there in the end.
  boolean push(byte[] content, int chunk) throws InterruptedException {
    var digest = Digests.of(content);
    for (var attempt = 0; attempt < connection.tries(); attempt++) {
      if (attempt > 0) {
        connection.pause(attempt);
      }
      var there = connection.once("HEAD", "/v2/" + repository + "/blobs/" + digest, NOTHING);
      if (there.status() == 200) {
        return true;
      }
      if (there.temporary()) {
        continue;
      }
      var begun = connection.once("POST", "/v2/" + repository + "/blobs/uploads/", NOTHING);
      if (there.status() != 404 || (begun.status() != 202 && !begun.temporary())) {
        tally.problem("beginning an upload: " + there + ", " + begun);
        return false;
      }
      if (begun.status() == 202
          && chunks(begun.location(), content, chunk)
          && ended(begun.location() + "?digest=" + digest)) {
        return true;
      }
    }
    tally.problem("a blob of " + content.length + " bytes was not taken");
    return false;
  }

  /// Whether all of it is kept; otherwise it begins anew.
  private boolean chunks(String location, byte[] content, int chunk) throws InterruptedException {
    var kept = 0;
    var failures = 0;
    while (kept < content.length) {
      var end = Math.min(content.length, kept + chunk);
      var range = kept + "-" + (end - 1);
      var part = Arrays.copyOfRange(content, kept, end);
      var answer = connection.once("PATCH", location, part, "Content-Range", range);
      if (answer.status() == 202 && answer.kept() == end) {
        kept = end;
      } else if (answer.temporary() && ++failures < connection.tries()) {
        connection.pause(failures);
        var status = connection.asked("GET", location, NOTHING);
        if (status.status() != 204 || status.kept() < kept || status.kept() > end) {
          tally.problem("after " + kept + " of " + content.length + ": " + answer + ", " + status);
          return false;
        }
        kept = status.kept();
      } else {
        tally.problem("PATCH " + range + ": " + answer);
        return false;
      }
    }
    return true;
  }

  private boolean ended(String location) throws InterruptedException {
    var answer = connection.asked("PUT", location, NOTHING);
    // Where its answer got lost and the content was there already, the upload is over: clients
    // begin anew, and find the blob.
    if (answer.status() != 201 && answer.status() != 404) {
      tally.problem("ending an upload: " + answer);
    }
    return answer.status() == 201;
  }
}
