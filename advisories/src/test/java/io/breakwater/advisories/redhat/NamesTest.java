package io.breakwater.advisories.redhat;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisories.osv.ModuleWords;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "cpe:/a:redhat:enterprise_linux:8::appstream, enterprise_linux, 8",
    "cpe:/o:redhat:enterprise_linux:10, enterprise_linux, 10",
    "cpe:/a:redhat:rhel_eus:8.6::baseos, rhel_eus, 8",
    "cpe:/a:redhat:rhel_extras_sap:7, rhel_extras_sap, 7",
    "cpe:/a:redhat:rhel_software_collections:3::el7, rhel_software_collections, 7",
    "cpe:/a:redhat:rhel_software_collections:3, rhel_software_collections, 0",
    "cpe:/a:redhat:openstack_els:7::el7.4, openstack_els, 7",
    "cpe:/a:redhat:openshift:4, openshift, 0",
    "cpe:/:redhat:enterprise_linux:::hypervisor, enterprise_linux, 0",
    "cpe:/a:rhel_sam:1, rhel_sam, 0",
    "cpe:/a:redhat:convert2rhel::el8, convert2rhel, 8",
  })
  void cpeSaysForWhichMajor(String uri, String product, int major) {
    var cpe = Objects.requireNonNull(Cpe.of(uri));
    assertThat(cpe.product()).isEqualTo(product);
    assertThat(cpe.major()).isEqualTo(major);
  }

  @ParameterizedTest
  @CsvSource({
    "enterprise_linux:8::baseos, cpe:/o:redhat:enterprise_linux:8::baseos",
    "enterprise_linux:8::appstream, cpe:/a:redhat:enterprise_linux:8::appstream",
    "rhel_els:6, cpe:/o:redhat:rhel_els:6",
    "openshift:4.13::el8, cpe:/a:redhat:openshift:4.13::el8",
  })
  void ecosystemLacksThePart(String text, String uri) {
    assertThat(Objects.requireNonNull(Cpe.ofProduct(text)).uri()).isEqualTo(uri);
  }

  @ParameterizedTest
  @CsvSource({
    "0:7.76.1-23.el9_2.4, 9",
    "1:1.0-1.module+el8.8.0+1+abc, 8",
    "0:1-1.el7sat, 7",
    "0:1.el-2, 0",
    "0:model3-1, 0",
    "0:1-1, 0",
  })
  void versionSaysForWhichMajor(String version, int major) {
    assertThat(Cpe.majorOfVersion(version)).isEqualTo(major);
  }

  @ParameterizedTest
  @CsvSource({
    "nodejs:16-8060020220523160029.ad008a3a, nodejs:16",
    "virt-devel:rhel-8060020220408104655.d63f516d, virt-devel:rhel",
    "389-ds:1.4-8060020220523160029.ad008a3a, 389-ds:1.4",
    "curl-0:7.76.1-23.el9_2.4,",
    "rhel9/flatpak-runtime:el9-9030020230825103938.1706180714,",
    "jackson-databind,",
  })
  void buildsOfModulesAreToldFromPackages(String build, String module) {
    assertThat(Component.moduleOfBuild(build)).isEqualTo(module);
  }

  @Test
  void packageUrlsAreDecoded() {
    var purl =
        Objects.requireNonNull(
            PackageUrl.parse(
                "pkg:rpm/redhat/libstdc%2B%2B@8.5-1.module%2Bel8?arch=x86_64&epoch=2"
                    + "&rpmmod=a%3Ab%3A1%3A2#sub"));

    assertThat(purl.name()).isEqualTo("libstdc++");
    assertThat(purl.epochVersion()).isEqualTo("2:8.5-1.module+el8");
    assertThat(purl.arch()).isEqualTo("x86_64");
    assertThat(PackageUrl.streamOf(purl.module())).isEqualTo("a:b");
    assertThat(PackageUrl.parse("pkg:rpm/redhat/curl?arch")).isNull();
    assertThat(PackageUrl.parse("pkg:rpm/redhat/a%4")).isNull();
    assertThat(PackageUrl.parse("pkg:rpm")).isNull();
    assertThat(PackageUrl.parse("rpm/redhat/curl")).isNull();
    assertThat(PackageUrl.streamOf("rhel10")).isNull();
  }

  @Test
  void widerCpeCoversWhatBeginsWithItAtABoundary() {
    assertThat(covers("enterprise_linux:8", "enterprise_linux:8::baseos")).isTrue();
    assertThat(covers("openshift:4", "openshift:4.13::el8")).isTrue();
    assertThat(covers("openshift:4.1", "openshift:4.13::el8")).isFalse();
    assertThat(covers("enterprise_linux:8::baseos", "enterprise_linux:8")).isFalse();
  }

  private static boolean covers(String wide, String narrow) {
    return Issue.covers("cpe:/a:redhat:" + wide, "cpe:/o:redhat:" + narrow);
  }

  @Test
  void titlesNameModules() {
    assertThat(ModuleWords.in("Moderate: virt:rhel and virt-devel:rhel security update"))
        .containsExactly("virt-devel:rhel", "virt:rhel");
    assertThat(ModuleWords.in("Important: 389-ds security update")).isEmpty();
    assertThat(ModuleWords.in("see https://example.org: now")).isEmpty();
  }
}
