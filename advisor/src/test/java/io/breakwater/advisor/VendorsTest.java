package io.breakwater.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorsTest {
  @ParameterizedTest
  @CsvSource({
    "RHEL, 'Red Hat, Inc.', true",
    "RHEL, 'Red Hat, Inc. <http://bugzilla.redhat.com/bugzilla>', true",
    "RHEL, CentOS, true",
    "RHEL, , true",
    "RHEL, '', true",
    "RHEL, (none), true",
    "RHEL, Fedora Project, false",
    "RHEL, 'Red Hat Clone Factory', false",
    "RHEL, CentOSaurus, false",
    "CENTOS, CentOS, true",
    "CENTOS, CentOS Buildsys <bugs@centos.org>, true",
    "CENTOS, 'Red Hat, Inc.', true",
    "ALMALINUX, AlmaLinux, true",
    "ALMALINUX, AlmaLinux OS Foundation, true",
    "ALMALINUX, CloudLinux, true",
    "ALMALINUX, 'Red Hat, Inc.', false",
    "ROCKY, Rocky Enterprise Software Foundation, true",
    "ROCKY, Rocky, true",
    "ROCKY, AlmaLinux, false",
    "ROCKY, Oracle America, false",
    "DEBIAN, Debian, true",
    "DEBIAN, Docker, false",
    "UBUNTU, Ubuntu, true",
    "UBUNTU, LP-PPA-deadsnakes, false",
  })
  void aDistributionsOwnPackagesAreJudged(
      Distribution distribution, @Nullable String vendor, boolean own) {
    var installed = Images.of(Images.rpm("bash", "1-1"), vendor);
    assertThat(Vendors.own(installed, distribution)).isEqualTo(own);
  }
}
