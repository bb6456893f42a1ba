package io.breakwater.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The kinds of secrets that are looked for. Identifiers are stable: exemptions name them.
///
/// `critical` opens an account or a register of many, `high` opens something, `medium` opens
/// something for a while or needs another part, `low` is a sign that somebody should look.
public final class SecretKinds {
  private static final List<SecretKind> KINDS = new ArrayList<>();

  private static final String NEW_KEY =
      "Make a new key, mount it when the container starts, and withdraw the old one.";

  /// A private key in PEM form (RFC 7468): RSA, EC, DSA, PKCS #8; base64 of it counts too.
  public static final SecretKind PRIVATE_KEY =
      kind("private_key", "a private key", "high", NEW_KEY);

  static final SecretKind ENCRYPTED_KEY =
      kind(
          "private_key_encrypted",
          "a private key under a passphrase",
          "medium",
          "Its passphrase can be guessed without end by whoever has the image. " + NEW_KEY);
  static final SecretKind SSH_KEY =
      kind(
          "ssh_private_key",
          "an SSH private key",
          "high",
          "Host keys: delete them in the image and make them when the container starts. User keys:"
              + " remove the public half from every authorized_keys and make a new one.");
  static final SecretKind PGP_KEY =
      kind("pgp_private_key", "a PGP private key", "high", "Publish its revocation. " + NEW_KEY);
  static final SecretKind AGE_KEY =
      kind("age_secret_key", "an age secret key", "high", NEW_KEY + " Encrypt the files anew.");
  static final SecretKind KUBERNETES_CLIENT_KEY =
      kind(
          "kubernetes_client_key",
          "a client key of a kubeconfig",
          "critical",
          "Kubernetes cannot withdraw a client certificate: take the rights of its user away, and"
              + " mount a kubeconfig where one is needed.");
  static final SecretKind KUBERNETES_TOKEN =
      kind(
          "kubernetes_token",
          "a token of Kubernetes",
          "critical",
          "Delete the Secret or the service account it stands for; pods get tokens mounted.");
  static final SecretKind AWS_KEY =
      kind(
          "aws_access_key",
          "an AWS access key with its secret",
          "critical",
          "Deactivate it with \"aws iam update-access-key\", look at CloudTrail for its use, and"
              + " give the workload a role instead.");
  static final SecretKind AWS_KEY_ID =
      kind(
          "aws_access_key_id",
          "the identifier of an AWS access key",
          "low",
          "The identifier alone opens nothing: make sure that its secret is in no other file.");
  static final SecretKind AWS_SESSION =
      kind(
          "aws_session_token",
          "an AWS session token",
          "medium",
          "It ends after 36 hours at most; find out how it came into the image.");
  static final SecretKind GCP_SERVICE_ACCOUNT =
      kind(
          "gcp_service_account",
          "a key of a Google Cloud service account",
          "critical",
          "Delete the key with \"gcloud iam service-accounts keys delete\" and use workload"
              + " identity.");
  static final SecretKind GCP_API_KEY =
      kind(
          "gcp_api_key",
          "a Google API key",
          "medium",
          "Restrict or delete it in the Google Cloud console (APIs & Services, Credentials).");
  static final SecretKind GCP_OAUTH =
      kind(
          "gcp_oauth_secret",
          "a Google OAuth client secret",
          "high",
          "Reset the secret of the client in the Google Cloud console.");
  static final SecretKind AZURE_STORAGE_KEY =
      kind(
          "azure_storage_key",
          "an access key of Azure",
          "critical",
          "Regenerate the key of the account (\"az storage account keys renew\") and use a managed"
              + " identity.");
  static final SecretKind AZURE_SAS =
      kind(
          "azure_sas",
          "a shared access signature of Azure",
          "high",
          "It lives until its \"se\" date: renew the account's key or delete the stored access"
              + " policy.");
  static final SecretKind AZURE_CLIENT_SECRET =
      kind(
          "azure_client_secret",
          "a client secret of Microsoft Entra",
          "critical",
          "Delete it with \"az ad app credential delete\" and use a managed identity.");
  static final SecretKind ALIBABA_KEY_ID =
      kind(
          "alibaba_access_key_id",
          "the identifier of an Alibaba Cloud access key",
          "low",
          "The identifier alone opens nothing: make sure that its secret is in no other file.");
  static final SecretKind IBM_API_KEY =
      kind(
          "ibm_api_key",
          "an IBM Cloud API key",
          "critical",
          "Delete it with \"ibmcloud iam api-key-delete\".");
  static final SecretKind DIGITALOCEAN =
      kind(
          "digitalocean_token",
          "a DigitalOcean token",
          "critical",
          "Delete it at https://cloud.digitalocean.com/account/api/tokens.");
  static final SecretKind HEROKU =
      kind(
          "heroku_api_key",
          "a Heroku API key",
          "high",
          "Regenerate it in the account settings of Heroku.");
  static final SecretKind GITHUB =
      kind(
          "github_token",
          "a GitHub token",
          "critical",
          "Revoke it at https://github.com/settings/tokens and give it to builds as a secret mount"
              + " (RUN --mount=type=secret).");
  static final SecretKind GITLAB =
      kind(
          "gitlab_token",
          "a GitLab token",
          "critical",
          "Revoke it in the access tokens of its user, project or group.");
  static final SecretKind ATLASSIAN =
      kind(
          "atlassian_token",
          "an Atlassian or Bitbucket token",
          "high",
          "Revoke it at https://id.atlassian.com/manage-profile/security/api-tokens.");
  static final SecretKind SLACK =
      kind(
          "slack_token",
          "a Slack token",
          "high",
          "Revoke it with the method auth.revoke or at https://api.slack.com/apps.");
  static final SecretKind SLACK_WEBHOOK =
      kind(
          "slack_webhook",
          "a Slack webhook",
          "medium",
          "Whoever has the address can write: delete it at https://api.slack.com/apps.");
  static final SecretKind TELEGRAM =
      kind(
          "telegram_bot_token",
          "a token of a Telegram bot",
          "high",
          "Revoke it with the command /revoke of @BotFather.");
  static final SecretKind STRIPE =
      kind(
          "stripe_key",
          "a Stripe secret key",
          "critical",
          "Roll it at https://dashboard.stripe.com/apikeys.");
  static final SecretKind STRIPE_TEST =
      kind(
          "stripe_test_key",
          "a Stripe key for test data",
          "low",
          "It moves no money; roll it at https://dashboard.stripe.com/test/apikeys.");
  static final SecretKind SQUARE =
      kind(
          "square_token",
          "a Square secret",
          "critical",
          "Replace it at https://developer.squareup.com/apps.");
  static final SecretKind SHOPIFY =
      kind("shopify_token", "a Shopify token", "critical", "Rotate it in the app's settings.");
  static final SecretKind TWILIO =
      kind("twilio_key", "a Twilio key", "high", "Delete it at https://console.twilio.com.");
  static final SecretKind SENDGRID =
      kind(
          "sendgrid_key",
          "a SendGrid API key",
          "high",
          "Delete it at https://app.sendgrid.com/settings/api_keys.");
  static final SecretKind MAILGUN =
      kind(
          "mailgun_key",
          "a Mailgun key",
          "high",
          "Delete it at https://app.mailgun.com/settings/api_security.");
  static final SecretKind NPM =
      kind(
          "npm_token",
          "an npm token",
          "critical",
          "Revoke it with \"npm token revoke\", and give builds their .npmrc as a secret mount"
              + " (RUN --mount=type=secret).");
  static final SecretKind PYPI =
      kind(
          "pypi_token",
          "a PyPI token",
          "critical",
          "Remove it at https://pypi.org/manage/account/token/.");
  static final SecretKind RUBYGEMS =
      kind(
          "rubygems_key",
          "a RubyGems API key",
          "critical",
          "Delete it at https://rubygems.org/profile/api_keys.");
  static final SecretKind NUGET =
      kind(
          "nuget_key",
          "a NuGet API key",
          "critical",
          "Delete it at https://www.nuget.org/account/apikeys.");
  static final SecretKind ARTIFACTORY =
      kind(
          "artifactory_token",
          "an Artifactory key or token",
          "critical",
          "Revoke it in the profile of its user.");
  static final SecretKind DOCKER_TOKEN =
      kind(
          "docker_token",
          "a Docker Hub access token",
          "critical",
          "Delete it at https://app.docker.com/settings/personal-access-tokens.");
  static final SecretKind REGISTRY_LOGIN =
      kind(
          "registry_login",
          "a login of a container registry",
          "high",
          "Change the password, and do not run \"docker login\" while building an image.");
  static final SecretKind VAULT =
      kind(
          "vault_token",
          "a HashiCorp Vault token",
          "critical",
          "Revoke it with \"vault token revoke\".");
  static final SecretKind TERRAFORM =
      kind(
          "terraform_token",
          "a Terraform Cloud token",
          "critical",
          "Delete it in the token settings of HCP Terraform.");
  static final SecretKind PULUMI =
      kind("pulumi_token", "a Pulumi token", "critical", "Delete it in the settings of Pulumi.");
  static final SecretKind DOPPLER =
      kind("doppler_token", "a Doppler token", "critical", "Revoke it in the Doppler dashboard.");
  static final SecretKind ONEPASSWORD =
      kind(
          "onepassword_token",
          "a 1Password service account token",
          "critical",
          "Rotate it at https://start.1password.com.");
  static final SecretKind DATABRICKS =
      kind(
          "databricks_token",
          "a Databricks token",
          "critical",
          "Revoke it in the developer settings of its user.");
  static final SecretKind PLANETSCALE =
      kind("planetscale_secret", "a PlanetScale secret", "high", "Delete it and make a new one.");
  static final SecretKind GRAFANA =
      kind("grafana_token", "a Grafana token", "high", "Delete it with its service account.");
  static final SecretKind NEW_RELIC =
      kind("new_relic_key", "a New Relic user key", "high", "Delete it at one.newrelic.com.");
  static final SecretKind DYNATRACE =
      kind("dynatrace_token", "a Dynatrace token", "high", "Revoke it under Access tokens.");
  static final SecretKind SENTRY =
      kind("sentry_token", "a Sentry token", "high", "Revoke it in the settings of Sentry.");
  static final SecretKind TAILSCALE =
      kind(
          "tailscale_key",
          "a Tailscale key",
          "high",
          "Revoke it at https://login.tailscale.com/admin/settings/keys.");
  static final SecretKind LINEAR =
      kind("linear_key", "a Linear API key", "medium", "Revoke it in the settings of Linear.");
  static final SecretKind POSTMAN =
      kind("postman_key", "a Postman API key", "high", "Revoke it in the settings of Postman.");
  static final SecretKind FIGMA =
      kind("figma_token", "a Figma token", "medium", "Revoke it in the settings of Figma.");
  static final SecretKind SUPABASE =
      kind("supabase_token", "a Supabase token", "critical", "Revoke it at supabase.com.");
  static final SecretKind HUGGING_FACE =
      kind(
          "huggingface_token",
          "a Hugging Face token",
          "high",
          "Invalidate it at https://huggingface.co/settings/tokens.");
  static final SecretKind OPENAI =
      kind(
          "openai_key",
          "an OpenAI API key",
          "high",
          "Revoke it at https://platform.openai.com/api-keys.");
  static final SecretKind ANTHROPIC =
      kind(
          "anthropic_key",
          "an Anthropic API key",
          "high",
          "Disable it at https://console.anthropic.com/settings/keys.");
  static final SecretKind AI_SERVICE =
      kind(
          "ai_service_key",
          "a key of a model provider (Groq, xAI, Perplexity, Replicate)",
          "high",
          "Delete it in the console of the provider.");
  static final SecretKind JWT =
      kind(
          "jwt",
          "a signed JSON web token",
          "low",
          "Find out what it opens and until when; have it mounted when the container starts.");
  static final SecretKind URL_PASSWORD =
      kind(
          "url_password",
          "a password in an address",
          "high",
          "Change the password, and keep it in a file that is mounted for the build only.");
  static final SecretKind PACKAGE_LOGIN =
      kind(
          "package_login",
          "a login of a package source",
          "high",
          "Change it, and give it to the build as a secret mount (RUN --mount=type=secret).");
  static final SecretKind MACHINE_LOGIN =
      kind(
          "machine_login",
          "a login kept for a program (.netrc, .git-credentials)",
          "high",
          "Change the password, and mount the file when it is needed.");
  static final SecretKind DATABASE_PASSWORD =
      kind(
          "database_password",
          "a password of a database",
          "high",
          "Change the password, and mount the file when the container starts.");
  static final SecretKind RAILS_KEY =
      kind(
          "rails_master_key",
          "a master key of Rails",
          "critical",
          "Encrypt the credentials anew, and set RAILS_MASTER_KEY when the container starts.");
  static final SecretKind PASSWORD_HASH =
      kind(
          "password_hash",
          "a hashed password for a web server",
          "low",
          "It can be guessed at without end by whoever has the image: mount the file.");
  static final SecretKind VARIABLE =
      kind(
          "secret_variable",
          "a secret in a variable",
          "high",
          "Everybody who pulls the image can read it: change it, and set the variable when the"
              + " container starts.");
  static final SecretKind ARGUMENT =
      kind(
          "secret_argument",
          "a secret in a command",
          "high",
          "Everybody who pulls the image can read it: change it, and use a secret mount"
              + " (RUN --mount=type=secret).");

  private static final List<SecretKind> ALL = List.copyOf(KINDS);

  private SecretKinds() {}

  private static SecretKind kind(String id, String title, String severity, String advice) {
    var kind = new SecretKind(id, title, severity, advice);
    KINDS.add(kind);
    return kind;
  }

  /// All of them.
  public static List<SecretKind> all() {
    return ALL;
  }

  /// A kind by its identifier.
  public static Optional<SecretKind> byId(String id) {
    for (var kind : ALL) {
      if (kind.id().equals(id)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
