package io.breakwater.store.blobs.s3;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;

/// Calls of which some fail in the four ways of a network: refused, refused by the service,
/// done with the answer lost, answer cut off. Besides it holds the rule of S3, which S3Proxy
/// does not, that all parts but the last have 5 MiB at least.
final class FailingHttp implements SdkHttpClient {
  private static final Pattern PART = Pattern.compile("<PartNumber>(\\d+)</PartNumber>");

  private final SdkHttpClient http;
  private final Random random = new Random(1);
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<String, Map<Integer, Long>> parts = new ConcurrentHashMap<>();
  private volatile int every;

  FailingHttp(SdkHttpClient http) {
    this.http = http;
  }

  /// Lets one of so many calls fail from now on.
  void failEvery(int calls) {
    every = calls;
  }

  /// How many requests were sent.
  int requests() {
    return requests.get();
  }

  /// How many of them failed.
  int failures() {
    return failures.get();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    var sending = http.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        requests.incrementAndGet();
        var failure = every > 0 && random.nextInt(every) == 0 ? random.nextInt(4) : -1;
        failures.addAndGet(failure < 0 ? 0 : 1);
        if (failure == 0) {
          throw new IOException("connection refused");
        }
        if (failure == 1) {
          return refusal(503, "SlowDown");
        }
        if (breaksTheRuleOfParts(request)) {
          return refusal(400, "EntityTooSmall");
        }
        var answer = sending.call();
        if (failure == 2) {
          drain(answer);
          throw new IOException("connection reset");
        }
        return failure == 3 ? cut(answer) : answer;
      }

      @Override
      public void abort() {
        sending.abort();
      }
    };
  }

  private static HttpExecuteResponse refusal(int status, String code) {
    var body = "<Error><Code>" + code + "</Code><Message>no</Message></Error>";
    var in = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    return HttpExecuteResponse.builder()
        .response(SdkHttpResponse.builder().statusCode(status).build())
        .responseBody(AbortableInputStream.create(in))
        .build();
  }

  /// Waits for the end of what was asked for: S3Proxy begins some answers before it is done.
  private static byte[] drain(HttpExecuteResponse answer) throws IOException {
    if (answer.responseBody().isEmpty()) {
      return new byte[0];
    }
    try (var body = answer.responseBody().get()) {
      return body.readAllBytes();
    }
  }

  private static HttpExecuteResponse cut(HttpExecuteResponse answer) throws IOException {
    var body = drain(answer);
    var cut = new CutStream(new ByteArrayInputStream(body), body.length / 2);
    return HttpExecuteResponse.builder()
        .response(answer.httpResponse())
        .responseBody(AbortableInputStream.create(cut))
        .build();
  }

  private boolean breaksTheRuleOfParts(HttpExecuteRequest request) throws IOException {
    var query = request.httpRequest().rawQueryParameters();
    var id = query.getOrDefault("uploadId", java.util.List.of("")).getFirst();
    if (request.httpRequest().method() == SdkHttpMethod.PUT && query.containsKey("partNumber")) {
      var number = Integer.parseInt(query.get("partNumber").getFirst());
      parts.computeIfAbsent(id, _ -> new HashMap<>()).put(number, partSize(request));
    }
    if (request.httpRequest().method() != SdkHttpMethod.POST || id.isEmpty()) {
      return false;
    }
    var list = request.contentStreamProvider().orElseThrow().newStream().readAllBytes();
    var named = PART.matcher(new String(list, StandardCharsets.UTF_8));
    var tooShort = false;
    while (named.find()) {
      if (tooShort) {
        return true;
      }
      tooShort =
          parts.getOrDefault(id, Map.of()).getOrDefault(Integer.valueOf(named.group(1)), 0L)
              < Multipart.LEAST_PART;
    }
    return false;
  }

  private static long partSize(HttpExecuteRequest request) {
    var range = request.httpRequest().firstMatchingHeader("x-amz-copy-source-range");
    if (range.isPresent()) {
      var ends = range.get().substring("bytes=".length()).split("-", 2);
      return Long.parseLong(ends[1]) - Long.parseLong(ends[0]) + 1;
    }
    return request
        .httpRequest()
        .firstMatchingHeader("Content-Length")
        .map(Long::parseLong)
        .orElseThrow();
  }

  @Override
  public void close() {
    http.close();
  }

  private static final class CutStream extends FilterInputStream {
    private long left;

    CutStream(InputStream in, long left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left <= 0) {
        throw new IOException("connection reset");
      }
      var read = super.read(into, offset, (int) Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }
  }
}
