package io.breakwater.store.metadata;

import java.time.Instant;
import java.time.LocalDate;

/// What the images of a namespace were like at the end of a day, or last on the day that is not
/// over yet.
///
/// @param namespace empty for all of the account together
/// @param verdicts a JSON object of numbers
/// @param severities a JSON object of numbers
public record StoredDay(
    String account,
    LocalDate day,
    String namespace,
    long images,
    String verdicts,
    String severities,
    Instant updated) {}
