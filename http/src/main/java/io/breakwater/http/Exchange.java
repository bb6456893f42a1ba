package io.breakwater.http;

import io.breakwater.http.HttpCounters.Limit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// From the library's request to ours, through filters and route, and back.
final class Exchange extends org.eclipse.jetty.server.Handler.Abstract {
  private static final System.Logger LOG = System.getLogger(Exchange.class.getName());
  private static final long LINGER = TimeUnit.SECONDS.toNanos(5);

  private final Routes routes;
  private final Limits limits;
  private final ErrorBody errors;
  private final AccessLog log;
  private final HttpCounters counters;
  private final ConnectionWatch watch;
  private final TrustedProxies proxies;
  private final Handler chain;
  private final TransferBuffers buffers = new TransferBuffers();
  private final Object idle = new Object();
  private volatile boolean stopping;

  Exchange(
      Routes routes,
      List<Filter> filters,
      Limits limits,
      ErrorBody errors,
      AccessLog log,
      HttpCounters counters,
      ConnectionWatch watch,
      TrustedProxies proxies) {
    this.routes = routes;
    this.limits = limits;
    this.errors = errors;
    this.log = log;
    this.counters = counters;
    this.watch = watch;
    this.proxies = proxies;
    Handler next = Exchange::answer;
    for (var filter : filters.reversed()) {
      var behind = next;
      next = (request, response) -> filter.apply(request, response, behind);
    }
    this.chain = next;
  }

  private static void answer(Request request, Response response) throws Exception {
    switch (Objects.requireNonNull(request.found())) {
      case Routes.Matched(var route, var _) -> route.handler().handle(request, response);
      case Routes.OtherMethods(var allow) ->
          throw new HttpFailure(
              405, "This address takes " + allow + " only.", Map.of("Allow", allow), null);
      case Routes.Nothing(var encodedSlash) ->
          throw encodedSlash
              ? new HttpFailure(400, "Slashes must not be encoded in this address.")
              : new HttpFailure(404, "There is nothing at this address.");
    }
  }

  @Override
  public boolean handle(
      org.eclipse.jetty.server.Request jettyRequest,
      org.eclipse.jetty.server.Response jettyResponse,
      Callback callback) {
    var since = System.nanoTime();
    var request = new Request(jettyRequest, limits, counters, proxies);
    var response =
        new Response(jettyResponse, request, buffers, new Pace(limits, counters), () -> stopping);
    var running = counters.begin();
    watch.begin(jettyRequest);
    @Nullable Throwable cut = null;
    try {
      // A handler that works longer than a connection may be idle is no idle connection.
      jettyRequest.addIdleTimeoutListener(_ -> false);
      headers(request, jettyResponse);
      run(request, response, running);
      if (!response.begun()) {
        response.send();
      }
      if (!response.complete()) {
        cut = new IllegalStateException("the handler sent less than it announced");
        LOG.log(System.Logger.Level.ERROR, "request " + request.id() + ": " + cut.getMessage());
      }
    } catch (ClientGoneException gone) {
      cut = gone;
    } catch (Throwable e) {
      cut = e;
      LOG.log(System.Logger.Level.ERROR, "request " + request.id() + " failed", e);
    }
    log.over(line(request, response, since, cut != null));
    if (cut == null) {
      request.body().linger(LINGER);
    }
    request.body().restore();
    watch.end(jettyRequest);
    var left = counters.end(request.body().read(), response.sent());
    if (cut == null) {
      callback.succeeded();
    } else {
      callback.failed(cut);
    }
    if (left == 0) {
      synchronized (idle) {
        idle.notifyAll();
      }
    }
    return true;
  }

  private static void headers(Request request, org.eclipse.jetty.server.Response response) {
    response
        .getHeaders()
        .put("X-Request-Id", request.id())
        .put("X-Content-Type-Options", "nosniff")
        .put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .put("Referrer-Policy", "no-referrer");
  }

  private void run(Request request, Response response, int running) throws Exception {
    try {
      if (stopping) {
        counters.meet(Limit.STOPPING);
        throw new HttpFailure(503, "The server is stopping.", Map.of("Retry-After", "5"), null);
      }
      if (running > limits.requests()) {
        counters.meet(Limit.REQUESTS);
        throw new HttpFailure(
            503, "The server has too much to do.", Map.of("Retry-After", "1"), null);
      }
      request.route(routes, limits, counters);
      chain.handle(request, response);
    } catch (HttpFailure failure) {
      refuse(request, response, failure);
    } catch (BodyException body) {
      refuse(
          request,
          response,
          new HttpFailure(body.reason().status(), sentence(body), Map.of(), body));
    } catch (ClientGoneException gone) {
      throw gone;
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      if (response.committed()) {
        throw e;
      }
      LOG.log(System.Logger.Level.ERROR, "request " + request.id() + " failed", e);
      refuse(
          request,
          response,
          new HttpFailure(
              500, "The server failed; its log tells more about request " + request.id() + "."));
    }
  }

  private static String sentence(BodyException body) {
    var text = String.valueOf(body.getMessage());
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private void refuse(Request request, Response response, HttpFailure failure) throws Exception {
    if (response.committed()) {
      throw failure;
    }
    response.reset();
    headers(request, response.library());
    response.status(failure.status());
    failure.headers().forEach(response::header);
    // One that speaks in riddles is not asked for the next request.
    if (stopping || request.found() == null || failure.getCause() instanceof BodyException) {
      response.closeAfterwards();
    }
    var content =
        errors.render(
            new ErrorBody.Problem(
                failure.status(), failure.message(), request.id(), request.path()));
    response.header("Content-Type", content.mediaType());
    response.send(content.bytes());
  }

  private AccessLog.Line line(Request request, Response response, long since, boolean cut) {
    var path = request.path();
    return new AccessLog.Line(
        request.id(),
        request.method(),
        path.length() > 512 ? path.substring(0, 512) : path,
        request.route().map(Route::pattern).orElse(""),
        response.status(),
        request.body().read(),
        response.sent(),
        (System.nanoTime() - since) / 1e6,
        request.remoteAddress(),
        request.protocol(),
        request.user(),
        cut ? "cut" : "done");
  }

  /// From now on refuses, and waits for what runs.
  ///
  /// @return whether nothing runs any more
  boolean drain(long nanos) throws InterruptedException {
    stopping = true;
    var until = System.nanoTime() + nanos;
    synchronized (idle) {
      while (counters.running() > 0) {
        var left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        idle.wait(Math.min(left, 50));
      }
    }
    return true;
  }
}
