package io.breakwater.bench.images;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.registry.verdicts.AffectedImages;
import io.breakwater.registry.verdicts.AffectedImages.ChangedPackage;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.ImagePlace;
import io.breakwater.store.metadata.ImagesQuery;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Namespace;
import io.breakwater.store.metadata.Packages.Interned;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// Asks a registry of many images what people and jobs ask it, and prints how long that took.
final class Figures {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int TIMES = 5;
  private static final int PAGE = 100;
  private static final Instant DAY = Instant.parse("2026-06-01T00:00:00Z");

  private final Metadata metadata;
  private final PrintStream out;

  Figures(Metadata metadata, PrintStream out) {
    this.metadata = metadata;
    this.out = out;
  }

  /// Something to be timed.
  @FunctionalInterface
  interface Asked {
    /// How many it found.
    long ask() throws Exception;
  }

  private void median(String what, Asked asked) throws Exception {
    asked(what, TIMES, asked);
  }

  private void once(String what, Asked asked) throws Exception {
    asked(what, 1, asked);
  }

  private void asked(String what, int times, Asked asked) throws Exception {
    var walls = new double[times];
    var cpus = new double[times];
    var found = 0L;
    for (var i = 0; i < times; i++) {
      var begin = System.nanoTime();
      var cpu = THREADS.getCurrentThreadCpuTime();
      found = asked.ask();
      cpus[i] = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6;
      walls[i] = (System.nanoTime() - begin) / 1e6;
    }
    Arrays.sort(walls);
    Arrays.sort(cpus);
    out.printf(
        "| %s | %,d | %s | %s |%n", what, found, time(walls[times / 2]), time(cpus[times / 2]));
  }

  private static String time(double milliseconds) {
    return milliseconds < 1_000
        ? "%.2f ms".formatted(milliseconds)
        : "%.1f s".formatted(milliseconds / 1_000);
  }

  void print() throws Exception {
    out.println("| asked | found | time | CPU of the asking thread |");
    out.println("|---|---|---|---|");
    List<Namespace> namespaces = metadata.read(tx -> tx.namespaces().of(ImageWriter.ACCOUNT));
    lists(namespaces);
    search();
    affected();
    median("bytes of the account", () -> metadata.read(tx -> tx.namespaces().used("bench")));
    once("metadata agree with themselves (fsck)", this::problems);
    out.printf("| resident at the end, and most | %s | | |%n", resident());
  }

  private void lists(List<Namespace> namespaces) throws Exception {
    var ids = namespaces.stream().map(Namespace::id).collect(Collectors.toSet());
    var all = new ImagesQuery(ids, Optional.empty(), false);
    var names = namespaces.stream().map(Namespace::name).sorted().toList();
    var last = names.getLast();
    median("first 100 images", () -> images(all, Optional.empty()));
    median("100 images from the middle", () -> images(all, from(names.get(names.size() / 2))));
    median("100 of the last images", () -> images(all, from(last)));
    var one = Set.of(namespaces.getFirst().id());
    var ofOne = new ImagesQuery(one, Optional.empty(), true);
    median("all tagged images of one namespace of 100", () -> everything(ofOne));
    median("first 100 repositories", () -> repositories(namespaces, ""));
    median("100 repositories from the middle", () -> repositories(namespaces, "team-5"));
  }

  private static Optional<ImagePlace> from(String namespace) {
    return Optional.of(new ImagePlace(namespace + "/app-0", 0));
  }

  private long images(ImagesQuery query, Optional<ImagePlace> after) throws StoreException {
    return metadata.read(tx -> tx.images().page(query, after, PAGE)).size();
  }

  private long everything(ImagesQuery query) throws StoreException {
    var found = 0L;
    var place = Optional.<ImagePlace>empty();
    while (true) {
      var from = place;
      var page = metadata.read(tx -> tx.images().page(query, from, 1_000));
      found += page.size();
      if (page.size() < 1_000) {
        return found;
      }
      place = Optional.of(page.getLast().place());
    }
  }

  private long repositories(List<Namespace> visible, String after) throws StoreException {
    return metadata.read(tx -> tx.repositories().page(visible, after, PAGE)).size();
  }

  private void search() throws Exception {
    var release = Catalogue.release(1);
    var common = Catalogue.coordinates(release, 0, Catalogue.NEWER);
    var seldom = Catalogue.coordinates(release, Catalogue.COMMON + 7, Catalogue.NEWER);
    median("first 100 images with a common package", () -> holding(common, PAGE));
    median("all images with a seldom package", () -> holding(seldom, Integer.MAX_VALUE));
    median("all images with a common package", () -> holding(common, Integer.MAX_VALUE));
  }

  private long holding(String coordinates, int most) throws StoreException {
    var pack = metadata.read(tx -> tx.packages().find(coordinates)).orElseThrow();
    var affected = new AffectedImages(metadata);
    var found = 0L;
    var after = 0L;
    do {
      var page = affected.images(pack, after, Math.min(1_000, most));
      found += page.places().size();
      after = page.last();
    } while (after > 0 && found < most);
    return found;
  }

  private void affected() throws Exception {
    var changed = new ArrayList<ChangedPackage>();
    var before = Delta.before();
    var after = Delta.after();
    once(
        "packages that a feed's delta concerns",
        () -> {
          new AffectedImages(metadata).packages(before, after, DAY, changed::add);
          return changed.size();
        });
    var packs = changed.stream().map(ChangedPackage::interned).toList();
    median("images that hold any of those packages", () -> holding(packs));
    once("all of the delta, to the tags of the images", () -> tags(before, after));
  }

  private long holding(List<Interned> packs) throws StoreException {
    return metadata.read(tx -> (long) tx.packages().images(packs).length);
  }

  private long tags(AdvisoryDatabase before, AdvisoryDatabase after)
      throws FeedException, StoreException {
    var tags = new AtomicLong();
    new AffectedImages(metadata).tags(before, after, DAY, tag -> tags.incrementAndGet());
    return tags.get();
  }

  private long problems() throws StoreException {
    return metadata.read(tx -> tx.consistency().problems(100)).size();
  }

  private static String resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
        .map(line -> line.replaceAll("\\s+", " "))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
