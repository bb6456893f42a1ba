package io.breakwater.insights.portfolio;

import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.insights.portfolio.Parameters.Sort;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/// A list that is answered a page at a time as JSON, or all of it as CSV.
///
/// @param name of the property that holds the page, and of the file of CSV
/// @param header what the cells of a row of CSV are
/// @param <T> what a row is of
record Listing<T>(
    String name,
    List<String> header,
    Function<T, List<Object>> cells,
    BiConsumer<JsonGenerator, T> json) {

  /// What is asked for.
  ///
  /// @param csv whether it is all of the list, as CSV: then there are no pages
  record Asked<O>(Sort<O> sort, int offset, int limit, boolean csv) {
    /// Reads it.
    ///
    /// @param words for people, of what `parse` takes
    static <O> Asked<O> of(
        Request request, Sort<O> usual, Function<String, Optional<O>> parse, String words)
        throws Refusal {
      var parameters = new Parameters(request);
      return new Asked<>(
          parameters.sort(usual, parse, words),
          parameters.offset(),
          parameters.limit(),
          Csv.wanted(request));
    }
  }

  /// Rows that were found.
  interface Pages<T> {
    List<T> page(int offset, int limit);
  }

  /// Sends what was asked for.
  ///
  /// @param total how many rows were found
  /// @param counts writes what stands above the rows of a page
  void send(Response response, Asked<?> asked, int total, Pages<T> found, Response.JsonBody counts)
      throws IOException {
    response.header("Vary", "Accept, Authorization");
    if (asked.csv()) {
      Csv.send(
          response,
          name,
          header,
          csv -> {
            for (var row : found.page(0, total)) {
              csv.row(cells.apply(row));
            }
          });
      return;
    }
    response.json(
        out -> {
          out.writeStartObject();
          out.writeNumberProperty("total", total);
          out.writeNumberProperty("offset", asked.offset());
          out.writeNumberProperty("limit", asked.limit());
          counts.write(out);
          out.writeArrayPropertyStart(name);
          for (var row : found.page(asked.offset(), asked.limit())) {
            json.accept(out, row);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }
}
