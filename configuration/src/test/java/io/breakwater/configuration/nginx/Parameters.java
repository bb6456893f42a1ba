package io.breakwater.configuration.nginx;

import java.math.BigInteger;
import java.util.Base64;

/// Parameters of Diffie-Hellman for tests; their numbers are no primes.
final class Parameters {
  private Parameters() {}

  static String pem(int bits) {
    var number = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE).toByteArray();
    var der = new byte[number.length + 4 + 3 + 4];
    header(der, 0, 0x30, der.length - 4);
    header(der, 4, 0x02, number.length);
    System.arraycopy(number, 0, der, 8, number.length);
    der[der.length - 3] = 0x02;
    der[der.length - 2] = 1;
    der[der.length - 1] = 2;
    var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN DH PARAMETERS-----\n" + text + "\n-----END DH PARAMETERS-----\n";
  }

  private static void header(byte[] der, int at, int tag, int length) {
    der[at] = (byte) tag;
    der[at + 1] = (byte) 0x82;
    der[at + 2] = (byte) (length >> 8);
    der[at + 3] = (byte) length;
  }
}
