package io.breakwater.server.configuration;

import io.breakwater.http.TrustedProxies;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Makes settings of the usual kinds.
final class Shapes {
  private Shapes() {}

  private static <T> Setting<T> one(
      String key, String shape, String standard, String text, Function<String, T> parser) {
    return new Setting<>(
        key, shape, standard, text, false, false, given -> parser.apply(given.getFirst()));
  }

  static Setting<String> text(String key, String shape, String standard, String text) {
    return one(key, shape, standard, text, Shapes::notEmpty);
  }

  static Setting<String> secret(String key, String text) {
    return new Setting<>(key, "a text", "", text, true, false, given -> notEmpty(given.getFirst()));
  }

  private static String notEmpty(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("something");
    }
    return text;
  }

  static Setting<List<String>> texts(String key, String shape, String standard, String text) {
    return new Setting<>(key, shape, standard, text, false, true, List::copyOf);
  }

  static Setting<List<ListenAddress>> addresses(String key, String standard, String text) {
    return new Setting<>(
        key,
        ListenAddress.EXPECTED,
        standard,
        text,
        false,
        true,
        given -> given.stream().map(ListenAddress::parse).toList());
  }

  static Setting<TrustedProxies> proxies(String key, String text) {
    return new Setting<>(
        key, TrustedProxies.EXPECTED, "", text, false, true, TrustedProxies::parse);
  }

  static Setting<Boolean> flag(String key, boolean standard, String text) {
    return one(
        key,
        "true or false",
        Boolean.toString(standard),
        text,
        given ->
            switch (given.toLowerCase(Locale.ROOT)) {
              case "true", "yes", "on", "1" -> true;
              case "false", "no", "off", "0" -> false;
              default -> throw new IllegalArgumentException();
            });
  }

  static Setting<Integer> number(String key, int standard, int least, int most, String text) {
    return one(
        key,
        "a whole number from " + least + " to " + most,
        Integer.toString(standard),
        text,
        given -> {
          try {
            var number = Integer.parseInt(given.strip());
            if (number >= least && number <= most) {
              return number;
            }
          } catch (NumberFormatException e) {
            // Said below.
          }
          throw new IllegalArgumentException();
        });
  }

  static Setting<Long> size(String key, String standard, String least, String text) {
    return one(
        key,
        Units.SIZE,
        standard,
        text,
        given -> {
          var size = Units.size(given);
          if (size < Units.size(least)) {
            throw new IllegalArgumentException("a size of at least " + least);
          }
          return size;
        });
  }

  static Setting<Duration> time(
      String key, String standard, String least, String most, String text) {
    return one(
        key,
        Units.TIME,
        standard,
        text,
        given -> {
          var time = Units.time(given);
          if (time.compareTo(Units.time(least)) < 0 || time.compareTo(Units.time(most)) > 0) {
            throw new IllegalArgumentException("a time from " + least + " to " + most);
          }
          return time;
        });
  }

  static Setting<Path> path(String key, String shape, String standard, String text) {
    return one(
        key,
        shape,
        standard,
        text,
        given -> {
          try {
            return Path.of(notEmpty(given));
          } catch (InvalidPathException e) {
            throw new IllegalArgumentException(shape, e);
          }
        });
  }

  static Setting<URI> url(String key, String text) {
    return one(
        key,
        "an address such as https://registry.example.org",
        "",
        text,
        given -> {
          var address = URI.create(given.strip());
          var scheme = address.getScheme();
          if (scheme == null
              || address.getHost() == null
              || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException();
          }
          return address;
        });
  }

  static <E extends Enum<E>> Setting<E> choice(String key, Class<E> type, E standard, String text) {
    var words =
        java.util.Arrays.stream(type.getEnumConstants())
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .toList();
    return one(
        key,
        String.join(" or ", words),
        standard.name().toLowerCase(Locale.ROOT),
        text,
        given -> {
          var index = words.indexOf(given.strip().toLowerCase(Locale.ROOT));
          if (index < 0) {
            throw new IllegalArgumentException();
          }
          return type.getEnumConstants()[index];
        });
  }
}
