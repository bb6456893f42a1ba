package io.breakwater.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.registry.Pushes;
import io.breakwater.registry.Stores;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
  @TempDir Path folder;
  private Stores stores;
  private Pushes pushes;
  private Catalog catalog;

  @BeforeEach
  void open() throws Exception {
    stores = new Stores(folder);
    pushes = new Pushes(stores);
    catalog = new Catalog(stores.metadata());
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void onlyWhatTheCallerMaySeeIsTold() throws Exception {
    for (var repository : List.of("birds/wren", "fish/cod", "birds/robin", "birds/a/b")) {
      pushes.image(repository, "1");
    }
    assertThat(catalog.page(name -> true, "", 10).names())
        .containsExactly("birds/a/b", "birds/robin", "birds/wren", "fish/cod");
    assertThat(catalog.page(name -> name.equals("birds"), "birds/b", 1))
        .isEqualTo(new CatalogPage(List.of("birds/robin"), true));
    assertThat(catalog.page(name -> name.equals("birds"), "birds/robin", 1))
        .isEqualTo(new CatalogPage(List.of("birds/wren"), false));
    assertThat(catalog.page(name -> false, "", 10).names()).isEmpty();
    assertThat(catalog.page(name -> true, "", 0)).isEqualTo(new CatalogPage(List.of(), false));
  }

  @Test
  void manyNamespacesArePagedInOneOrder() throws Exception {
    var all = new ArrayList<String>();
    for (var i = 0; i < 40; i++) {
      var namespace = "n" + i;
      stores
          .metadata()
          .write(tx -> tx.namespaces().create(namespace, "acme", Stores.CLOCK.instant()));
      pushes.image(namespace + "/x", "1");
      all.add(namespace + "/x");
    }
    all.sort(null);
    var paged = new ArrayList<String>();
    CatalogPage page;
    do {
      var after = paged.isEmpty() ? "" : paged.getLast();
      page = catalog.page(name -> !name.equals("birds"), after, 7);
      paged.addAll(page.names());
    } while (page.more());
    assertThat(paged).isEqualTo(all);
  }

  @Test
  void aRepositoryWithoutManifestsIsNone() throws Exception {
    pushes.blob("birds/robin", "layer");
    assertThat(catalog.page(name -> true, "", 10).names()).isEmpty();
    var digest = pushes.image("birds/robin", "1");
    assertThat(catalog.page(name -> true, "", 10).names()).containsExactly("birds/robin");
    new RepositoryManifests(stores.metadata(), Stores.CLOCK)
        .delete(Stores.name("birds/robin"), new Reference.ByDigest(digest), "ann");
    assertThat(catalog.page(name -> true, "", 10).names()).isEmpty();
  }
}
