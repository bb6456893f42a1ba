package io.breakwater.secrets;

import org.jspecify.annotations.Nullable;

/// Files in which programs keep passwords, known by their path, and what in them is one.
enum CredentialFiles {
  /// `machine x login y password z` (netrc(5); apt_auth.conf(5)).
  NETRC,
  /// Addresses, one a line (git-credential-store(1)), or settings of git.
  GIT,
  /// Settings of package managers and of what fetches files for them.
  PACKAGES,
  /// Settings of Maven and NuGet.
  XML,
  /// What a program is built from: names of packages, which may be `token` or `password`, with
  /// their versions, and addresses.
  DEPENDENCIES,
  /// Variables of a shell.
  VARIABLES,
  /// Option files of MySQL and MariaDB.
  MYSQL,
  /// `host:port:database:user:password` (PostgreSQL, section 34.16).
  PGPASS,
  /// `define( 'DB_PASSWORD', 'x' );`
  WORDPRESS,
  /// `"auth": "base64 of name:password"` (containers-auth.json(5)).
  REGISTRIES,
  /// Users of a kubeconfig.
  KUBECONFIG,
  /// `config/master.key` of Rails: 32 hexadecimal digits.
  RAILS,
  /// `name:$apr1$…` (htpasswd(1)).
  HTPASSWD,
  /// What somebody typed into a shell.
  HISTORY,
  /// Settings of programs that move files.
  TRANSFER,
  /// A token of Vault without its new prefix.
  VAULT,
  /// What `gcloud auth application-default login` leaves.
  GCLOUD;

  SecretKind kind() {
    return switch (this) {
      case NETRC, GIT, TRANSFER -> SecretKinds.MACHINE_LOGIN;
      case PACKAGES, XML -> SecretKinds.PACKAGE_LOGIN;
      case DEPENDENCIES -> SecretKinds.URL_PASSWORD;
      case VARIABLES -> SecretKinds.VARIABLE;
      case MYSQL, PGPASS, WORDPRESS -> SecretKinds.DATABASE_PASSWORD;
      case REGISTRIES -> SecretKinds.REGISTRY_LOGIN;
      case KUBECONFIG -> SecretKinds.KUBERNETES_TOKEN;
      case RAILS -> SecretKinds.RAILS_KEY;
      case HTPASSWD -> SecretKinds.PASSWORD_HASH;
      case HISTORY -> SecretKinds.ARGUMENT;
      case VAULT -> SecretKinds.VAULT;
      case GCLOUD -> SecretKinds.GCP_OAUTH;
    };
  }

  /// Whether nothing but addresses holds a secret here.
  boolean hasAddressesOnly() {
    return this == GIT || this == DEPENDENCIES;
  }

  /// Whether a setting of this name holds a secret here.
  ///
  /// @param name in small letters
  boolean isSetting(String name) {
    return switch (name) {
      case "password" ->
          this == PACKAGES || this == MYSQL || this == KUBECONFIG || this == TRANSFER;
      case "token" -> this == PACKAGES || this == KUBECONFIG;
      case "_password",
          "_auth",
          "_authtoken",
          "npmauthtoken",
          "npmauthident",
          "rubygems_api_key",
          "proxy-password",
          "proxy_password" ->
          this == PACKAGES;
      case "pass", "secret_key", "proxy_pass" -> this == TRANSFER;
      case "identitytoken", "registrytoken" -> this == REGISTRIES;
      case "refresh_token" -> this == GCLOUD;
      default -> false;
    };
  }

  /// @param path relative to the root
  static @Nullable CredentialFiles of(String path) {
    int slash = path.lastIndexOf('/');
    var name = path.substring(slash + 1);
    var folder = slash < 0 ? "" : path.substring(path.lastIndexOf('/', slash - 1) + 1, slash);
    var byName = byName(name, folder);
    return byName == null ? byEnding(path, name, folder) : byName;
  }

  private static @Nullable CredentialFiles byName(String name, String folder) {
    return switch (name) {
      case ".netrc", "_netrc" -> NETRC;
      case ".git-credentials", ".gitconfig", "gitconfig" -> GIT;
      case "sources.list",
          "pip.conf",
          ".pypirc",
          ".npmrc",
          "npmrc",
          ".yarnrc",
          ".yarnrc.yml",
          ".gemrc",
          ".condarc",
          "gradle.properties",
          "yum.conf",
          "dnf.conf",
          "apt.conf",
          "auth.json",
          "auth.toml",
          ".wgetrc",
          ".curlrc" ->
          folder.equals("containers") ? REGISTRIES : PACKAGES;
      case "settings.xml", "nuget.config", "NuGet.Config", "NuGet.config" -> XML;
      case "package.json", "Pipfile", "Gemfile" -> DEPENDENCIES;
      case ".env", "environment", ".bashrc", ".profile", ".bash_profile", ".zshrc" -> VARIABLES;
      case ".my.cnf", "my.cnf", "debian.cnf" -> MYSQL;
      case ".pgpass" -> PGPASS;
      case "wp-config.php" -> WORDPRESS;
      case ".dockercfg", ".dockerconfigjson" -> REGISTRIES;
      case "kubeconfig" -> KUBECONFIG;
      case "master.key" -> RAILS;
      case ".htpasswd", "htpasswd" -> HTPASSWD;
      case ".bash_history", ".ash_history", ".zsh_history", ".sh_history", ".python_history" ->
          HISTORY;
      case ".s3cfg", "rclone.conf", ".smbcredentials" -> TRANSFER;
      case ".vault-token" -> VAULT;
      case "application_default_credentials.json" -> GCLOUD;
      default -> null;
    };
  }

  private static @Nullable CredentialFiles byEnding(String path, String name, String folder) {
    return switch (folder) {
      case "auth.conf.d" -> NETRC;
      case "sources.list.d", "apt.conf.d", "yum.repos.d", "repos.d", "credentials.d" -> PACKAGES;
      case "profile.d" -> VARIABLES;
      case ".docker" -> name.equals("config.json") ? REGISTRIES : null;
      case ".kube" -> name.equals("config") ? KUBECONFIG : null;
      case ".git" -> name.equals("config") ? GIT : null;
      case "git" -> name.equals("credentials") ? GIT : null;
      case "apk" -> name.equals("repositories") ? PACKAGES : null;
      case "apt" -> name.equals("auth.conf") ? NETRC : null;
      case ".gem", ".cargo", ".bundle", "bundle" ->
          name.startsWith("credentials") || name.startsWith("config") ? PACKAGES : null;
      case "credentials" -> path.endsWith(".key") && path.contains("config/") ? RAILS : null;
      case "mariadb.conf.d", "mysql.conf.d", "conf.d" -> name.endsWith(".cnf") ? MYSQL : null;
      default -> bySuffix(name);
    };
  }

  private static @Nullable CredentialFiles bySuffix(String name) {
    if (name.startsWith(".env.") || name.endsWith(".env")) {
      return name.endsWith("example")
              || name.endsWith("sample")
              || name.endsWith("template")
              || name.endsWith("dist")
          ? null
          : VARIABLES;
    }
    if (name.endsWith(".repo")) {
      return PACKAGES;
    }
    if (name.startsWith("requirements") && name.endsWith(".txt")) {
      return DEPENDENCIES;
    }
    if (name.endsWith(".kubeconfig")) {
      return KUBECONFIG;
    }
    return name.endsWith(".htpasswd") ? HTPASSWD : null;
  }
}
