package io.breakwater.server.metrics;

import java.util.List;

/// Everything that is counted. Names are kept; new ones may come.
public enum Metric {
  BUILD(Type.GAUGE, "breakwater_build_info", "1, with the version.", "version"),
  REQUESTS(
      Type.COUNTER,
      "breakwater_http_requests_total",
      "Requests answered. Where no route was found, route is empty.",
      "method",
      "route",
      "code"),
  REQUEST_SECONDS(
      Type.HISTOGRAM,
      "breakwater_http_request_seconds",
      "Time from a request's headers to the end of its answer.",
      "method"),
  CUT(
      Type.COUNTER,
      "breakwater_http_answers_cut_total",
      "Answers that the client did not get whole."),
  RUNNING(Type.GAUGE, "breakwater_http_requests_running", "Requests that run now."),
  CONNECTIONS(Type.GAUGE, "breakwater_http_connections", "Connections that are open now."),
  RECEIVED(Type.COUNTER, "breakwater_http_received_bytes_total", "Bytes of bodies read."),
  SENT(Type.COUNTER, "breakwater_http_sent_bytes_total", "Bytes of bodies sent."),
  LIMITS(
      Type.COUNTER,
      "breakwater_http_limits_total",
      "Requests and connections refused or cut by a limit.",
      "limit"),
  VERDICTS(
      Type.COUNTER,
      "breakwater_verdicts_total",
      "Verdicts given; status none is of what is no image.",
      "status"),
  VERDICT_FAILURES(
      Type.COUNTER, "breakwater_verdict_failures_total", "Verdicts that failed for an error."),
  GARBAGE(
      Type.COUNTER,
      "breakwater_garbage_removed_total",
      "What garbage collections of this server removed.",
      "kind"),
  GARBAGE_FAILED(
      Type.COUNTER,
      "breakwater_garbage_failures_total",
      "Contents that could not be removed; a later sweep removes them."),
  AUDIT_DROPPED(
      Type.COUNTER,
      "breakwater_audit_dropped_total",
      "Denials that were not written down because too many waited."),
  AUDIT_WAITING(
      Type.GAUGE, "breakwater_audit_waiting", "Events that wait to be written down, soon."),
  LOGINS(
      Type.COUNTER,
      "breakwater_logins_total",
      "Passwords and API keys that were looked at: accepted, refused, slowed (too many wrong ones"
          + " before) and busy (too many at once). With Basic each request is one.",
      "outcome"),
  UPLOADS_OPEN(
      Type.GAUGE,
      "breakwater_uploads_open",
      "Uploads that were begun and not ended, of all servers together."),
  LAYERS_WAITING(
      Type.GAUGE,
      "breakwater_layers_waiting",
      "Layers that wait to be read for their packages, or are read now."),
  INDEX_WAITING(
      Type.GAUGE,
      "breakwater_package_index_waiting",
      "Images that look-ups by package find without the index, of all servers together."),
  JOB_RUNS(Type.COUNTER, "breakwater_background_runs_total", "Runs that came to their end.", "job"),
  JOB_FAILURES(Type.COUNTER, "breakwater_background_failures_total", "Runs that failed.", "job"),
  JOB_DONE(
      Type.COUNTER,
      "breakwater_background_done_total",
      "What they did: uploads given up, manifests and blobs forgotten, images indexed, …",
      "job"),
  JOB_SECONDS(Type.COUNTER, "breakwater_background_seconds_total", "Time they took.", "job"),
  JOB_LAST(
      Type.GAUGE,
      "breakwater_background_last_run_timestamp_seconds",
      "When a run last came to its end.",
      "job"),
  LEADER(
      Type.GAUGE,
      "breakwater_background_leader",
      "1 where this server does the work that one does for all."),
  READY(
      Type.GAUGE,
      "breakwater_ready",
      "1 for each part that works, 0 for each that does not.",
      "part"),
  MIRROR_BLOBS(
      Type.COUNTER,
      "breakwater_mirror_blobs_total",
      "Blobs that came from upstream registries: whole, wrong (of another digest) and not-kept"
          + " (whole, but the store did not take them).",
      "outcome"),
  MIRROR_BYTES(Type.COUNTER, "breakwater_mirror_bytes_total", "Bytes of blobs that came."),
  MIRROR_ARRIVING(
      Type.GAUGE, "breakwater_mirror_arriving", "Blobs that are on their way or wait for it."),
  MIRROR_STALE(
      Type.COUNTER,
      "breakwater_mirror_stale_total",
      "Tags that were served as they were, because upstream could not be asked."),
  MIRROR_COMPLETED(
      Type.COUNTER,
      "breakwater_mirror_completed_total",
      "Manifests whose last blob came, so that they have a verdict."),
  MIRROR_LIMIT(
      Type.GAUGE,
      "breakwater_mirror_limit_remaining",
      "Manifests that an upstream registry still gives, where it says so.",
      "host"),
  ADVISORIES(Type.GAUGE, "breakwater_advisories_rows", "Advisories in use.", "feed"),
  ADVISORY_AGE(
      Type.GAUGE,
      "breakwater_advisories_age_seconds",
      "Time since the publisher's last change that is in use.",
      "feed"),
  NOTIFICATIONS(
      Type.COUNTER,
      "breakwater_notifications_total",
      "Notices of this server: delivered, attempts that failed, dead (given up).",
      "outcome"),
  NOTIFICATIONS_WAITING(
      Type.GAUGE, "breakwater_notifications_waiting", "Notices that wait, of all servers."),
  EVENT_LISTENERS(
      Type.GAUGE, "breakwater_events_listeners", "Clients that listen to server-sent events."),
  CHANGE_LISTENERS(
      Type.GAUGE, "breakwater_changes_listeners", "Clients that listen to changes as they come."),
  ACCOUNT_STORAGE(
      Type.GAUGE,
      "breakwater_account_storage_bytes",
      "What an account's namespaces hold, where its setting platform_metrics is on.",
      "account"),
  ACCOUNT_STORAGE_LIMIT(
      Type.GAUGE,
      "breakwater_account_storage_limit_bytes",
      "What they may hold, where there is a quota.",
      "account"),
  ACCOUNT_PULLED(
      Type.GAUGE,
      "breakwater_account_pulled_bytes",
      "What was pulled from them this month (UTC).",
      "account"),
  ACCOUNT_PULLED_LIMIT(
      Type.GAUGE,
      "breakwater_account_pulled_limit_bytes",
      "What may be pulled from them in a month, where there is a quota.",
      "account"),
  HEAP_USED(Type.GAUGE, "jvm_memory_used_bytes", "Memory in use.", "area"),
  HEAP_COMMITTED(Type.GAUGE, "jvm_memory_committed_bytes", "Memory held.", "area"),
  HEAP_MAX(Type.GAUGE, "jvm_memory_max_bytes", "The most it may be.", "area"),
  BUFFERS(Type.GAUGE, "jvm_buffer_used_bytes", "Buffers outside the heap.", "pool"),
  GC_SECONDS(Type.COUNTER, "jvm_gc_seconds_total", "Time in garbage collections.", "gc"),
  GC_COUNT(Type.COUNTER, "jvm_gc_collections_total", "Garbage collections of the JVM.", "gc"),
  THREADS(Type.GAUGE, "jvm_threads", "Platform threads."),
  CPU(Type.COUNTER, "process_cpu_seconds_total", "User and system time."),
  RESIDENT(Type.GAUGE, "process_resident_memory_bytes", "Resident memory."),
  OPEN_FILES(Type.GAUGE, "process_open_fds", "Open file descriptors."),
  MAX_FILES(Type.GAUGE, "process_max_fds", "The most there may be."),
  STARTED(Type.GAUGE, "process_start_time_seconds", "When the process began, in UNIX seconds.");

  /// Kinds of the text format.
  public enum Type {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  private final Type type;
  private final String exposed;
  private final String help;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> labels;

  Metric(Type type, String exposed, String help, String... labels) {
    this.type = type;
    this.exposed = exposed;
    this.help = help;
    this.labels = List.of(labels);
  }

  public Type type() {
    return type;
  }

  /// The name that Prometheus sees.
  public String exposed() {
    return exposed;
  }

  public String help() {
    return help;
  }

  public List<String> labels() {
    return labels;
  }
}
