package io.breakwater.registry.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.Digest;
import io.breakwater.registry.Stores;
import io.breakwater.registry.names.TagName;
import io.breakwater.registry.retention.RetentionRules.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionRulesTest {
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

  /// A repository in words: `NAME[+TAGS][!][=DAYS][>NAMES]`, where DAYS is the age, `-` for no time
  /// of building, or a time; `!` for an immutable tag; NAMES what an index names, as in
  // `i+1=2>a.b`.
  private static List<Candidate> repository(String text) {
    var all = new ArrayList<Candidate>();
    for (var word : text.split(" ", -1)) {
      var names = Set.<Digest>of();
      var above = word.indexOf('>');
      if (above >= 0) {
        names =
            Set.copyOf(
                Stream.of(word.substring(above + 1).split("\\.", -1))
                    .map(RetentionRulesTest::digest)
                    .toList());
        word = word.substring(0, above);
      }
      var equals = word.indexOf('=');
      var created = created(word.substring(equals + 1));
      var name = word.substring(0, equals);
      var immutable = name.endsWith("!");
      name = immutable ? name.substring(0, name.length() - 1) : name;
      var parts = name.split("\\+", -1);
      var tags = Stream.of(parts).skip(1).map(TagName::kept).toList();
      all.add(new Candidate(digest(parts[0]), tags, created, immutable, names));
    }
    return all;
  }

  private static Optional<Instant> created(String text) {
    if (text.equals("-")) {
      return Optional.empty();
    }
    return Optional.of(
        text.length() > 6
            ? Instant.parse(text)
            : NOW.minus(Duration.ofHours(Math.round(Double.parseDouble(text) * 24))));
  }

  private static Digest digest(String name) {
    return Stores.sha256(Stores.bytes(name));
  }

  private static RetentionPolicy policy(String text) {
    return RetentionPolicy.kept(text);
  }

  @ParameterizedTest
  @CsvSource({
    // The newest are kept, in whatever order they are listed.
    "a+1=1 b+2=2 c+3=3,            2 false -,  c",
    "c+3=3 a+1=1 b+2=2,            1 false -,  b c",
    "a+1=1 b+2=2,                  2 false -,  ''",
    "a+1=1 b+2=2,                  9 false -,  ''",
    "a+1=1 b+2=2 c+3=3,            -1 false -, ''",
    // One image, however many tags it has.
    "a+1+2+3=1 b+4=2 c+5=3,        2 false -,  c",
    // Untagged images count like others, or are left alone.
    "a=1 b+2=2 c=3 d+4=4,          2 false -,  c d",
    "a=1 b+2=2 c=3 d+4=4,          1 true -,   d",
    "a=1 b=2,                      1 true -,   ''",
    // No time of building: kept, and not counted.
    "a+1=- b+2=2 c+3=3,            1 false -,  c",
    "a+1=- b+2=-,                  1 false -,  ''",
    // Times that say nothing: kept.
    "a+1=1 b+2=1970-01-01T00:00:00Z,             1 false -, ''",
    "a+1=1 b+2=2013-01-19T00:13:38.999Z,         1 false -, ''",
    "a+1=1 b+2=2013-01-19T00:13:39Z,             1 false -, b",
    "a+1=1 b+2=1980-01-01T00:00:00Z c+3=2,       1 false -, c",
    // Younger than the threshold: kept, and counted.
    "a+1=1 b+2=5 c+3=40,           1 false 30, c",
    "a+1=1 b+2=5 c+3=29.5,         1 false 30, ''",
    "a+1=1 b+2=30,                 1 false 30, b",
    "a+1=1 b+2=29.9,               1 false 30, ''",
    "a+1=1 b+2=2 c+3=3,            1 false 0,  b c",
    "a+1=-1 b+2=2,                 1 false 0,  b",
    // Immutable: kept, and counted.
    "a+1!=3 b+2=2 c+3=1,           1 false -,  b",
    "a+1!=1 b+2=2,                 1 false -,  b",
    // An index is one image; its platforms are none by themselves.
    "a=1 b=1 i+1=1>a.b c+2=2,      1 false -,  c",
    "a=1 b=1 i+1=1>a.b c+2=2,      2 false -,  ''",
    "a=5 b=5 i+1=5>a.b c+2=2,      1 false -,  i",
    "a=5 i=5>a c+2=2,              1 true -,   ''",
    "a=- i+1=->a c+2=2 d+3=3,      1 false -,  d",
    // Platforms with tags are images of their own, which an index that is kept keeps.
    "a+x=5 i+1=1>a c+2=2,          1 false -,  c",
    "a+x=5 i+1=6>a c+2=2,          1 false -,  a i",
    "a=5 j=5>a i+1=1>j c+2=2,      1 false -,  c",
    "a+x=5 j=5>a i+1=1>j c+2=2,    1 false -,  c",
    // What an index names and is not there matters to nobody.
    "i+1=1>missing c+2=2,          1 false -,  c"
  })
  void ruleByRule(String repository, String policy, String expected) {
    var going = RetentionRules.going(repository(repository), policy(policy), NOW);
    assertThat(going.stream().map(Candidate::digest))
        .as(repository + " by " + policy)
        .containsExactlyElementsOf(
            Stream.of(expected.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(RetentionRulesTest::digest)
                .toList());
  }

  /// The same in other words: each image by itself, by looking at all others.
  private static Set<Digest> model(List<Candidate> all, RetentionPolicy policy) {
    var going = new HashSet<Digest>();
    for (var one : all) {
      if (countable(one, all, policy) && !protectedOne(one, policy)) {
        var newer = all.stream().filter(x -> countable(x, all, policy) && isNewer(x, one)).count();
        if (policy.imagesPerRepository() >= 0 && newer >= policy.imagesPerRepository()) {
          going.add(one.digest());
        }
      }
    }
    var before = -1;
    while (before != going.size()) {
      before = going.size();
      for (var index : all) {
        var stays = !going.contains(index.digest()) && !isPartOfGoing(index, all, going);
        if (stays) {
          going.removeAll(index.names());
        }
      }
    }
    return going;
  }

  private static boolean isPartOfGoing(Candidate one, List<Candidate> all, Set<Digest> going) {
    var above = all.stream().filter(index -> index.names().contains(one.digest())).toList();
    return one.tags().isEmpty()
        && !above.isEmpty()
        && above.stream()
            .allMatch(index -> going.contains(index.digest()) || isPartOfGoing(index, all, going));
  }

  private static boolean countable(Candidate one, List<Candidate> all, RetentionPolicy policy) {
    var part = all.stream().anyMatch(index -> index.names().contains(one.digest()));
    return one.created().isPresent()
        && !one.created().get().isBefore(RetentionRules.TRUE_TIMES)
        && !(one.tags().isEmpty() && (part || policy.retainUntagged()));
  }

  private static boolean protectedOne(Candidate one, RetentionPolicy policy) {
    var days = policy.deletionThresholdDays().orElse(0);
    return one.immutable() || one.created().orElseThrow().plus(Duration.ofDays(days)).isAfter(NOW);
  }

  private static boolean isNewer(Candidate one, Candidate other) {
    var times = one.created().orElseThrow().compareTo(other.created().orElseThrow());
    return times > 0
        || (times == 0 && one.digest().toString().compareTo(other.digest().toString()) < 0);
  }

  private static List<Candidate> random(Random random) {
    var all = new ArrayList<Candidate>();
    var count = random.nextInt(14);
    for (var i = 0; i < count; i++) {
      var tags = random.nextInt(3) == 0 ? List.<TagName>of() : List.of(TagName.kept("t" + i));
      Optional<Instant> created =
          switch (random.nextInt(8)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(Instant.EPOCH);
            default -> Optional.of(NOW.minus(Duration.ofDays(random.nextInt(8) - 1)));
          };
      var names = new HashSet<Digest>();
      while (i > 0 && random.nextInt(3) == 0) {
        names.add(digest("" + random.nextInt(i)));
      }
      var immutable = !tags.isEmpty() && random.nextInt(8) == 0;
      all.add(new Candidate(digest("" + i), tags, created, immutable, names));
    }
    Collections.shuffle(all, random);
    return all;
  }

  @Test
  void whateverARepositoryHoldsTheSameGoesAsByTheNaiveModel() {
    var random = new Random(7);
    var went = 0;
    for (var round = 0; round < 20_000; round++) {
      var all = random(random);
      var images = random.nextInt(6) == 0 ? -1 : 1 + random.nextInt(5);
      var days = random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(5));
      var policy = new RetentionPolicy(images, random.nextBoolean(), days);
      var going = RetentionRules.going(all, policy, NOW);
      var digests = going.stream().map(Candidate::digest).toList();
      assertThat(Set.copyOf(digests)).as(all + " by " + policy).isEqualTo(model(all, policy));
      assertThat(digests).doesNotHaveDuplicates();
      went += going.size();
    }
    assertThat(went).as("the rounds mean something").isGreaterThan(10_000);
  }
}
