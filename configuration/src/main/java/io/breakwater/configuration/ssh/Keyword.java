package io.breakwater.configuration.ssh;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A setting that the server knows: the table `keywords` of OpenSSH's `servconf.c`, with what
/// Debian, Ubuntu and Red Hat add.
///
/// @param name in lower case; of aliases the setting that they mean
/// @param inMatch whether it may be in `Match` blocks
/// @param several whether more lines of it add to the first
/// @param words that a [Kind#WORD] may be
record Keyword(String name, Kind kind, boolean inMatch, boolean several, List<String> words) {
  private static final Map<String, Keyword> ALL = new HashMap<>();

  Keyword {
    words = List.copyOf(words);
  }

  /// A keyword in lower case, null where the server knows none.
  static @Nullable Keyword of(String name) {
    return ALL.get(name);
  }

  private static void put(Kind kind, boolean inMatch, boolean several, String... names) {
    for (var name : names) {
      ALL.put(name, new Keyword(name, kind, inMatch, several, List.of()));
    }
  }

  private static void global(Kind kind, String... names) {
    put(kind, false, false, names);
  }

  private static void anywhere(Kind kind, String... names) {
    put(kind, true, false, names);
  }

  private static void word(boolean inMatch, String name, String... words) {
    ALL.put(name, new Keyword(name, Kind.WORD, inMatch, false, List.of(words)));
  }

  private static void alias(String name, String meant, boolean inMatch) {
    var one = ALL.get(meant);
    if (one == null) {
      throw new IllegalStateException(meant + " is no keyword");
    }
    ALL.put(name, new Keyword(meant, one.kind(), inMatch, one.several(), one.words()));
  }

  static {
    flags();
    values();
    lists();
    ignored();
    aliases();
  }

  private static void flags() {
    global(
        Kind.FLAG,
        "usepam",
        "ignoreuserknownhosts",
        "kerberosorlocalpasswd",
        "kerberosticketcleanup",
        "kerberosgetafstoken",
        "gssapicleanupcredentials",
        "gssapistrictacceptorcheck",
        "gssapikeyexchange",
        "gssapistorecredentialsonrekey",
        "printmotd",
        "printlastlog",
        "strictmodes",
        "tcpkeepalive",
        "usedns",
        "debianbanner",
        "gssapienablek5users");
    anywhere(
        Kind.FLAG,
        "hostbasedauthentication",
        "hostbasedusesnamefrompacketonly",
        "pubkeyauthentication",
        "kerberosauthentication",
        "gssapiauthentication",
        "passwordauthentication",
        "kbdinteractiveauthentication",
        "x11forwarding",
        "x11uselocalhost",
        "permittty",
        "permituserrc",
        "permitemptypasswords",
        "allowagentforwarding",
        "disableforwarding",
        "streamlocalbindunlink",
        "exposeauthinfo");
    word(true, "ignorerhosts", "yes", "no", "shosts-only");
    word(false, "addressfamily", "inet", "inet6", "any");
    word(
        true,
        "permitrootlogin",
        "without-password",
        "prohibit-password",
        "forced-commands-only",
        "yes",
        "no");
    word(false, "compression", "yes", "delayed", "no");
    word(true, "gatewayports", "clientspecified", "yes", "no");
    word(true, "allowtcpforwarding", "yes", "all", "no", "remote", "local");
    word(true, "allowstreamlocalforwarding", "yes", "all", "no", "remote", "local");
    word(true, "permittunnel", "no", "point-to-point", "ethernet", "yes");
    word(false, "fingerprinthash", "md5", "sha1", "sha256", "sha384", "sha512");
    word(
        false,
        "syslogfacility",
        "daemon",
        "user",
        "auth",
        "authpriv",
        "local0",
        "local1",
        "local2",
        "local3",
        "local4",
        "local5",
        "local6",
        "local7");
    word(
        true,
        "loglevel",
        "silent",
        "quiet",
        "fatal",
        "error",
        "info",
        "verbose",
        "debug",
        "debug1",
        "debug2",
        "debug3");
  }

  private static void values() {
    global(Kind.TIME, "logingracetime");
    anywhere(Kind.TIME, "clientaliveinterval");
    anywhere(Kind.TIME_OR_NONE, "unusedconnectiontimeout");
    anywhere(
        Kind.NUMBER,
        "x11displayoffset",
        "maxauthtries",
        "maxsessions",
        "clientalivecountmax",
        "requiredrsasize");
    global(
        Kind.TEXT,
        "hostkeyagent",
        "pidfile",
        "modulifile",
        "xauthlocation",
        "securitykeyprovider",
        "gssapikexalgorithms",
        "sshdsessionpath",
        "sshdauthpath");
    anywhere(
        Kind.TEXT,
        "banner",
        "authorizedprincipalsfile",
        "chrootdirectory",
        "trustedusercakeys",
        "revokedkeys",
        "authorizedkeyscommanduser",
        "authorizedprincipalscommanduser");
    put(Kind.TEXT, false, true, "hostkey", "hostcertificate");
    anywhere(Kind.COMMAND, "authorizedkeyscommand", "authorizedprincipalscommand");
    anywhere(Kind.LINE, "forcecommand");
    global(Kind.LINE, "versionaddendum");
    global(Kind.ALGORITHMS, "ciphers", "macs", "kexalgorithms", "hostkeyalgorithms");
    anywhere(
        Kind.ALGORITHMS,
        "hostbasedacceptedalgorithms",
        "pubkeyacceptedalgorithms",
        "casignaturealgorithms");
    anywhere(Kind.MASK, "streamlocalbindmask");
    anywhere(Kind.QUALITY_OF_SERVICE, "ipqos");
    anywhere(Kind.REKEY, "rekeylimit");
    anywhere(Kind.ROUTING, "rdomain");
    anywhere(Kind.KEY_OPTIONS, "pubkeyauthoptions");
    global(Kind.USER_ENVIRONMENT, "permituserenvironment");
    global(Kind.MAX_STARTUPS, "maxstartups");
    global(Kind.SOURCE_STARTUPS, "persourcemaxstartups");
    global(Kind.NET_BLOCK, "persourcenetblocksize");
    global(Kind.LINE, "persourcepenalties", "persourcepenaltyexemptlist");
    anywhere(Kind.LINE, "refuseconnection");
  }

  private static void lists() {
    put(Kind.PORT, false, true, "port");
    put(Kind.LISTEN, false, true, "listenaddress");
    put(Kind.USERS, true, true, "allowusers", "denyusers");
    put(Kind.LIST, true, true, "allowgroups", "denygroups");
    put(Kind.ENVIRONMENT_NAMES, true, true, "acceptenv");
    put(Kind.SUBSYSTEM, false, true, "subsystem");
    anywhere(Kind.LIST, "authorizedkeysfile");
    anywhere(Kind.ENVIRONMENT, "setenv");
    anywhere(Kind.OPEN, "permitopen", "permitlisten");
    anywhere(Kind.METHODS, "authenticationmethods");
    anywhere(Kind.TIMEOUTS, "channeltimeout");
    anywhere(Kind.LOG_VERBOSE, "logverbose");
    anywhere(Kind.INCLUDE, "include");
    anywhere(Kind.MATCH, "match");
  }

  private static void ignored() {
    global(
        Kind.IGNORED,
        "pamauthenticationviakbdint",
        "serverkeybits",
        "keyregenerationinterval",
        "rhostsauthentication",
        "kerberostgtpassing",
        "afstokenpassing",
        "gssusesessionccache",
        "gssapiusesessioncredcache",
        "checkmail",
        "permitblacklistedkeys",
        "uselogin",
        "protocol",
        "verifyreversemapping",
        "reversemappingcheck",
        "useprivilegeseparation");
    anywhere(Kind.IGNORED, "rhostsrsaauthentication", "rsaauthentication", "authorizedkeysfile2");
  }

  private static void aliases() {
    alias("hostdsakey", "hostkey", false);
    alias("dsaauthentication", "pubkeyauthentication", false);
    alias("hostbasedacceptedkeytypes", "hostbasedacceptedalgorithms", true);
    alias("pubkeyacceptedkeytypes", "pubkeyacceptedalgorithms", true);
    alias("gssapicleanupcreds", "gssapicleanupcredentials", false);
    alias("challengeresponseauthentication", "kbdinteractiveauthentication", true);
    alias("skeyauthentication", "kbdinteractiveauthentication", true);
    alias("keepalive", "tcpkeepalive", false);
    alias("rsaminsize", "requiredrsasize", true);
  }
}
