package io.breakwater.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.ImageConfig;
import io.breakwater.image.ImageException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LeftSecretsTest {
  private static final String KEY = Keys.atLine(1);

  private static ImageInventory read(MemoryLayer... layers) {
    return read(ImageConfig.NONE, layers);
  }

  private static ImageInventory read(ImageConfig config, MemoryLayer... layers) {
    return new ImageInventories(ImageInventories.Options.standard().withThreads(1))
        .read(MemoryLayer.image(config, layers));
  }

  private static List<String> found(ImageInventory inventory) {
    return inventory.secrets().stream()
        .map(one -> one.layer() + " " + one.place() + ":" + one.line() + " " + one.fate())
        .toList();
  }

  private static MemoryLayer dpkg(String... packages) {
    var status = new StringBuilder();
    for (var one : packages) {
      status.append("Package: ").append(one).append("\nStatus: install ok installed\n");
      status.append("Version: 1\n\n");
    }
    return new MemoryLayer().file("var/lib/dpkg/status", status.toString());
  }

  @Test
  void secretStaysInItsLayerWhateverTheLayersAboveDo() {
    assertThat(
            found(
                read(
                    new MemoryLayer()
                        .file("srv/kept.pem", Keys.atLine(3))
                        .file("srv/deleted.pem", KEY)
                        .file("srv/replaced.pem", KEY)
                        .file("old/a.pem", KEY)
                        .file("opaque/b.pem", KEY),
                    new MemoryLayer()
                        .whiteout("srv/deleted.pem")
                        .file("srv/replaced.pem", "no key")
                        .whiteout("old")
                        .opaque("opaque"))))
        .containsExactly(
            "0 /old/a.pem:1 HIDDEN",
            "0 /opaque/b.pem:1 HIDDEN",
            "0 /srv/deleted.pem:1 HIDDEN",
            "0 /srv/kept.pem:3 PRESENT",
            "0 /srv/replaced.pem:1 HIDDEN");
  }

  @Test
  void fileThatItsOwnLayerReplacesIsInTheLayerAllTheSame() {
    assertThat(found(read(new MemoryLayer().file("srv/a.pem", KEY).file("srv/a.pem", "nothing"))))
        .containsExactly("0 /srv/a.pem:1 HIDDEN");
  }

  @Test
  void hardLinkKeepsASecretWhoseFirstNameIsDeleted() {
    assertThat(
            found(
                read(
                    new MemoryLayer().file("srv/a.pem", KEY).hardlink("srv/b", "srv/a.pem"),
                    new MemoryLayer().whiteout("srv/a.pem"))))
        .containsExactly("0 /srv/b:1 PRESENT");
    assertThat(found(read(new MemoryLayer().file("srv/a.pem", KEY).hardlink("srv/b", "srv/a.pem"))))
        .containsExactly("0 /srv/a.pem:1 PRESENT", "0 /srv/b:1 PRESENT");
  }

  @Test
  void placeIsBehindLinksOfLowerLayers() {
    assertThat(
            found(
                read(
                    new MemoryLayer().dir("data").symlink("srv", "data"),
                    new MemoryLayer().file("srv/a.pem", KEY))))
        .containsExactly("1 /data/a.pem:1 PRESENT");
  }

  @Test
  void everyKindOfFileIsSearched() {
    assertThat(
            found(
                read(
                    new MemoryLayer()
                        .file("etc/nginx/a.conf", KEY)
                        .file("etc/nginx/large.conf", KEY + "x".repeat(100_000))
                        .file("etc/apt/sources.list.d/a.list", KEY)
                        .file("srv/status", KEY)
                        .file("srv/Packages.db", KEY)
                        .file("srv/a.md", KEY))))
        .containsExactly(
            "0 /etc/apt/sources.list.d/a.list:1 PRESENT",
            "0 /etc/nginx/a.conf:1 PRESENT",
            "0 /etc/nginx/large.conf:1 PRESENT",
            "0 /srv/Packages.db:1 PRESENT",
            "0 /srv/a.md:1 PRESENT",
            "0 /srv/status:1 PRESENT");
  }

  @Test
  void whatAPackageBroughtWithItsLayerIsTheDistributions() {
    var base =
        dpkg("golang")
            .file("var/lib/dpkg/info/golang.list", "/usr/lib/go/key.pem\n/lib/go/b.pem\n/etc/k\n")
            .file("usr/lib/go/key.pem", KEY)
            .file("usr/lib/go/b.pem", KEY)
            .file("usr/lib/go/own.pem", KEY)
            .file("etc/k", KEY);
    assertThat(found(read(base)))
        .containsExactly("0 /etc/k:1 PRESENT", "0 /usr/lib/go/own.pem:1 PRESENT");
  }

  @Test
  void itStaysSoWhenTheLayersAboveRemoveOrUpgradeThePackage() {
    var base =
        dpkg("golang", "a")
            .file("var/lib/dpkg/info/golang.list", "/usr/lib/go/key.pem\n")
            .file("usr/lib/go/key.pem", KEY);
    var removal =
        dpkg("a").whiteout("var/lib/dpkg/info/golang.list").whiteout("usr/lib/go/key.pem");
    assertThat(found(read(base, removal))).isEmpty();
    var upgrade =
        new MemoryLayer()
            .file(
                "var/lib/dpkg/status",
                "Package: golang\nStatus: install ok installed\nVersion: 2\n\n")
            .file("usr/lib/go/key.pem", KEY);
    assertThat(found(read(base, upgrade))).isEmpty();
  }

  @Test
  void fileOfAPackageThatAnotherLayerWroteIsSomebodysOwn() {
    var base =
        dpkg("golang")
            .file("var/lib/dpkg/info/golang.list", "/usr/lib/go/key.pem\n")
            .file("usr/lib/go/key.pem", "an example");
    assertThat(found(read(base, new MemoryLayer().file("usr/lib/go/key.pem", KEY))))
        .containsExactly("1 /usr/lib/go/key.pem:1 PRESENT");
    var other = dpkg("golang", "b").file("usr/lib/go/key.pem", KEY);
    assertThat(found(read(base, other))).containsExactly("1 /usr/lib/go/key.pem:1 PRESENT");
  }

  @Test
  void documentationThatNoListNamesHoldsExamplesWhichANoteCounts() {
    var inventory =
        read(
            new MemoryLayer().file("usr/share/doc/a/key.pem", KEY).file("usr/share/docs.pem", KEY),
            new MemoryLayer().whiteout("usr/share/doc/a"));
    assertThat(found(inventory)).containsExactly("0 /usr/share/docs.pem:1 PRESENT");
    assertThat(inventory.notes())
        .containsExactly(
            new Note(
                "secrets-in-documentation",
                "layer 0 holds 1 secret below /usr/share/doc/, taken for examples since no package"
                    + " lists them"));
    var owned =
        dpkg("a")
            .file("var/lib/dpkg/info/a.list", "/usr/share/doc/a/key.pem\n")
            .file("usr/share/doc/a/key.pem", KEY);
    assertThat(read(owned).notes()).isEmpty();
  }

  @Test
  void configurationOfTheImageIsSearched() {
    var history =
        List.of(
            new ImageConfig.History("FROM scratch", true),
            new ImageConfig.History("RUN echo '" + KEY + "' > /key", true));
    var config =
        new ImageConfig(List.of(), history, Map.of(), "", List.of("PATH=/bin", "KEY=" + KEY));
    assertThat(found(read(config)))
        .containsExactly(
            "-1 config: environment variable KEY:0 PRESENT",
            "-1 config: history entry 2:0 PRESENT");
  }

  @Test
  void thousandSecretsALayerAreNamedAndTheOthersCounted() {
    var layer = new MemoryLayer();
    for (int i = 0; i < 1010; i++) {
      layer.file("srv/" + i + ".pem", KEY);
    }
    var inventory = read(layer);
    assertThat(inventory.secrets()).hasSize(1000);
    assertThat(inventory.notes())
        .containsExactly(
            new Note("secrets-more", "layer 0 holds 10 more places that look like secrets"));
  }

  @Test
  void fileThatMayNotBeReadIsSaidAndTheOthersAreRead() {
    var why =
        new ImageException("file-unreadable", "reading etc/shadow", "no permission", "be root");
    var inventory =
        read(
            new MemoryLayer()
                .unreadable("etc/shadow", why)
                .unreadable("srv/x", why)
                .file("srv/y.pem", KEY)
                .file("var/lib/dpkg/status", "Package: a\nVersion: 1\n\n"));
    assertThat(inventory.packages()).hasSize(1);
    assertThat(found(inventory)).containsExactly("0 /srv/y.pem:1 PRESENT");
    assertThat(inventory.notes()).extracting(Note::code).containsExactly("files-not-searched");
    assertThat(inventory.files().find("/etc/shadow").toString()).contains("no permission");
    var damaged = new ImageException("layer-truncated", "reading", "cut", "do");
    assertThat(read(new MemoryLayer().unreadable("srv/x", damaged)).gaps())
        .extracting(Gap::code)
        .contains("layer-truncated");
  }
}
