package io.breakwater.configuration.nginx;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// The cipher suites that a list of OpenSSL allows before TLS 1.3, by the rules of `ciphers(1)`:
/// words joined by `+` have all to hold; `!` removes for good, `-` until named again, `+` only
/// moves; names of suites that nothing knows are passed over.
///
/// OpenSSL is built without RC4, DES, 3DES and export suites since 1.1.0 where nobody asks for
/// them: then words that mean more, such as `ECDHE`, do not bring them, and only a list that names
/// them by intent has them. `DEFAULT` stands for what current releases mean by it.
final class CipherList {
  /// What nginx takes where nothing is configured.
  static final String DEFAULT = "HIGH:!aNULL:!MD5";

  private static final Set<String> WEAK =
      Set.of("NULL", "ANULL", "EXPORT", "RC4", "DES", "3DES", "MD5");

  /// Words that mean old ciphers and nothing else.
  private static final Set<String> INTENT =
      Set.of("RC4", "DES", "3DES", "EXPORT", "EXP", "EXPORT40", "LOW", "RC2", "MD5");

  private final Set<Suite> allowed;

  private CipherList(Set<Suite> allowed) {
    this.allowed = allowed;
  }

  /// A suite and the words that mean it, in upper case.
  private record Suite(String name, Set<String> words) {
    /// Whether current builds leave it out.
    boolean isOld() {
      return words.contains("RC4")
          || words.contains("DES")
          || words.contains("3DES")
          || words.contains("EXPORT");
    }

    boolean has(String word) {
      return words.contains(word) || name.equals(word);
    }
  }

  /// Evaluates a list.
  ///
  /// @param old whether the library has the old ciphers
  static CipherList of(String text, boolean old) {
    var allowed = new LinkedHashSet<Suite>();
    var killed = new LinkedHashSet<Suite>();
    for (var rule : text.split("[:, ;]", -1)) {
      var sign = rule.isEmpty() ? ' ' : rule.charAt(0);
      var signed = sign == '!' || sign == '-' || sign == '+';
      var means =
          matching((signed ? rule.substring(1) : rule).toUpperCase(Locale.ROOT), old || signed);
      switch (sign) {
        case '!' -> {
          killed.addAll(means);
          allowed.removeAll(means);
        }
        case '-' -> allowed.removeAll(means);
        case '+' -> {}
        default -> {
          means.removeAll(killed);
          allowed.addAll(means);
        }
      }
    }
    return new CipherList(allowed);
  }

  private static Set<Suite> matching(String rule, boolean old) {
    var found = new LinkedHashSet<Suite>();
    if (rule.isEmpty() || rule.startsWith("@")) {
      return found;
    }
    var words = rule.split("\\+", -1);
    for (var suite : SUITES) {
      var all = old || !suite.isOld() || isIntended(words, suite);
      for (var word : words) {
        all &= suite.has(word);
      }
      if (all) {
        found.add(suite);
      }
    }
    return found;
  }

  private static boolean isIntended(String[] words, Suite suite) {
    for (var word : words) {
      if (INTENT.contains(word) || word.equals(suite.name)) {
        return true;
      }
    }
    return false;
  }

  /// Names of those that are weak, at most ten.
  List<String> weak() {
    var names = new TreeSet<String>();
    for (var suite : allowed) {
      if (suite.words.stream().anyMatch(WEAK::contains)) {
        names.add(suite.name);
      }
    }
    return names.stream().limit(10).toList();
  }

  /// Whether all have forward secrecy and authenticated encryption.
  boolean isAllBest() {
    return allowed.stream().allMatch(suite -> suite.words.contains("BEST"));
  }

  /// Names of all, in the order of the table.
  List<String> names() {
    return allowed.stream().map(Suite::name).toList();
  }

  /// Exchanges: the beginning of the name, and words.
  private static final String[] EXCHANGES = {
    "ECDHE-ECDSA- KECDHE KEECDH ECDHE EECDH ECDH AECDSA ECDSA FS",
    "ECDHE-RSA- KECDHE KEECDH ECDHE EECDH ECDH ARSA FS",
    "DHE-RSA- KDHE KEDH DHE EDH DH ARSA FS",
    "DHE-DSS- KDHE KEDH DHE EDH DH ADSS DSS FS",
    "ADH- KDHE KEDH DH ADH ANULL FS",
    "AECDH- KECDHE KEECDH ECDH AECDH ANULL FS",
    " KRSA RSA ARSA",
  };

  /// Ciphers with their message codes: the end of the name, and words.
  private static final String[] CIPHERS = {
    "AES256-GCM-SHA384 AES AES256 AESGCM HIGH TLSV1.2 AEAD",
    "AES128-GCM-SHA256 AES AES128 AESGCM HIGH TLSV1.2 AEAD",
    "CHACHA20-POLY1305 CHACHA20 HIGH TLSV1.2 AEAD",
    "AES256-SHA384 AES AES256 SHA384 HIGH TLSV1.2",
    "AES256-SHA256 AES AES256 SHA256 HIGH TLSV1.2",
    "AES128-SHA256 AES AES128 SHA256 HIGH TLSV1.2",
    "AES256-SHA AES AES256 SHA SHA1 HIGH SSLV3 TLSV1",
    "AES128-SHA AES AES128 SHA SHA1 HIGH SSLV3 TLSV1",
    "CAMELLIA256-SHA CAMELLIA CAMELLIA256 SHA SHA1 HIGH SSLV3 TLSV1",
    "CAMELLIA128-SHA CAMELLIA CAMELLIA128 SHA SHA1 HIGH SSLV3 TLSV1",
    "SEED-SHA SEED SHA SHA1 MEDIUM SSLV3 TLSV1",
    "RC4-SHA RC4 SHA SHA1 MEDIUM SSLV3 TLSV1",
    "RC4-MD5 RC4 MD5 MEDIUM SSLV3 TLSV1",
    "DES-CBC3-SHA 3DES SHA SHA1 MEDIUM SSLV3 TLSV1",
    "DES-CBC-SHA DES SHA SHA1 LOW SSLV3 TLSV1",
    "NULL-SHA256 NULL ENULL SHA256 TLSV1.2 COMPLEMENTOFALL",
    "NULL-SHA NULL ENULL SHA SHA1 SSLV3 TLSV1 COMPLEMENTOFALL",
    "NULL-MD5 NULL ENULL MD5 SSLV3 TLSV1 COMPLEMENTOFALL",
  };

  private static final List<String> EXPORTS =
      List.of(
          "EXP-RC4-MD5 KRSA RSA ARSA RC4 MD5",
          "EXP-DES-CBC-SHA KRSA RSA ARSA DES SHA SHA1",
          "EXP-RC2-CBC-MD5 KRSA RSA ARSA RC2 MD5",
          "EXP-EDH-RSA-DES-CBC-SHA KDHE KEDH DHE EDH DH ARSA DES SHA SHA1",
          "EXP-ADH-RC4-MD5 KDHE KEDH DH ADH ANULL RC4 MD5");

  private static final List<Suite> SUITES = suites();

  private static List<Suite> suites() {
    var all = new ArrayList<Suite>();
    for (var exchange : EXCHANGES) {
      for (var cipher : CIPHERS) {
        add(all, exchange, cipher);
      }
    }
    for (var export : EXPORTS) {
      var words = new LinkedHashSet<>(List.of(export.split(" ", -1)));
      words.addAll(List.of("EXPORT", "EXP", "EXPORT40", "SSLV3", "ALL"));
      all.add(new Suite(export.substring(0, export.indexOf(' ')), Set.copyOf(words)));
    }
    return List.copyOf(all);
  }

  private static void add(List<Suite> all, String exchange, String cipher) {
    var words = new LinkedHashSet<>(List.of(exchange.split(" ", -1)));
    words.addAll(List.of(cipher.split(" ", -1)));
    var begin = exchange.substring(0, exchange.indexOf(' '));
    var end = cipher.substring(0, cipher.indexOf(' '));
    if (!isThere(begin, end)) {
      return;
    }
    words.remove(begin);
    words.remove(end);
    var anonymous = words.contains("ANULL");
    if (words.contains("FS") && words.contains("AEAD") && !anonymous) {
      words.add("BEST");
    }
    if (!words.contains("ENULL")) {
      words.add("ALL");
    }
    var strong = words.contains("HIGH") || words.contains("SEED");
    if (strong && !anonymous) {
      words.add("DEFAULT");
    } else if (!words.contains("ENULL")) {
      words.add("COMPLEMENTOFDEFAULT");
    }
    all.add(new Suite(named(begin, end), Set.copyOf(words)));
  }

  /// The old suites with DES and ephemeral keys have names of their own.
  private static String named(String begin, String end) {
    return begin.startsWith("DHE-") && end.startsWith("DES-CBC")
        ? "E" + begin.replace("DHE", "DH") + end
        : begin + end;
  }

  /// Not every exchange goes with every cipher.
  private static boolean isThere(String begin, String end) {
    var curve = begin.contains("EC");
    return switch (end) {
      case "CHACHA20-POLY1305" -> begin.endsWith("-RSA-") || begin.contains("ECDSA");
      case "AES256-SHA384" -> begin.startsWith("ECDHE");
      case "AES256-SHA256" -> !curve;
      case "AES256-GCM-SHA384", "AES128-GCM-SHA256", "AES128-SHA256" -> !begin.equals("AECDH-");
      case "CAMELLIA256-SHA", "CAMELLIA128-SHA", "SEED-SHA", "DES-CBC-SHA" -> !curve;
      case "RC4-MD5" -> begin.isEmpty() || begin.equals("ADH-");
      case "RC4-SHA" -> curve || begin.isEmpty();
      case "NULL-SHA" -> curve || begin.isEmpty();
      case "NULL-SHA256", "NULL-MD5" -> begin.isEmpty();
      default -> true;
    };
  }
}
