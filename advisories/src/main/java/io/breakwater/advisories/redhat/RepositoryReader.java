package io.breakwater.advisories.redhat;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink;
import io.breakwater.advisories.reading.FeedJson;
import io.breakwater.advisories.reading.Texts;
import java.io.InputStream;
import java.util.TreeSet;

/// Reads `repository-to-cpe.json`: which products a repository holds packages of.
///
/// Format (https://security.access.redhat.com/data/meta/v1/repository-to-cpe.json, described in
/// "Red Hat security data": `{"data": {"rhel-8-for-x86_64-appstream-rpms": {"cpes":
/// ["cpe:/a:redhat:enterprise_linux:8::appstream"], "repo_relative_urls": […]}}}`.
///
/// Limits: those of [FeedJson]; 200,000 repositories of 1,000 products.
final class RepositoryReader {
  private static final int REPOSITORIES = 200_000;
  private static final int PRODUCTS = 1_000;

  private RepositoryReader() {}

  static void read(InputStream in, String name, FeedSink sink) throws FeedException {
    try (var json = FeedJson.open(in, name)) {
      json.enterRoot();
      var count = 0;
      for (var field = json.nextField(); field != null; field = json.nextField()) {
        if (field.equals("data") && json.isObject()) {
          for (var id = json.nextField(); id != null; id = json.nextField()) {
            if (++count > REPOSITORIES) {
              throw json.malformed("more than " + REPOSITORIES + " repositories");
            }
            repository(json, id, sink);
          }
        } else if (!field.equals("data")) {
          json.skip();
        }
      }
      if (count == 0) {
        throw json.malformed("no repository in it");
      }
    }
  }

  private static void repository(FeedJson json, String id, FeedSink sink) throws FeedException {
    var cpes = new TreeSet<String>();
    if (json.isObject()) {
      for (var field = json.nextField(); field != null; field = json.nextField()) {
        if (field.equals("cpes")) {
          for (var cpe : json.texts()) {
            if (Cpe.of(cpe) != null && cpes.size() < PRODUCTS) {
              cpes.add(cpe);
            }
          }
        } else {
          json.skip();
        }
      }
    }
    if (Texts.isName(id)) {
      sink.repository(id, java.util.List.copyOf(cpes));
    } else {
      sink.refused("repository " + Texts.summary(id), "a name that is none");
    }
  }
}
