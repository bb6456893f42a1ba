package io.breakwater.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder of feeds in which little is known: Debian 12 and Alpine 3.6, as of 29 February 2024.
final class SmallFeeds {
  private SmallFeeds() {}

  static void write(Path folder) {
    file(
        folder.resolve("debian/tracker.json"),
        """
        {"openssl":{
          "CVE-2024-0001":{"description":"A flaw that is fixed.","scope":"remote","releases":{
            "bookworm":{"status":"resolved","fixed_version":"3.0.13-1~deb12u1","urgency":"high",
              "repositories":{"bookworm":"3.0.13-1~deb12u1"}}}},
          "CVE-2024-0002":{"description":"A flaw without a fix.","releases":{
            "bookworm":{"status":"open","urgency":"low",
              "repositories":{"bookworm":"3.0.13-1~deb12u1"}}}}}}
        """);
    file(
        folder.resolve("debian/DSA.list"),
        """
        [29 Feb 2024] DSA-5701-1 openssl - security update
        \t{CVE-2024-0001}
        \t[bookworm] - openssl 3.0.13-1~deb12u1
        """);
    file(folder.resolve("debian/DLA.list"), "");
    file(
        folder.resolve("alpine/v3.6/main.json"),
        """
        {"distroversion":"v3.6","reponame":"main","archs":["x86_64"],"packages":[
          {"pkg":{"name":"zlib","secfixes":{"1.2.11-r0":["CVE-2016-9840"]}}}]}
        """);
    file(
        folder.resolve("kev/known_exploited_vulnerabilities.json"),
        """
        {"catalogVersion":"2024.02.29","dateReleased":"2024-02-29T00:00:00.0000Z","count":1,
         "vulnerabilities":[{"cveID":"CVE-2024-0009","dateAdded":"2024-02-28","dueDate":"2024-03-20"}]}
        """);
  }

  private static void file(Path path, String content) {
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
