package io.breakwater.inventory.apk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.inventory.database.DatabaseLimits;
import io.breakwater.inventory.database.FileListSink;
import io.breakwater.inventory.database.PackageList;
import io.breakwater.inventory.database.PackageRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InstalledParserTest {
  private final List<String> files = new ArrayList<>();

  private PackageList read(String text) throws IOException {
    var sink =
        new FileListSink() {
          @Override
          public void owner(String packageName) {
            files.add("@" + packageName);
          }

          @Override
          public void path(byte[] bytes, int offset, int length) {
            files.add(new String(bytes, offset, length, UTF_8));
          }
        };
    var in = new ByteArrayInputStream(text.getBytes(UTF_8));
    return new ApkDatabase().read("lib/apk/db/installed", in, DatabaseLimits.DEFAULT, sink);
  }

  @Test
  void originIsTheSourceAndTheOwnNameWhereThereIsNone() throws IOException {
    var list =
        read(
            """
            C:Q1x=
            P:libssl3
            V:3.1.7-r1
            A:x86_64
            o:openssl

            P:.build-deps
            V:20240101.123456
            A:noarch

            """);
    assertThat(list.damage()).isNull();
    assertThat(list.packages())
        .containsExactly(
            new PackageRecord("libssl3", "3.1.7-r1", "x86_64", "openssl", "3.1.7-r1", null),
            new PackageRecord(
                ".build-deps",
                "20240101.123456",
                "noarch",
                ".build-deps",
                "20240101.123456",
                null));
  }

  @Test
  void filesAreNamedWithTheirDirectory() throws IOException {
    read("P:a\nV:1\nF:\nR:top\nF:usr/bin\nR:x\na:0:0:755\nR:y\n\nP:b\nV:1\nR:z\n\n");
    assertThat(files).containsExactly("@a", "top", "usr/bin/x", "usr/bin/y", "@b", "z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P:a\nV:1\n\nP:b\nV:2\n",
        "P:a\nV:1\n\nP:b\nV",
        "P:a\nV:1\n\nP:b\n\n",
        "P:a\nV:1\n\nV:2\n\n",
        "P:a\nV:1\n\n\u0000\u0001\n\n"
      })
  void damageIsToldAndWhatCanBeReadIsRead(String text) throws IOException {
    var list = read(text);
    assertThat(Objects.requireNonNull(list.damage()).code()).isEqualTo("package-database-damaged");
    assertThat(list.damage().why()).contains("line ");
    assertThat(list.packages().getFirst().name()).isEqualTo("a");
  }
}
