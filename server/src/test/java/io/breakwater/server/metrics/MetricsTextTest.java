package io.breakwater.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.breakwater.http.AccessLog.Line;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTextTest {
  @Test
  void samplesOfAMetricStandTogetherBehindItsHelpAndType() {
    var text = new MetricsText().add(Metric.SENT, 1).add(Metric.LIMITS, 2, "requests");
    text.add(Metric.LIMITS, 3, "malformed");
    assertThat(text.render())
        .isEqualTo(
            """
            # HELP breakwater_http_sent_bytes_total Bytes of bodies sent.
            # TYPE breakwater_http_sent_bytes_total counter
            breakwater_http_sent_bytes_total 1
            # HELP breakwater_http_limits_total Requests and connections refused or cut by a limit.
            # TYPE breakwater_http_limits_total counter
            breakwater_http_limits_total{limit="requests"} 2
            breakwater_http_limits_total{limit="malformed"} 3
            """);
  }

  @Test
  void whatOthersNameCannotWriteSamplesOfItsOwn() {
    var feed = "a\"} 1\nbreakwater_ready{part=\"\\";
    var parsed = PrometheusParser.parse(new MetricsText().add(Metric.ADVISORIES, 7, feed).render());
    assertThat(parsed).hasSize(1);
    assertThat(parsed.getFirst().labels()).containsEntry("feed", feed);
    assertThat(parsed.getFirst().value()).isEqualTo(7);
  }

  @Test
  void bucketsOfAHistogramAddUpAndEndWithAll() {
    var text =
        new MetricsText()
            .histogram(
                Metric.REQUEST_SECONDS, List.of(0.1, 1.0), new long[] {2, 3, 4}, 12.5, "GET");
    assertThat(PrometheusParser.parse(text.render()))
        .extracting(sample -> sample.name() + sample.labels() + sample.value())
        .containsExactly(
            "breakwater_http_request_seconds_bucket{method=GET, le=0.1}2.0",
            "breakwater_http_request_seconds_bucket{method=GET, le=1}5.0",
            "breakwater_http_request_seconds_bucket{method=GET, le=+Inf}9.0",
            "breakwater_http_request_seconds_sum{method=GET}12.5",
            "breakwater_http_request_seconds_count{method=GET}9.0");
  }

  @Test
  void aSampleHasTheLabelsOfItsMetric() {
    var text = new MetricsText();
    assertThatIllegalArgumentException().isThrownBy(() -> text.add(Metric.SENT, 1, "more"));
    assertThatIllegalArgumentException().isThrownBy(() -> text.add(Metric.LIMITS, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> text.add(Metric.REQUEST_SECONDS, 1, "GET"));
  }

  @Test
  void requestsAreCountedByWhatIsOursAndNotByWhatClientsInvent() {
    var counts = new RequestCounts();
    counts.over(line("GET", "/v2/", 200, 0.4, "done"));
    counts.over(line("GET", "/v2/", 200, 50_000, "cut"));
    counts.over(line("BREW", "", 405, 0.1, "done"));
    counts.over(line("STEEP", "", 405, 0.1, "done"));
    var text = new MetricsText();
    counts.write(text);
    var parsed = PrometheusParser.parse(text.render());
    assertThat(parsed)
        .extracting(sample -> sample.name() + sample.labels() + sample.value())
        .contains(
            "breakwater_http_requests_total{method=GET, route=/v2/, code=200}2.0",
            "breakwater_http_requests_total{method=other, route=, code=405}2.0",
            "breakwater_http_request_seconds_bucket{method=GET, le=0.001}1.0",
            "breakwater_http_request_seconds_bucket{method=GET, le=10}1.0",
            "breakwater_http_request_seconds_bucket{method=GET, le=60}2.0",
            "breakwater_http_answers_cut_total{}1.0");
  }

  @Test
  void theProcessKnowsItsMemoryAndTime() {
    var text = new MetricsText();
    ProcessMetrics.write(text);
    var parsed = PrometheusParser.parse(text.render());
    assertThat(parsed)
        .filteredOn(sample -> sample.name().equals("jvm_memory_used_bytes"))
        .hasSize(2)
        .allMatch(sample -> sample.value() > 0);
    assertThat(parsed).anyMatch(sample -> sample.name().equals("process_start_time_seconds"));
  }

  private static Line line(String method, String route, int status, double millis, String outcome) {
    return new Line(
        "id",
        method,
        "/",
        route,
        status,
        0,
        0,
        millis,
        "::1",
        "HTTP/1.1",
        Optional.empty(),
        outcome);
  }
}
