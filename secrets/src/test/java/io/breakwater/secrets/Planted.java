package io.breakwater.secrets;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A secret made at run time, in a text that shows it.
///
/// @param path where such a file lies
/// @param text the secret alone, or with what its kind needs around it
record Planted(String kind, String path, String text) {
  private static final String ANYWHERE = "opt/app/settings";

  /// One or more of every kind that has a shape.
  static List<Planted> shapes(Made made) {
    var all = new ArrayList<Planted>();
    vendors(made, all);
    clouds(made, all);
    services(made, all);
    tokens(made, all);
    return all;
  }

  private static void add(List<Planted> all, String kind, String text) {
    all.add(new Planted(kind, ANYWHERE, text));
  }

  private static void vendors(Made made, List<Planted> all) {
    for (var prefix : List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_")) {
      add(all, "github_token", made.checked(prefix, 36));
    }
    add(all, "github_token", made.checked("ghr_", 76));
    var fine = "github_" + "pat_" + made.of(Made.ALNUM, 22) + "_" + made.of(Made.ALNUM, 59);
    add(all, "github_token", fine);
    for (var prefix : List.of("pat", "dt", "rt", "cbt", "ptt", "ft", "imt", "agent", "soat")) {
      add(all, "gitlab_token", "gl" + prefix + "-" + made.of(Made.WORD, 20));
    }
    add(
        all,
        "gitlab_token",
        "glpat" + "-" + made.of(Made.WORD, 37) + ".01." + made.of(Made.HEX, 9));
    add(all, "npm_token", made.checked("npm" + "_", 36));
    add(all, "pypi_token", "pypi-AgEIcHlwaS5vcmc" + made.of(Made.WORD, 150));
    add(all, "rubygems_key", "rubygems" + "_" + made.of(Made.HEX, 48));
    add(all, "nuget_key", "nuget push -k oy2" + made.of(Made.HEX, 43));
    add(all, "artifactory_token", "AKC" + "p" + made.of(Made.ALNUM, 69));
    add(all, "docker_token", "dckr" + "_pat_" + made.of(Made.WORD, 27));
    add(all, "atlassian_token", "ATATT" + "3" + made.of(Made.WORD, 186));
  }

  private static void clouds(Made made, List<Planted> all) {
    var id = "AKI" + "A" + made.of(Made.BASE32, 16);
    var secret = made.of(Made.BASE64, 40);
    add(all, "aws_access_key_id", id);
    add(all, "aws_access_key", id + " , " + secret);
    add(all, "aws_access_key", "aws_secret_access_key = " + secret);
    add(all, "aws_access_key", "\"SecretAccessKey\": \"" + secret + "\"");
    add(all, "aws_session_token", "IQoJb3JpZ2luX2Vj" + made.of(Made.BASE64, 400));
    add(all, "aws_session_token", "aws_session_token=FwoGZXI" + made.of(Made.BASE64, 400));
    add(all, "gcp_api_key", "AIz" + "a" + made.of(Made.WORD, 35));
    add(all, "gcp_oauth_secret", "GOCSP" + "X-" + made.of(Made.WORD, 28));
    add(
        all,
        "azure_storage_key",
        "DefaultEndpointsProtocol=https;AccountName=a;AccountKey="
            + made.base64(64)
            + ";EndpointSuffix=core.windows.net");
    add(all, "azure_storage_key", "SharedAccessKeyName=x;SharedAccessKey=" + made.base64(32));
    add(
        all,
        "azure_client_secret",
        made.of(Made.ALNUM, 3) + "8" + "Q~" + made.of(Made.WORD + "~", 34));
    var signature = made.of(Made.ALNUM, 20) + "%2B" + made.of(Made.ALNUM, 22) + "%3D";
    add(
        all,
        "azure_sas",
        "https://a.blob.core.windows.net/c?sp=r&sv=2022-11-02&sr=b&sig=" + signature);
    add(all, "alibaba_access_key_id", "LTA" + "I" + made.of(Made.ALNUM, 20));
    add(all, "ibm_api_key", "IBMCLOUD_API_KEY=" + made.of(Made.WORD, 44));
    add(all, "digitalocean_token", "dop" + "_v1_" + made.of(Made.HEX, 64));
    add(all, "heroku_api_key", "HEROKU_API_KEY=" + uuid(made));
    add(all, "heroku_api_key", "HRK" + "U-" + made.of(Made.WORD, 60));
  }

  private static void services(Made made, List<Planted> all) {
    var numbers = made.of(Made.DIGITS, 12) + "-" + made.of(Made.DIGITS, 13) + "-";
    add(all, "slack_token", "xox" + "b-" + numbers + made.of(Made.ALNUM, 24));
    add(
        all,
        "slack_token",
        "xap" + "p-1-A" + made.of(Made.BASE32, 10) + "-" + numbers + made.of(Made.HEX, 64));
    add(
        all,
        "slack_webhook",
        "https://hooks.slack.com/services/T"
            + made.of(Made.BASE32, 8)
            + "/B"
            + made.of(Made.BASE32, 10)
            + "/"
            + made.of(Made.ALNUM, 24));
    add(all, "telegram_bot_token", made.of("123456789", 9) + ":A" + "A" + made.of(Made.WORD, 33));
    add(all, "stripe_key", "sk" + "_live_" + made.of(Made.ALNUM, 24));
    add(all, "stripe_key", "rk" + "_live_" + made.of(Made.ALNUM, 99));
    add(all, "stripe_test_key", "sk" + "_test_" + made.of(Made.ALNUM, 24));
    add(all, "square_token", "sq0" + "csp-" + made.of(Made.WORD, 43));
    add(all, "shopify_token", "shp" + "at_" + made.of(Made.HEX, 32));
    add(all, "twilio_key", "TWILIO_KEY=S" + "K" + made.of(Made.HEX, 32));
    add(all, "twilio_key", "twilio_auth_token: " + made.of(Made.HEX, 32));
    add(all, "sendgrid_key", "S" + "G." + made.of(Made.WORD, 22) + "." + made.of(Made.WORD, 43));
    add(all, "mailgun_key", "mailgun: ke" + "y-" + made.of(Made.HEX, 32));
    add(
        all,
        "mailgun_key",
        "MAILGUN="
            + made.of(Made.HEX, 32)
            + "-"
            + made.of(Made.HEX, 8)
            + "-"
            + made.of(Made.HEX, 8));
  }

  private static void tokens(Made made, List<Planted> all) {
    add(all, "vault_token", "hv" + "s." + made.of(Made.WORD, 95));
    add(all, "vault_token", "hv" + "b." + made.of(Made.WORD, 140));
    add(
        all,
        "terraform_token",
        made.of(Made.ALNUM, 14) + ".atlas" + "v1." + made.of(Made.WORD, 67));
    add(all, "pulumi_token", "pu" + "l-" + made.of(Made.HEX, 40));
    add(all, "doppler_token", "dp" + ".pt." + made.of(Made.ALNUM, 43));
    add(all, "onepassword_token", "op" + "s_eyJ" + made.of(Made.ALNUM, 300));
    add(all, "databricks_token", "dap" + "i" + made.of(Made.HEX, 32));
    add(all, "databricks_token", "dap" + "i" + made.of(Made.HEX, 32) + "-2");
    add(all, "planetscale_secret", "pscale" + "_tkn_" + made.of(Made.WORD, 43));
    add(all, "grafana_token", "gls" + "a_" + made.of(Made.ALNUM, 32) + "_" + made.of(Made.HEX, 8));
    add(all, "grafana_token", "gl" + "c_eyJ" + made.of(Made.ALNUM, 100));
    add(all, "new_relic_key", "NRA" + "K-" + made.of(Made.BASE32, 27));
    add(all, "dynatrace_token", dynatrace(made));
    add(all, "sentry_token", "sntr" + "yu_" + made.of(Made.HEX, 64));
    add(all, "tailscale_key", "tske" + "y-auth-" + made.of(Made.ALNUM, 40));
    add(all, "linear_key", "lin" + "_api_" + made.of(Made.ALNUM, 40));
    add(all, "postman_key", "PMA" + "K-" + made.of(Made.HEX, 24) + "-" + made.of(Made.HEX, 34));
    add(all, "figma_token", "fig" + "d_" + made.of(Made.WORD, 40));
    add(all, "supabase_token", "sb" + "p_" + made.of(Made.HEX, 40));
    add(all, "huggingface_token", "h" + "f_" + made.of(Made.ALNUM, 34));
    add(
        all,
        "openai_key",
        "s" + "k-proj-" + made.of(Made.WORD, 74) + "T3Blbk" + "FJ" + made.of(Made.WORD, 74));
    add(
        all,
        "openai_key",
        "s" + "k-" + made.of(Made.ALNUM, 20) + "T3Blbk" + "FJ" + made.of(Made.ALNUM, 20));
    add(all, "anthropic_key", "sk" + "-ant-api03-" + made.of(Made.WORD, 93) + "AA");
    add(all, "ai_service_key", "gs" + "k_" + made.of(Made.ALNUM, 52));
    add(all, "age_secret_key", "AGE-SECRET" + "-KEY-1" + made.of(Made.BASE32, 58));
    add(all, "jwt", "TOKEN=" + jwt(made, "{\"sub\":\"me\",\"iss\":\"https://id\"}"));
    add(
        all,
        "kubernetes_token",
        jwt(made, "{\"iss\":\"kubernetes/serviceaccount\",\"sub\":\"system\"}"));
  }

  private static String dynatrace(Made made) {
    return "dt0" + "c01." + made.of(Made.BASE32, 24) + "." + made.of(Made.BASE32, 64);
  }

  private static String jwt(Made made, String claims) {
    var url = Base64.getUrlEncoder().withoutPadding();
    return url.encodeToString(Made.utf8("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"))
        + "."
        + url.encodeToString(Made.utf8(claims))
        + "."
        + url.encodeToString(made.bytes(32));
  }

  private static String uuid(Made made) {
    return made.of(Made.HEX, 8)
        + "-"
        + made.of(Made.HEX, 4)
        + "-"
        + made.of(Made.HEX, 4)
        + "-"
        + made.of(Made.HEX, 4)
        + "-"
        + made.of(Made.HEX, 12);
  }

  /// One or more of every kind that only its file tells.
  static List<Planted> files(Made made) {
    var password = made.of(Made.ALNUM, 14);
    var login = Base64.getEncoder().encodeToString(Made.utf8("me:" + password));
    return List.of(
        new Planted("machine_login", "root/.netrc", "machine h login me password " + password),
        new Planted("machine_login", "etc/apt/auth.conf.d/90x", "machine h password " + password),
        new Planted("machine_login", "root/.git-credentials", "https://me:" + password + "@h.org"),
        new Planted("machine_login", "root/.s3cfg", "secret_key = " + password),
        new Planted("url_password", "etc/pip.conf", "index-url = https://me:" + password + "@h/s"),
        new Planted("url_password", "etc/apt/sources.list", "deb https://u:" + password + "@h x y"),
        new Planted("url_password", "etc/apk/repositories", "https://u:" + password + "@h/v3/main"),
        new Planted(
            "url_password", "etc/yum.repos.d/a.repo", "baseurl=https://u:" + password + "@h"),
        new Planted("package_login", "etc/yum.repos.d/a.repo", "password=" + password),
        new Planted("package_login", "root/.npmrc", "//npm.h.org/:_authToken=" + password),
        new Planted("package_login", "root/.npmrc", "//npm.h.org/:_password=\"" + password + "\""),
        new Planted("package_login", "root/.pypirc", "password: " + password),
        new Planted("package_login", "root/.yarnrc.yml", "npmAuthToken: \"" + password + "\""),
        new Planted(
            "package_login", "root/.m2/settings.xml", "<password>" + password + "</password>"),
        new Planted(
            "package_login",
            "root/.m2/settings.xml",
            "<passphrase>my " + password + "</passphrase>"),
        new Planted(
            "package_login",
            "root/.m2/settings.xml",
            "<!--<password>" + password + "</password>-->"),
        new Planted(
            "url_password",
            "app/package.json",
            "\"a\": \"git+https://u:" + password + "@h/a.git\""),
        new Planted(
            "url_password",
            "app/requirements.txt",
            "--index-url https://u:" + password + "@h/simple"),
        new Planted("package_login", "root/.gem/credentials", ":rubygems_api_key: " + password),
        new Planted(
            "package_login", "root/.cargo/credentials.toml", "token = \"" + password + "\""),
        new Planted(
            "package_login",
            "root/.nuget/NuGet/NuGet.Config",
            "<add key=\"ClearTextPassword\" value=\"" + password + "\" />"),
        new Planted(
            "registry_login",
            "root/.docker/config.json",
            "{\"auths\":{\"h\":{\"auth\":\"" + login + "\"}}}"),
        new Planted("database_password", "root/.my.cnf", "password = \"" + password + "\""),
        new Planted("database_password", "root/.pgpass", "h:5432:*:me:" + password),
        new Planted(
            "database_password",
            "var/www/wp-config.php",
            "define( 'DB_PASSWORD', '" + password + "' );"),
        new Planted("secret_variable", "app/.env", "DB_PASSWORD=" + password),
        new Planted("secret_variable", "etc/environment", "export API_KEY='" + password + "'"),
        new Planted("kubernetes_token", "root/.kube/config", "    token: " + password),
        new Planted("rails_master_key", "app/config/master.key", made.of(Made.HEX, 32)),
        new Planted("password_hash", "etc/nginx/.htpasswd", "me:$apr1$" + made.of(Made.ALNUM, 31)),
        new Planted(
            "secret_argument", "root/.bash_history", "curl -u me:" + password + " https://h"),
        new Planted("vault_token", "root/.vault-token", "s." + made.of(Made.ALNUM, 24)),
        new Planted(
            "gcp_oauth_secret",
            "root/.config/gcloud/application_default_credentials.json",
            "  \"refresh_token\": \"1//0" + made.of(Made.WORD, 60) + "\","));
  }
}
