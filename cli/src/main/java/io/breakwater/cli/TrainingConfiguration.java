package io.breakwater.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/// Configuration files for the image of the training run, so that what reads and judges them is in
/// the AOT cache; and texts among which the search for secrets learns what it mostly meets.
final class TrainingConfiguration {
  /// Packages that make the applications count.
  static final String[] PACKAGES = {
    "apache2", "mariadb-server", "nginx", "openssh-server", "sudo", "libpam-runtime"
  };

  private TrainingConfiguration() {}

  /// Paths without a leading slash, and what is in the files.
  static Map<String, String> files() {
    var files = new LinkedHashMap<String, String>();
    system(files);
    nginx(files);
    apache(files);
    files.put(
        "etc/mysql/my.cnf",
        """
        [client-server]
        socket = /run/mysqld/mysqld.sock
        !includedir /etc/mysql/conf.d/
        """);
    files.put(
        "etc/mysql/conf.d/server.cnf",
        """
        # a comment
        [mysqld]
        user = mysql
        bind-address = 127.0.0.1
        max_connections=100
        skip-name-resolve
        [mariadb-10.11]
        ssl_cert = "/etc/mysql/cert.pem"
        """);
    files.put(
        "etc/ssh/sshd_config",
        """
        Include /etc/ssh/sshd_config.d/*.conf
        KbdInteractiveAuthentication no
        UsePAM yes
        X11Forwarding yes
        AcceptEnv LANG LC_*
        Match User guest
          PasswordAuthentication no
        """);
    files.put("etc/ssh/sshd_config.d/own.conf", "PermitRootLogin prohibit-password\n");
    for (var program : new String[] {"nginx", "apache2", "mariadbd", "sshd"}) {
      files.put("usr/sbin/" + program, "\u007fELF\0\0" + "\0\u0001code".repeat(2_000));
    }
    texts(files);
    return files;
  }

  private static void system(Map<String, String> files) {
    var passwd = new StringBuilder("root:x:0:0:root:/root:/bin/bash\n");
    var shadow = new StringBuilder("root:*:19000:0:99999:7:::\n");
    var group = new StringBuilder("root:x:0:\n");
    for (var i = 1; i < 30; i++) {
      passwd.append("user%d:x:%d:%d::/home/user%d:/usr/sbin/nologin\n".formatted(i, i, i, i));
      shadow.append("user%d:*:19000:0:99999:7:::\n".formatted(i));
      group.append("user%d:x:%d:\n".formatted(i, i));
    }
    files.put("etc/passwd", passwd.toString());
    files.put("etc/shadow", shadow.toString());
    files.put("etc/group", group.toString());
    files.put(
        "etc/login.defs", "# ageing\nPASS_MAX_DAYS 99999\nPASS_MIN_DAYS 0\nUMASK 022\n".repeat(20));
    files.put("etc/pam.d/common-auth", "auth [success=1 default=ignore] pam_unix.so nullok\n");
    files.put(
        "etc/pam.d/common-password",
        "password [success=1 default=ignore] pam_unix.so obscure yescrypt\n");
    files.put(
        "etc/sudoers",
        """
        Defaults env_reset
        Defaults secure_path="/usr/sbin:/usr/bin:/sbin:/bin"
        Defaults use_pty
        User_Alias ADMINS = user1, user2
        root ALL=(ALL:ALL) ALL
        ADMINS ALL=(ALL) /usr/bin/less
        @includedir /etc/sudoers.d
        """);
  }

  private static void nginx(Map<String, String> files) {
    files.put(
        "etc/nginx/nginx.conf",
        """
        user www-data;
        worker_processes auto;
        events { worker_connections 768; }
        http {
          sendfile on;
          include /etc/nginx/mime.types;
          default_type application/octet-stream;
          ssl_protocols TLSv1.2 TLSv1.3;
          access_log /var/log/nginx/access.log;
          gzip on;
          include /etc/nginx/conf.d/*.conf;
        }
        """);
    files.put("etc/nginx/mime.types", "types {\n" + "  text/plain txt;\n".repeat(60) + "}\n");
    files.put(
        "etc/nginx/conf.d/site.conf",
        """
        server {
          listen 80 default_server;
          listen 443 ssl;
          ssl_certificate /etc/ssl/site.pem;
          ssl_certificate_key /run/secrets/site.key;
          root "/var/www/html";
          index index.html;
          server_name _;
          location / { try_files $uri $uri/ =404; }
          location ~ \\.php$ { return 404; }
        }
        """);
  }

  private static void apache(Map<String, String> files) {
    files.put(
        "etc/apache2/apache2.conf",
        """
        DefaultRuntimeDir ${APACHE_RUN_DIR}
        PidFile ${APACHE_PID_FILE}
        Timeout 300
        KeepAlive On
        User ${APACHE_RUN_USER}
        Group ${APACHE_RUN_GROUP}
        LogLevel warn
        IncludeOptional mods-enabled/*.load
        IncludeOptional mods-enabled/*.conf
        Include ports.conf
        <Directory />
          Options FollowSymLinks
          AllowOverride None
          Require all denied
        </Directory>
        <Directory /var/www/>
          Options -Indexes
          Require all granted
        </Directory>
        IncludeOptional sites-enabled/*.conf
        """);
    files.put(
        "etc/apache2/ports.conf", "Listen 80\n<IfModule ssl_module>\nListen 443\n</IfModule>\n");
    files.put(
        "etc/apache2/envvars",
        """
        export APACHE_RUN_USER=www-data
        export APACHE_RUN_GROUP=www-data
        export APACHE_PID_FILE=/var/run/apache2/apache2.pid
        export APACHE_RUN_DIR=/var/run/apache2
        """);
    files.put(
        "etc/apache2/mods-enabled/authz_core.load",
        "LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so\n");
    files.put(
        "etc/apache2/sites-enabled/site.conf",
        """
        <VirtualHost *:80>
          ServerName www.example.org
          DocumentRoot /var/www/html
        </VirtualHost>
        """);
  }

  /// Programs, data and translations, as most files of an image are.
  private static void texts(Map<String, String> files) {
    for (var i = 0; i < 120; i++) {
      files.put(
          "usr/lib/python3/dist-packages/module" + i + ".py",
          """
          import os

          class Reader%d:
              def read(self, path, key=None, password=None):
                  token = os.environ.get("TOKEN")  # see https://example.org/docs/%d?x=1
                  return [line.split("=", 1) for line in open(path) if "-" in line]
          """
              .formatted(i, i)
              .repeat(20));
      files.put(
          "usr/share/data/table" + i + ".json",
          "{\"id\": %d, \"name\": \"entry-%d\", \"sum\": \"8f14e45fceea167a5a36dedd4bea2543\"}\n"
              .formatted(i, i)
              .repeat(100));
      files.put(
          "usr/share/locale/l" + i + ".mo",
          "\u00de\u0012\u0004\u0095\0\0" + "w\u00f6rter\0 ".repeat(300));
    }
  }
}
