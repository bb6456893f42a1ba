package io.breakwater.secrets;

import static io.breakwater.secrets.Shape.token;

import org.jspecify.annotations.Nullable;

/// The tokens that are known by how they begin; a new one is one line here. Sources: the vendors'
/// own documents where they describe the shape, else what their programs make.
final class Shapes {
  private static final int ALNUM = Text.LETTER | Text.DIGIT;
  private static final int WORD = Text.WORD;
  private static final int HEX = Text.HEX;
  private static final int CAPITALS = Text.UPPER | Text.DIGIT;

  private static final Shape[] ALL = {
    // https://github.blog/engineering/behind-githubs-new-authentication-token-formats/
    token("ghp_", ALNUM, 36, 36, SecretKinds.GITHUB, Shape.Rule.CHECKSUM),
    token("gho_", ALNUM, 36, 36, SecretKinds.GITHUB, Shape.Rule.CHECKSUM),
    token("ghu_", ALNUM, 36, 36, SecretKinds.GITHUB, Shape.Rule.CHECKSUM),
    token("ghs_", ALNUM, 36, 36, SecretKinds.GITHUB, Shape.Rule.CHECKSUM),
    token("ghr_", ALNUM, 36, 76, SecretKinds.GITHUB, Shape.Rule.CHECKSUM),
    token("github_pat_", WORD, 82, 82, SecretKinds.GITHUB, Shape.Rule.FINE_GRAINED),
    // https://docs.gitlab.com/security/tokens/#token-prefixes; routable ones go on after a dot
    token("glpat-", WORD, 20, 300, SecretKinds.GITLAB),
    token("gloas-", WORD, 20, 300, SecretKinds.GITLAB),
    token("gldt-", WORD, 20, 300, SecretKinds.GITLAB),
    token("glrt-", WORD, 20, 300, SecretKinds.GITLAB),
    token("glrtr-", WORD, 20, 300, SecretKinds.GITLAB),
    token("glcbt-", WORD, 20, 300, SecretKinds.GITLAB),
    token("glptt-", WORD, 20, 300, SecretKinds.GITLAB),
    token("glft-", WORD, 20, 300, SecretKinds.GITLAB),
    token("glimt-", WORD, 20, 300, SecretKinds.GITLAB),
    token("glagent-", WORD, 20, 300, SecretKinds.GITLAB),
    token("glsoat-", WORD, 20, 300, SecretKinds.GITLAB),
    token("GR1348941", WORD, 20, SecretKinds.GITLAB),
    token("xoxb-", WORD, 24, 250, SecretKinds.SLACK, Shape.Rule.SLACK),
    token("xoxp-", WORD, 24, 250, SecretKinds.SLACK, Shape.Rule.SLACK),
    token("xoxa-", WORD, 24, 250, SecretKinds.SLACK, Shape.Rule.SLACK),
    token("xoxr-", WORD, 24, 250, SecretKinds.SLACK, Shape.Rule.SLACK),
    token("xoxs-", WORD, 24, 250, SecretKinds.SLACK, Shape.Rule.SLACK),
    token("xoxc-", WORD, 24, 250, SecretKinds.SLACK, Shape.Rule.SLACK),
    token("xoxe-", WORD, 24, 400, SecretKinds.SLACK, Shape.Rule.SLACK),
    token("xapp-", WORD, 60, 250, SecretKinds.SLACK, Shape.Rule.SLACK),
    token("sk_live_", ALNUM, 24, 120, SecretKinds.STRIPE),
    token("rk_live_", ALNUM, 24, 120, SecretKinds.STRIPE),
    token("sk_test_", ALNUM, 24, 120, SecretKinds.STRIPE_TEST),
    token("rk_test_", ALNUM, 24, 120, SecretKinds.STRIPE_TEST),
    token("sq0atp-", WORD, 22, SecretKinds.SQUARE),
    token("sq0csp-", WORD, 43, SecretKinds.SQUARE),
    token("shpat_", HEX, 32, SecretKinds.SHOPIFY),
    token("shpca_", HEX, 32, SecretKinds.SHOPIFY),
    token("shppa_", HEX, 32, SecretKinds.SHOPIFY),
    token("shpss_", HEX, 32, SecretKinds.SHOPIFY),
    token("SK", HEX, 32, 32, SecretKinds.TWILIO, Shape.Rule.NAMED),
    token("key-", HEX, 32, 32, SecretKinds.MAILGUN, Shape.Rule.NAMED),
    token("npm_", ALNUM, 36, 36, SecretKinds.NPM, Shape.Rule.CHECKSUM),
    // A macaroon whose location is pypi.org or test.pypi.org
    token("pypi-AgEIcHlwaS5vcmc", WORD, 50, 1000, SecretKinds.PYPI),
    token("pypi-AgENdGVzdC5weXBpLm9yZ", WORD, 50, 1000, SecretKinds.PYPI),
    token("rubygems_", HEX, 48, SecretKinds.RUBYGEMS),
    token("oy2", Text.LETTER | Text.DIGIT, 43, 43, SecretKinds.NUGET, Shape.Rule.NAMED),
    token("AKCp", ALNUM, 69, SecretKinds.ARTIFACTORY),
    token("cmVmd", ALNUM, 59, SecretKinds.ARTIFACTORY),
    token("dckr_pat_", WORD, 27, SecretKinds.DOCKER_TOKEN),
    token("dckr_oat_", WORD, 32, SecretKinds.DOCKER_TOKEN),
    token("dop_v1_", HEX, 64, SecretKinds.DIGITALOCEAN),
    token("doo_v1_", HEX, 64, SecretKinds.DIGITALOCEAN),
    token("dor_v1_", HEX, 64, SecretKinds.DIGITALOCEAN),
    token("HRKU-", WORD, 36, 80, SecretKinds.HEROKU),
    token("ATATT3", WORD, 150, 250, SecretKinds.ATLASSIAN),
    token("ATCTT3", WORD, 150, 250, SecretKinds.ATLASSIAN),
    token("ATBB", ALNUM, 32, 32, SecretKinds.ATLASSIAN, Shape.Rule.NAMED),
    token("AIza", WORD, 35, SecretKinds.GCP_API_KEY),
    token("GOCSPX-", WORD, 28, SecretKinds.GCP_OAUTH),
    token("LTAI", ALNUM, 20, SecretKinds.ALIBABA_KEY_ID),
    token("IQoJb3JpZ2luX2Vj", Text.BASE64, 200, 4000, SecretKinds.AWS_SESSION, Shape.Rule.BASE64),
    token("FwoGZXIvYXdz", Text.BASE64, 200, 4000, SecretKinds.AWS_SESSION, Shape.Rule.BASE64),
    token("FQoGZXIvYXdz", Text.BASE64, 200, 4000, SecretKinds.AWS_SESSION, Shape.Rule.BASE64),
    token("AGE-SECRET-KEY-1", CAPITALS, 58, SecretKinds.AGE_KEY),
    token("pul-", HEX, 40, SecretKinds.PULUMI),
    token("ops_eyJ", Text.BASE64, 250, 4000, SecretKinds.ONEPASSWORD, Shape.Rule.BASE64),
    token("dapi", HEX | WORD, 32, 34, SecretKinds.DATABRICKS, Shape.Rule.DATABRICKS),
    token("pscale_tkn_", WORD, 32, 64, SecretKinds.PLANETSCALE),
    token("pscale_pw_", WORD, 32, 64, SecretKinds.PLANETSCALE),
    token("pscale_oauth_", WORD, 32, 64, SecretKinds.PLANETSCALE),
    token("glsa_", WORD, 41, 41, SecretKinds.GRAFANA, Shape.Rule.GRAFANA),
    token("glc_eyJ", Text.BASE64, 32, 400, SecretKinds.GRAFANA, Shape.Rule.BASE64),
    token("eyJrIjoi", Text.BASE64, 60, 400, SecretKinds.GRAFANA, Shape.Rule.BASE64),
    token("NRAK-", CAPITALS, 27, SecretKinds.NEW_RELIC),
    token("sntrys_eyJ", Text.BASE64, 80, 400, SecretKinds.SENTRY, Shape.Rule.BASE64),
    token("sntryu_", HEX, 64, SecretKinds.SENTRY),
    token("tskey-auth-", WORD, 16, 80, SecretKinds.TAILSCALE),
    token("tskey-api-", WORD, 16, 80, SecretKinds.TAILSCALE),
    token("tskey-client-", WORD, 16, 80, SecretKinds.TAILSCALE),
    token("lin_api_", ALNUM, 40, SecretKinds.LINEAR),
    token("PMAK-", WORD, 59, 59, SecretKinds.POSTMAN, Shape.Rule.POSTMAN),
    token("figd_", WORD, 38, 48, SecretKinds.FIGMA),
    token("sbp_", HEX, 40, SecretKinds.SUPABASE),
    token("hf_", ALNUM, 34, 40, SecretKinds.HUGGING_FACE),
    token("api_org_", ALNUM, 34, SecretKinds.HUGGING_FACE),
    token("sk-ant-", WORD, 80, 140, SecretKinds.ANTHROPIC, Shape.Rule.ENDS_IN_AA),
    token("sk-", WORD, 48, 200, SecretKinds.OPENAI, Shape.Rule.OPENAI),
    token("gsk_", ALNUM, 52, SecretKinds.AI_SERVICE),
    token("xai-", ALNUM, 80, SecretKinds.AI_SERVICE),
    token("pplx-", ALNUM, 48, 56, SecretKinds.AI_SERVICE),
    token("r8_", ALNUM, 37, SecretKinds.AI_SERVICE),
  };

  /// Those that follow a word and a dot; the prefix is what stands before the run.
  private static final Shape[] AFTER_DOT = {
    // https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes
    token("hvs.", WORD, 24, 400, SecretKinds.VAULT, Shape.Rule.DOTTED),
    token("hvb.", WORD, 90, 600, SecretKinds.VAULT, Shape.Rule.DOTTED),
    token("hvr.", WORD, 24, 600, SecretKinds.VAULT, Shape.Rule.DOTTED),
    token(".atlasv1.", WORD, 60, 70, SecretKinds.TERRAFORM),
    token("dp.pt.", ALNUM, 40, 44, SecretKinds.DOPPLER),
    token("dp.st.", ALNUM, 40, 44, SecretKinds.DOPPLER),
    token("dp.ct.", ALNUM, 40, 44, SecretKinds.DOPPLER),
    token("dp.sa.", ALNUM, 40, 44, SecretKinds.DOPPLER),
    token("dp.scim.", ALNUM, 40, 44, SecretKinds.DOPPLER),
    token("dp.audit.", ALNUM, 40, 44, SecretKinds.DOPPLER),
  };

  /// The least length of a run that is the last part of such a token.
  static final int LEAST_AFTER_DOT = 24;

  /// How other runs begin that are looked at: identifiers of AWS keys, web tokens, keys in base64,
  /// PuTTY's keys, connection strings of Azure.
  private static final String[] OTHERS = {"AK", "AS", "ey", "LS", "Pu", "De"};

  private static final @Nullable Shape[][] BY_FIRST = byFirst();
  private static final boolean[] BEGINNINGS = beginnings();

  private Shapes() {}

  private static boolean[] beginnings() {
    var table = new boolean[128 * 128];
    for (var shape : ALL) {
      table[shape.prefix().charAt(0) << 7 | shape.prefix().charAt(1)] = true;
    }
    for (var other : OTHERS) {
      table[other.charAt(0) << 7 | other.charAt(1)] = true;
    }
    return table;
  }

  /// Whether a run of which these are the first two characters may be told by its beginning.
  static boolean mayBegin(byte first, byte second) {
    return BEGINNINGS[(first & 127) << 7 | (second & 127)];
  }

  private static @Nullable Shape[][] byFirst() {
    var table = new Shape[128][];
    var counts = new int[128];
    for (var shape : ALL) {
      counts[shape.prefix().charAt(0)]++;
    }
    for (var shape : ALL) {
      int first = shape.prefix().charAt(0);
      if (table[first] == null) {
        table[first] = new Shape[counts[first]];
      }
      table[first][table[first].length - counts[first]--] = shape;
    }
    return table;
  }

  /// The kind of the token that the run is, or null.
  static @Nullable SecretKind find(Text text, int from, int to) {
    var shapes = BY_FIRST[text.bytes[from]];
    if (shapes != null) {
      for (var shape : shapes) {
        if (text.starts(from, shape.prefix()) && shape.matches(text, from, to)) {
          return shape.kind();
        }
      }
    }
    return null;
  }

  /// The kind of the token whose last part is the run, which follows a dot, or null.
  static @Nullable SecretKind findAfterDot(Text text, int from, int to) {
    for (var shape : AFTER_DOT) {
      int start = from - shape.prefix().length();
      if (text.starts(start, shape.prefix())
          && (shape.prefix().startsWith(".") || !text.is(start - 1, Text.WORD))
          && shape.matches(text, start, to)) {
        return shape.kind();
      }
    }
    if (twoParts(text, from, to, "SG.", 22, 43)) {
      return SecretKinds.SENDGRID;
    }
    return twoParts(text, from, to, "dt0c01.", 24, 64) ? SecretKinds.DYNATRACE : null;
  }

  /// A prefix with a dot, a part that names the token, a dot, and the secret part.
  private static boolean twoParts(
      Text text, int from, int to, String prefix, int named, int secret) {
    int start = from - 1 - named - prefix.length();
    return to - from == secret
        && text.starts(start, prefix)
        && text.all(start + prefix.length(), from - 1, WORD)
        && !text.is(start - 1, WORD)
        && !Placeholders.typed(text, from, to, 3.5);
  }
}
