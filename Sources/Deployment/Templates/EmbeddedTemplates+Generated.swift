// Generated from templates/*.yaml by "swift run belfry-dev embed-templates". Don't edit.

extension ComponentTemplate {
  static let embedded: [(name: String, source: String)] = [
    (
      name: "alertmanager",
      source: #"""
# Alertmanager. For a job named alertmanager.
alerts:
  - group: alertmanager
    interval: 1m
    rules:
      - alert: AlertmanagerDown
        expr: up{job="alertmanager"} == 0
        for: 5m
        severity: critical
        summary: "Alertmanager {{ $labels.instance }} is down"
        description: "While no Alertmanager is up, nobody is told of any alert."
        runbook: alertmanager-down
        dashboard: alertmanager
        test:
          fires: {'up{job="alertmanager",instance="alertmanager:9093"}': "0x60"}
          silent: {'up{job="alertmanager",instance="alertmanager:9093"}': "1x60"}

      - alert: AlertmanagerConfigReloadFailed
        expr: alertmanager_config_last_reload_successful == 0
        for: 10m
        severity: critical
        summary: "Alertmanager {{ $labels.instance }} refused its configuration"
        description: "The old configuration stays in force until the new one loads; a restart would fail."
        runbook: alertmanager-config
        dashboard: alertmanager
        test:
          fires: {'alertmanager_config_last_reload_successful{instance="alertmanager:9093"}': "1x5 0x55"}
          silent: {'alertmanager_config_last_reload_successful{instance="alertmanager:9093"}': "1x60"}

      # `reason` is there from 0.26 on.
      - alert: AlertmanagerNotificationsFailing
        expr: >-
          sum without (reason) (rate(alertmanager_notifications_failed_total[10m]))
          / rate(alertmanager_notifications_total[10m])
          > 0.01
        for: 5m
        severity: critical
        summary: "{{ $value | humanizePercentage }} of the notifications through {{ $labels.integration }} fail"
        description: "Alertmanager {{ $labels.instance }} can't deliver to its {{ $labels.integration }} receivers."
        runbook: alertmanager-notifications
        dashboard: alertmanager
        test:
          fires:
            'alertmanager_notifications_failed_total{instance="alertmanager:9093",integration="slack",reason="serverError"}': "0+5x60"
            'alertmanager_notifications_total{instance="alertmanager:9093",integration="slack"}': "0+10x60"
          silent:
            'alertmanager_notifications_failed_total{instance="alertmanager:9093",integration="slack"}': "3x60"
            'alertmanager_notifications_total{instance="alertmanager:9093",integration="slack"}': "0+10x60"

      - alert: AlertmanagerPeersLost
        expr: max_over_time(alertmanager_cluster_failed_peers[5m]) > 0
        for: 15m
        severity: warning
        summary: "Alertmanager {{ $labels.instance }} has lost {{ $value }} of its peers"
        description: "Without its peers it may send what another has sent already."
        runbook: alertmanager-cluster
        dashboard: alertmanager
        test:
          fires: {'alertmanager_cluster_failed_peers{instance="alertmanager:9093"}': "1x60"}
          silent: {'alertmanager_cluster_failed_peers{instance="alertmanager:9093"}': "0x60"}

dashboards:
  alertmanager:
    title: Alertmanager
    description: Alerts that arrive and notifications that leave.
    tags: [component]
    rows:
      - row: Alerts
        panels:
          - title: Alerts
            description: By state.
            queries: [{expr: 'sum by (state) (alertmanager_alerts)', legend: "{{state}}"}]
            unit: short
          - title: Silences
            description: By state.
            queries: [{expr: 'sum by (state) (alertmanager_silences)', legend: "{{state}}"}]
            unit: short
      - row: Notifications
        panels:
          - title: Sent and failed
            description: Per second and integration.
            queries:
              - expr: sum by (integration) (rate(alertmanager_notifications_total[$__rate_interval]))
                legend: "{{integration}}"
              - expr: sum by (integration) (rate(alertmanager_notifications_failed_total[$__rate_interval]))
                legend: "{{integration}} failed"
            unit: short
          - title: P95 latency
            description: Time to deliver one notification.
            quantiles: {of: alertmanager_notification_latency_seconds, at: [95], by: [integration]}
            unit: s

runbooks:
  alertmanager-down:
    title: Alertmanager is down
    description: Alerts are not delivered.
    steps: ["Check the process: systemctl status prometheus-alertmanager", "Check its configuration: amtool check-config"]
    queries: {Servers: 'up{job="alertmanager"}'}
  alertmanager-config:
    title: Alertmanager refused its configuration
    description: The file on disk is not the one in force.
    steps: ["Let amtool say why: amtool check-config alertmanager.yml", Generate the files again and reload]
    queries: {Last reload worked: alertmanager_config_last_reload_successful}
  alertmanager-notifications:
    title: Notifications fail
    description: A receiver refuses them or can't be reached.
    steps:
      - Read the log of Alertmanager; it names receiver and answer
      - Check the secret that the receiver uses, and whether the service has an outage
    queries:
      Failures by integration: sum by (integration) (rate(alertmanager_notifications_failed_total[10m]))
  alertmanager-cluster:
    title: Alertmanager lost its peers
    description: The gossip between the Alertmanagers is interrupted.
    steps: ["Check that port 9094 is open between them, TCP and UDP"]
    queries: {Members: alertmanager_cluster_members, Failed peers: alertmanager_cluster_failed_peers}

# From the server's own page (0.25).
metrics:
  alertmanager:
    alertmanager_alerts: {type: gauge, help: How many alerts by state, labels: {state: null}}
    alertmanager_alerts_invalid_total: {type: counter, help: The total number of received alerts that were invalid, labels: {version: null}}
    alertmanager_alerts_received_total: {type: counter, help: The total number of received alerts, labels: {status: null, version: null}}
    alertmanager_build_info: {type: gauge, help: Version of the program, labels: {branch: null, goarch: null, goos: null, goversion: null, revision: null, version: null}}
    alertmanager_cluster_alive_messages_total: {type: counter, help: Total number of received alive messages, labels: {peer: null}}
    alertmanager_cluster_enabled: {type: gauge, help: Indicates whether the clustering is enabled or not}
    alertmanager_cluster_failed_peers: {type: gauge, help: Number indicating the current number of failed peers in the cluster}
    alertmanager_cluster_health_score: {type: gauge, help: Health score of the cluster}
    alertmanager_cluster_members: {type: gauge, help: Number indicating current number of members in cluster}
    alertmanager_cluster_messages_pruned_total: {type: counter, help: Total number of cluster messages pruned}
    alertmanager_cluster_messages_queued: {type: gauge, help: Number of cluster messages which are queued}
    alertmanager_cluster_messages_received_size_total: {type: counter, help: Total size of cluster messages received, labels: {msg_type: null}}
    alertmanager_cluster_messages_received_total: {type: counter, help: Total number of cluster messages received, labels: {msg_type: null}}
    alertmanager_cluster_messages_sent_size_total: {type: counter, help: Total size of cluster messages sent, labels: {msg_type: null}}
    alertmanager_cluster_messages_sent_total: {type: counter, help: Total number of cluster messages sent, labels: {msg_type: null}}
    alertmanager_cluster_peer_info: {type: gauge, help: "A metric with a constant '1' value labeled by peer name", labels: {peer: null}}
    alertmanager_cluster_peers_joined_total: {type: counter, help: A counter of the number of peers that have joined}
    alertmanager_cluster_peers_left_total: {type: counter, help: A counter of the number of peers that have left}
    alertmanager_cluster_peers_update_total: {type: counter, help: A counter of the number of peers that have updated metadata}
    alertmanager_cluster_reconnections_failed_total: {type: counter, help: A counter of the number of failed cluster peer reconnection attempts}
    alertmanager_cluster_reconnections_total: {type: counter, help: A counter of the number of cluster peer reconnections}
    alertmanager_cluster_refresh_join_failed_total: {type: counter, help: A counter of the number of failed cluster peer joined attempts via refresh}
    alertmanager_cluster_refresh_join_total: {type: counter, help: A counter of the number of cluster peer joined via refresh}
    alertmanager_config_hash: {type: gauge, help: Hash of the currently loaded alertmanager configuration}
    alertmanager_config_last_reload_success_timestamp_seconds: {type: gauge, help: Timestamp of the last successful configuration reload}
    alertmanager_config_last_reload_successful: {type: gauge, help: Whether the last configuration reload attempt was successful}
    alertmanager_dispatcher_aggregation_groups: {type: gauge, help: Number of active aggregation groups}
    alertmanager_dispatcher_alert_processing_duration_seconds: {type: summary, help: Summary of latencies for the processing of alerts}
    alertmanager_http_concurrency_limit_exceeded_total: {type: counter, help: Total number of times an HTTP request failed because the concurrency limit was reached, labels: {method: null}}
    alertmanager_http_request_duration_seconds: {type: histogram, help: Histogram of latencies for HTTP requests, labels: {handler: null, method: null}, buckets: [0.05, 0.1, 0.25, 0.5, 0.75, 1, 2, 5, 20, 60]}
    alertmanager_http_requests_in_flight: {type: gauge, help: Current number of HTTP requests being processed, labels: {method: null}}
    alertmanager_http_response_size_bytes: {type: histogram, help: Histogram of response size for HTTP requests, labels: {handler: null, method: null}, buckets: [100, 1000, 10000, 100000, 1000000, 10000000, 100000000]}
    alertmanager_integrations: {type: gauge, help: Number of configured integrations}
    alertmanager_marked_alerts: {type: gauge, help: How many alerts by state are currently marked in the Alertmanager regardless of their expiry, labels: {state: null}}
    alertmanager_nflog_gc_duration_seconds: {type: summary, help: Duration of the last notification log garbage collection cycle}
    alertmanager_nflog_gossip_messages_propagated_total: {type: counter, help: Number of received gossip messages that have been further gossiped}
    alertmanager_nflog_queries_total: {type: counter, help: Number of notification log queries were received}
    alertmanager_nflog_query_duration_seconds: {type: histogram, help: Duration of notification log query evaluation, buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]}
    alertmanager_nflog_query_errors_total: {type: counter, help: Number notification log received queries that failed}
    alertmanager_nflog_snapshot_duration_seconds: {type: summary, help: Duration of the last notification log snapshot}
    alertmanager_nflog_snapshot_size_bytes: {type: gauge, help: Size of the last notification log snapshot in bytes}
    alertmanager_notification_latency_seconds: {type: histogram, help: The latency of notifications in seconds, labels: {integration: null}, buckets: [1, 5, 10, 15, 20]}
    alertmanager_notification_requests_failed_total: {type: counter, help: The total number of failed notification requests, labels: {integration: null}}
    alertmanager_notification_requests_total: {type: counter, help: The total number of attempted notification requests, labels: {integration: null}}
    alertmanager_notifications_failed_total: {type: counter, help: The total number of failed notifications, labels: {integration: null, reason: null}}
    alertmanager_notifications_total: {type: counter, help: The total number of attempted notifications, labels: {integration: null}}
    alertmanager_oversize_gossip_message_duration_seconds: {type: histogram, help: Duration of oversized gossip message requests, labels: {key: null}, buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]}
    alertmanager_oversized_gossip_message_dropped_total: {type: counter, help: Number of oversized gossip messages that were dropped due to a full message queue, labels: {key: null}}
    alertmanager_oversized_gossip_message_failure_total: {type: counter, help: Number of oversized gossip message sends that failed, labels: {key: null}}
    alertmanager_oversized_gossip_message_sent_total: {type: counter, help: Number of oversized gossip message sent, labels: {key: null}}
    alertmanager_peer_position: {type: gauge, help: "Position the Alertmanager instance believes it's in"}
    alertmanager_receivers: {type: gauge, help: Number of configured receivers}
    alertmanager_silences: {type: gauge, help: How many silences by state, labels: {state: null}}
    alertmanager_silences_gc_duration_seconds: {type: summary, help: Duration of the last silence garbage collection cycle}
    alertmanager_silences_gossip_messages_propagated_total: {type: counter, help: Number of received gossip messages that have been further gossiped}
    alertmanager_silences_queries_total: {type: counter, help: How many silence queries were received}
    alertmanager_silences_query_duration_seconds: {type: histogram, help: Duration of silence query evaluation, buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]}
    alertmanager_silences_query_errors_total: {type: counter, help: How many silence received queries did not succeed}
    alertmanager_silences_snapshot_duration_seconds: {type: summary, help: Duration of the last silence snapshot}
    alertmanager_silences_snapshot_size_bytes: {type: gauge, help: Size of the last silence snapshot in bytes}
    go_gc_duration_seconds: {type: summary, help: A summary of the pause duration of garbage collection cycles}
    go_goroutines: {type: gauge, help: Number of goroutines that currently exist}
    go_info: {type: gauge, help: Information about the Go environment, labels: {version: null}}
    go_memstats_alloc_bytes: {type: gauge, help: Number of bytes allocated and still in use}
    go_memstats_alloc_bytes_total: {type: counter, help: "Total number of bytes allocated, even if freed"}
    go_memstats_buck_hash_sys_bytes: {type: gauge, help: Number of bytes used by the profiling bucket hash table}
    go_memstats_frees_total: {type: counter, help: Total number of frees}
    go_memstats_gc_sys_bytes: {type: gauge, help: Number of bytes used for garbage collection system metadata}
    go_memstats_heap_alloc_bytes: {type: gauge, help: Number of heap bytes allocated and still in use}
    go_memstats_heap_idle_bytes: {type: gauge, help: Number of heap bytes waiting to be used}
    go_memstats_heap_inuse_bytes: {type: gauge, help: Number of heap bytes that are in use}
    go_memstats_heap_objects: {type: gauge, help: Number of allocated objects}
    go_memstats_heap_released_bytes: {type: gauge, help: Number of heap bytes released to OS}
    go_memstats_heap_sys_bytes: {type: gauge, help: Number of heap bytes obtained from system}
    go_memstats_last_gc_time_seconds: {type: gauge, help: Number of seconds since 1970 of last garbage collection}
    go_memstats_lookups_total: {type: counter, help: Total number of pointer lookups}
    go_memstats_mallocs_total: {type: counter, help: Total number of mallocs}
    go_memstats_mcache_inuse_bytes: {type: gauge, help: Number of bytes in use by mcache structures}
    go_memstats_mcache_sys_bytes: {type: gauge, help: Number of bytes used for mcache structures obtained from system}
    go_memstats_mspan_inuse_bytes: {type: gauge, help: Number of bytes in use by mspan structures}
    go_memstats_mspan_sys_bytes: {type: gauge, help: Number of bytes used for mspan structures obtained from system}
    go_memstats_next_gc_bytes: {type: gauge, help: Number of heap bytes when next garbage collection will take place}
    go_memstats_other_sys_bytes: {type: gauge, help: Number of bytes used for other system allocations}
    go_memstats_stack_inuse_bytes: {type: gauge, help: Number of bytes in use by the stack allocator}
    go_memstats_stack_sys_bytes: {type: gauge, help: Number of bytes obtained from system for stack allocator}
    go_memstats_sys_bytes: {type: gauge, help: Number of bytes obtained from system}
    go_threads: {type: gauge, help: Number of OS threads created}
    net_conntrack_dialer_conn_attempted_total: {type: counter, help: Total number of connections attempted by the given dialer a given name, labels: {dialer_name: null}}
    net_conntrack_dialer_conn_closed_total: {type: counter, help: Total number of connections closed which originated from the dialer of a given name, labels: {dialer_name: null}}
    net_conntrack_dialer_conn_established_total: {type: counter, help: Total number of connections successfully established by the given dialer a given name, labels: {dialer_name: null}}
    net_conntrack_dialer_conn_failed_total: {type: counter, help: Total number of connections failed to dial by the dialer a given name, labels: {dialer_name: null, reason: null}}
    process_cpu_seconds_total: {type: counter, help: Total user and system CPU time spent in seconds}
    process_max_fds: {type: gauge, help: Maximum number of open file descriptors}
    process_open_fds: {type: gauge, help: Number of open file descriptors}
    process_resident_memory_bytes: {type: gauge, help: Resident memory size in bytes}
    process_start_time_seconds: {type: gauge, help: Start time of the process since unix epoch in seconds}
    process_virtual_memory_bytes: {type: gauge, help: Virtual memory size in bytes}
    process_virtual_memory_max_bytes: {type: gauge, help: Maximum amount of virtual memory available in bytes}
    promhttp_metric_handler_requests_in_flight: {type: gauge, help: Current number of scrapes being served}
    promhttp_metric_handler_requests_total: {type: counter, help: Total number of scrapes by HTTP status code, labels: {code: null}}

"""#
    ),
    (
      name: "alloy",
      source: #"""
# Grafana Alloy, the shipper of logs. For a job named alloy.
alerts:
  - group: alloy
    interval: 1m
    rules:
      - alert: AlloyDown
        expr: up{job="alloy"} == 0
        for: 5m
        severity: warning
        summary: "Alloy on {{ $labels.instance }} is down"
        description: "The logs of {{ $labels.instance }} are not shipped; they wait in their files."
        runbook: alloy-down
        dashboard: alloy
        test:
          fires: {'up{job="alloy",instance="host-1"}': "0x60"}
          silent: {'up{job="alloy",instance="host-1"}': "1x60"}

      - alert: AlloyConfigReloadFailed
        expr: alloy_config_last_load_successful == 0
        for: 10m
        severity: warning
        summary: "Alloy on {{ $labels.instance }} refused its configuration"
        description: "The old configuration stays in force until the new one loads; a restart would fail."
        runbook: alloy-config
        dashboard: alloy
        test:
          fires: {'alloy_config_last_load_successful{instance="host-1"}': "1x5 0x55"}
          silent: {'alloy_config_last_load_successful{instance="host-1"}': "1x60"}

      - alert: AlloyComponentUnhealthy
        expr: alloy_component_controller_running_components{health_type!="healthy"} > 0
        for: 15m
        severity: warning
        summary: "{{ $value }} components of Alloy on {{ $labels.instance }} are {{ $labels.health_type }}"
        description: "Part of the pipeline on {{ $labels.instance }} does not work."
        runbook: alloy-config
        dashboard: alloy
        test:
          fires: {'alloy_component_controller_running_components{instance="host-1",health_type="unhealthy"}': "1x60"}
          silent:
            'alloy_component_controller_running_components{instance="host-1",health_type="healthy"}': "5x60"
            'alloy_component_controller_running_components{instance="host-1",health_type="unhealthy"}': "0x60"

      - alert: AlloyLinesDropped
        expr: rate(loki_write_dropped_entries_total[5m]) > 0
        for: 10m
        severity: warning
        summary: "Alloy on {{ $labels.instance }} drops log lines"
        description: "Loki refused them, or was out of reach for longer than Alloy retries; the lines are lost."
        runbook: alloy-dropped
        dashboard: alloy
        test:
          fires: {'loki_write_dropped_entries_total{instance="host-1",host="loki:3100"}': "0+10x60"}
          silent: {'loki_write_dropped_entries_total{instance="host-1",host="loki:3100"}': "30x60"}

dashboards:
  alloy:
    title: Alloy
    description: Lines read, sent and lost by each shipper.
    tags: [component]
    rows:
      - row: Logs
        panels:
          - title: Lines read
            description: Per second and host.
            queries:
              - {expr: 'sum by (instance) (rate(loki_source_file_read_lines_total[$__rate_interval]))', legend: "{{instance}}"}
            unit: short
          - title: Lines sent
            description: Per second and host.
            queries:
              - {expr: 'sum by (instance) (rate(loki_write_sent_entries_total[$__rate_interval]))', legend: "{{instance}}"}
            unit: short
          - title: Lines dropped
            description: Per second and host.
            queries:
              - {expr: 'sum by (instance) (rate(loki_write_dropped_entries_total[$__rate_interval]))', legend: "{{instance}}"}
            unit: short
      - row: Process
        panels:
          - title: Components
            description: By health.
            queries:
              - expr: sum by (instance, health_type) (alloy_component_controller_running_components)
                legend: "{{instance}} {{health_type}}"
            unit: short
          - title: Memory
            description: Resident set of the process.
            queries: [{expr: 'process_resident_memory_bytes{job="alloy"}', legend: "{{instance}}"}]
            unit: bytes

runbooks:
  alloy-down:
    title: Alloy is down
    description: Logs of a host are not shipped.
    steps: ["Check the process: systemctl status alloy", "Check its configuration: alloy validate"]
    queries: {Shippers: 'up{job="alloy"}'}
  alloy-config:
    title: Alloy does not run its configuration
    description: The file was refused, or a component of it is not healthy.
    steps: ["Let alloy say why: alloy validate config.alloy", Open the page of the component on port 12345]
    queries:
      Last load worked: alloy_config_last_load_successful
      Components by health: sum by (instance, health_type) (alloy_component_controller_running_components)
  alloy-dropped:
    title: Log lines are dropped
    description: Loki refused them or could not be reached.
    steps: [See whether Loki discards lines and why, Read Alloy's log for the answer it got]
    queries:
      Dropped: sum by (instance) (rate(loki_write_dropped_entries_total[5m]))
      Discarded by Loki: sum by (reason) (rate(loki_discarded_samples_total[5m]))

# The metrics of the log pipeline and of the component controller; the program has more.
metrics:
  alloy:
    alloy_build_info: {type: gauge, help: Version of the program, labels: {branch: null, goversion: null, revision: null, version: null}}
    alloy_component_controller_evaluating: {type: gauge, help: Whether the controller evaluates components now, labels: {controller_id: null, controller_path: null}}
    alloy_component_controller_running_components: {type: gauge, help: Running components by health, labels: {controller_id: null, controller_path: null, health_type: null}}
    alloy_config_last_load_success_timestamp_seconds: {type: gauge, help: Time of the last configuration that loaded}
    alloy_config_last_load_successful: {type: gauge, help: Whether the last configuration loaded}
    alloy_resources_process_resident_memory_bytes: {type: gauge, help: Resident memory of the process}
    loki_source_file_read_lines_total: {type: counter, help: Lines read of a file, labels: {component_id: null, component_path: null, path: null}}
    loki_write_batch_retries_total: {type: counter, help: Batches that were sent again, labels: {component_id: null, component_path: null, host: null, tenant: null}}
    loki_write_dropped_bytes_total: {type: counter, help: Bytes that were dropped, labels: {component_id: null, component_path: null, host: null, reason: null, tenant: null}}
    loki_write_dropped_entries_total: {type: counter, help: Lines that were dropped, labels: {component_id: null, component_path: null, host: null, reason: null, tenant: null}}
    loki_write_encoded_bytes_total: {type: counter, help: Bytes ready to be sent, labels: {component_id: null, component_path: null, host: null}}
    loki_write_request_duration_seconds: {type: histogram, help: Time to send a batch, labels: {component_id: null, component_path: null, host: null, status_code: null}}
    loki_write_sent_bytes_total: {type: counter, help: Bytes sent, labels: {component_id: null, component_path: null, host: null}}
    loki_write_sent_entries_total: {type: counter, help: Lines sent, labels: {component_id: null, component_path: null, host: null}}
    # The Go runtime and the process.
    go_gc_duration_seconds: {type: summary, help: A summary of the pause duration of garbage collection cycles}
    go_goroutines: {type: gauge, help: Number of goroutines that currently exist}
    go_info: {type: gauge, help: Information about the Go environment, labels: {version: null}}
    go_memstats_alloc_bytes: {type: gauge, help: Number of bytes allocated and still in use}
    go_memstats_heap_alloc_bytes: {type: gauge, help: Number of heap bytes allocated and still in use}
    go_memstats_heap_inuse_bytes: {type: gauge, help: Number of heap bytes that are in use}
    go_memstats_sys_bytes: {type: gauge, help: Number of bytes obtained from system}
    go_threads: {type: gauge, help: Number of OS threads created}
    process_cpu_seconds_total: {type: counter, help: Total user and system CPU time spent in seconds}
    process_max_fds: {type: gauge, help: Maximum number of open file descriptors}
    process_open_fds: {type: gauge, help: Number of open file descriptors}
    process_resident_memory_bytes: {type: gauge, help: Resident memory size in bytes}
    process_start_time_seconds: {type: gauge, help: Start time of the process since unix epoch in seconds}
    process_virtual_memory_bytes: {type: gauge, help: Virtual memory size in bytes}

"""#
    ),
    (
      name: "grafana",
      source: #"""
# Grafana. For a job named grafana.
alerts:
  - group: grafana
    interval: 1m
    rules:
      - alert: GrafanaDown
        expr: up{job="grafana"} == 0
        for: 5m
        severity: warning
        summary: "Grafana {{ $labels.instance }} is down"
        description: "Dashboards can't be opened; alerting does not depend on it."
        runbook: grafana-down
        dashboard: grafana
        test:
          fires: {'up{job="grafana",instance="grafana:3000"}': "0x60"}
          silent: {'up{job="grafana",instance="grafana:3000"}': "1x60"}

      - alert: GrafanaRequestsFailing
        expr: >-
          sum without (handler, method, status_code, status_source, slo_group) (
            rate(grafana_http_request_duration_seconds_count{status_code=~"5.."}[5m])
          )
          / sum without (handler, method, status_code, status_source, slo_group) (
            rate(grafana_http_request_duration_seconds_count[5m])
          )
          > 0.1
        for: 10m
        severity: warning
        summary: "{{ $value | humanizePercentage }} of the requests to Grafana {{ $labels.instance }} fail"
        description: "A data source that does not answer is the usual cause."
        runbook: grafana-requests
        dashboard: grafana
        test:
          fires:
            'grafana_http_request_duration_seconds_count{instance="grafana:3000",handler="/api/ds/query",method="POST",status_code="200"}': "0+50x60"
            'grafana_http_request_duration_seconds_count{instance="grafana:3000",handler="/api/ds/query",method="POST",status_code="502"}': "0+50x60"
          silent:
            'grafana_http_request_duration_seconds_count{instance="grafana:3000",handler="/api/ds/query",method="POST",status_code="200"}': "0+99x60"
            'grafana_http_request_duration_seconds_count{instance="grafana:3000",handler="/api/ds/query",method="POST",status_code="502"}': "0+1x60"

dashboards:
  grafana:
    title: Grafana
    description: Requests and data sources of Grafana itself.
    tags: [component]
    rows:
      - row: Requests
        panels:
          - title: Requests by status
            description: Per second.
            queries:
              - expr: sum by (status_code) (rate(grafana_http_request_duration_seconds_count[$__rate_interval]))
                legend: "{{status_code}}"
            unit: reqps
          - title: P95 by handler
            description: Time to answer; the slowest ten.
            queries:
              - expr: >-
                  topk(10, histogram_quantile(0.95,
                    sum by (handler, le) (rate(grafana_http_request_duration_seconds_bucket[$__rate_interval]))))
                legend: "{{handler}}"
            unit: s
      - row: Data sources
        panels:
          - title: Requests to data sources
            description: Per second and status.
            queries:
              - expr: sum by (datasource, code) (rate(grafana_datasource_request_total[$__rate_interval]))
                legend: "{{datasource}} {{code}}"
            unit: reqps
          - title: Dashboards
            description: How many there are.
            type: stat
            queries: [{expr: 'max by (instance) (grafana_stat_totals_dashboard)', legend: "{{instance}}"}]
            unit: short

runbooks:
  grafana-down:
    title: Grafana is down
    description: Dashboards can't be opened.
    steps: ["Check the process: systemctl status grafana-server", Read its log for a database or provisioning error]
    queries: {Servers: 'up{job="grafana"}'}
  grafana-requests:
    title: Requests to Grafana fail
    description: Grafana answers with errors.
    steps: [Find the handler that fails, Test the data source it uses]
    queries:
      Failing handlers: >-
        sum by (handler, status_code) (rate(grafana_http_request_duration_seconds_count{status_code=~"5.."}[5m])) > 0
      Data sources: sum by (datasource, code) (rate(grafana_datasource_request_total[5m]))

# The metrics of requests, data sources and totals; the server has more.
metrics:
  grafana:
    grafana_build_info: {type: gauge, help: Version of the program, labels: {branch: null, edition: null, goversion: null, revision: null, version: null}}
    grafana_datasource_request_total: {type: counter, help: Requests to data sources, labels: {code: null, datasource: null, datasource_type: null, method: null}}
    grafana_http_request_duration_seconds: {type: histogram, help: Time to answer HTTP requests, labels: {handler: null, method: null, slo_group: null, status_code: null, status_source: null}}
    grafana_http_request_in_flight: {type: gauge, help: HTTP requests being served}
    grafana_instance_start_total: {type: counter, help: Starts of the server}
    grafana_stat_active_users: {type: gauge, help: Users who were active lately}
    grafana_stat_total_users: {type: gauge, help: Users}
    grafana_stat_totals_dashboard: {type: gauge, help: Dashboards}
    grafana_stat_totals_datasource: {type: gauge, help: Data sources, labels: {plugin_id: null}}
    # The Go runtime and the process.
    go_gc_duration_seconds: {type: summary, help: A summary of the pause duration of garbage collection cycles}
    go_goroutines: {type: gauge, help: Number of goroutines that currently exist}
    go_info: {type: gauge, help: Information about the Go environment, labels: {version: null}}
    go_memstats_alloc_bytes: {type: gauge, help: Number of bytes allocated and still in use}
    go_memstats_heap_alloc_bytes: {type: gauge, help: Number of heap bytes allocated and still in use}
    go_memstats_heap_inuse_bytes: {type: gauge, help: Number of heap bytes that are in use}
    go_memstats_sys_bytes: {type: gauge, help: Number of bytes obtained from system}
    go_threads: {type: gauge, help: Number of OS threads created}
    process_cpu_seconds_total: {type: counter, help: Total user and system CPU time spent in seconds}
    process_max_fds: {type: gauge, help: Maximum number of open file descriptors}
    process_open_fds: {type: gauge, help: Number of open file descriptors}
    process_resident_memory_bytes: {type: gauge, help: Resident memory size in bytes}
    process_start_time_seconds: {type: gauge, help: Start time of the process since unix epoch in seconds}
    process_virtual_memory_bytes: {type: gauge, help: Virtual memory size in bytes}

"""#
    ),
    (
      name: "loki",
      source: #"""
# Loki. For a job named loki.
alerts:
  - group: loki
    interval: 1m
    rules:
      - alert: LokiDown
        expr: up{job="loki"} == 0
        for: 5m
        severity: warning
        summary: "Loki {{ $labels.instance }} is down"
        description: "Logs can't be searched; the shippers retry for a while and then drop them."
        runbook: loki-down
        dashboard: loki
        test:
          fires: {'up{job="loki",instance="loki:3100"}': "0x60"}
          silent: {'up{job="loki",instance="loki:3100"}': "1x60"}

      - alert: LokiRequestsFailing
        expr: >-
          sum without (status_code, method, ws) (rate(loki_request_duration_seconds_count{status_code=~"5.."}[5m]))
          / sum without (status_code, method, ws) (rate(loki_request_duration_seconds_count[5m]))
          > 0.1
        for: 15m
        severity: warning
        summary: "{{ $value | humanizePercentage }} of {{ $labels.route }} on {{ $labels.instance }} fails"
        description: "More than a tenth of the requests to that route have failed for 15 minutes."
        runbook: loki-requests
        dashboard: loki
        test:
          fires:
            'loki_request_duration_seconds_count{instance="loki:3100",method="POST",route="loki_api_v1_push",status_code="204",ws="false"}': "0+50x60"
            'loki_request_duration_seconds_count{instance="loki:3100",method="POST",route="loki_api_v1_push",status_code="500",ws="false"}': "0+50x60"
          silent:
            'loki_request_duration_seconds_count{instance="loki:3100",method="POST",route="loki_api_v1_push",status_code="204",ws="false"}': "0+99x60"
            'loki_request_duration_seconds_count{instance="loki:3100",method="POST",route="loki_api_v1_push",status_code="500",ws="false"}': "0+1x60"

      - alert: LokiPanics
        expr: increase(loki_panic_total[10m]) > 0
        severity: warning
        summary: "Loki {{ $labels.instance }} panicked"
        description: "A request made Loki panic in the last 10 minutes; its log has the stack."
        runbook: loki-requests
        dashboard: loki
        test:
          fires: {'loki_panic_total{instance="loki:3100"}': "0x55 1x60"}
          silent: {'loki_panic_total{instance="loki:3100"}': "2x120"}

      - alert: LokiLinesDiscarded
        expr: rate(loki_discarded_samples_total[5m]) > 0
        for: 15m
        severity: warning
        summary: "Loki {{ $labels.instance }} discards lines: {{ $labels.reason }}"
        description: "Lines that shippers sent have been refused for 15 minutes and are lost."
        runbook: loki-discarded
        dashboard: loki
        test:
          fires: {'loki_discarded_samples_total{instance="loki:3100",reason="rate_limited",tenant="fake"}': "0+10x60"}
          silent: {'loki_discarded_samples_total{instance="loki:3100",reason="rate_limited",tenant="fake"}': "20x60"}

dashboards:
  loki:
    title: Loki
    description: Lines that arrive, and how requests fare.
    tags: [component]
    rows:
      - row: Ingestion
        panels:
          - title: Lines per second
            description: Accepted by the distributor.
            queries:
              - {expr: 'sum by (instance) (rate(loki_distributor_lines_received_total[$__rate_interval]))', legend: "{{instance}}"}
            unit: short
          - title: Bytes per second
            description: Accepted by the distributor, uncompressed.
            queries:
              - {expr: 'sum by (instance) (rate(loki_distributor_bytes_received_total[$__rate_interval]))', legend: "{{instance}}"}
            unit: Bps
          - title: Lines discarded
            description: Per second and reason.
            queries: [{expr: 'sum by (reason) (rate(loki_discarded_samples_total[$__rate_interval]))', legend: "{{reason}}"}]
            unit: short
      - row: Requests
        panels:
          - title: P95 by route
            description: Time to answer a request.
            quantiles: {of: loki_request_duration_seconds, at: [95], by: [route]}
            unit: s
          - title: Streams in memory
            description: Grows with the number of label combinations.
            queries: [{expr: 'sum by (instance) (loki_ingester_memory_streams)', legend: "{{instance}}"}]
            unit: short

runbooks:
  loki-down:
    title: Loki is down
    description: Logs are neither stored nor searched.
    steps: ["Check the process and its log", "Check its configuration: loki -verify-config", Check the free space of /loki]
    queries: {Servers: 'up{job="loki"}'}
  loki-requests:
    title: Requests to Loki fail
    description: Pushes or queries are answered with an error.
    steps: [Read Loki's log for the route, "Look whether storage is full, slow or out of reach"]
    queries:
      Requests by status: sum by (route, status_code) (rate(loki_request_duration_seconds_count[5m]))
  loki-discarded:
    title: Loki discards lines
    description: A limit refuses what shippers send; the reason label says which.
    steps:
      - "rate_limited, per_stream_rate_limit: find the stream that is too busy, split it or raise the limit"
      - "too_far_behind, greater_than_max_sample_age: check clock and backlog of the shipper"
      - "stream_limit: look for a label with too many values"
    queries: {Discarded by reason: 'sum by (reason) (rate(loki_discarded_samples_total[5m]))'}

# The metrics that Loki's documentation names for its operation; the server has more.
metrics:
  loki:
    loki_build_info: {type: gauge, help: Version of the program, labels: {branch: null, goversion: null, revision: null, version: null}}
    loki_discarded_bytes_total: {type: counter, help: Bytes of lines that were discarded, labels: {reason: null, tenant: null}}
    loki_discarded_samples_total: {type: counter, help: Lines that were discarded, labels: {reason: null, tenant: null}}
    loki_distributor_bytes_received_total: {type: counter, help: Uncompressed bytes received, labels: {retention_hours: null, tenant: null}}
    loki_distributor_ingester_append_failures_total: {type: counter, help: Batch appends to ingesters that failed, labels: {ingester: null}}
    loki_distributor_ingester_appends_total: {type: counter, help: Batch appends sent to ingesters, labels: {ingester: null}}
    loki_distributor_lines_received_total: {type: counter, help: Lines received, labels: {tenant: null}}
    loki_ingester_chunks_created_total: {type: counter, help: Chunks created in the ingester}
    loki_ingester_chunks_flushed_total: {type: counter, help: Chunks flushed by the ingester, labels: {reason: null}}
    loki_ingester_memory_chunks: {type: gauge, help: Chunks in memory}
    loki_ingester_memory_streams: {type: gauge, help: Streams in memory, labels: {tenant: null}}
    loki_ingester_streams_created_total: {type: counter, help: Streams created, labels: {tenant: null}}
    loki_ingester_streams_removed_total: {type: counter, help: Streams removed, labels: {tenant: null}}
    loki_internal_log_messages_total: {type: counter, help: Messages that Loki logged itself, labels: {level: null}}
    loki_panic_total: {type: counter, help: Panics triggered}
    loki_request_duration_seconds: {type: histogram, help: Time spent serving requests, labels: {method: null, route: null, status_code: null, ws: null}}
    # The Go runtime and the process.
    go_gc_duration_seconds: {type: summary, help: A summary of the pause duration of garbage collection cycles}
    go_goroutines: {type: gauge, help: Number of goroutines that currently exist}
    go_info: {type: gauge, help: Information about the Go environment, labels: {version: null}}
    go_memstats_alloc_bytes: {type: gauge, help: Number of bytes allocated and still in use}
    go_memstats_heap_alloc_bytes: {type: gauge, help: Number of heap bytes allocated and still in use}
    go_memstats_heap_inuse_bytes: {type: gauge, help: Number of heap bytes that are in use}
    go_memstats_sys_bytes: {type: gauge, help: Number of bytes obtained from system}
    go_threads: {type: gauge, help: Number of OS threads created}
    process_cpu_seconds_total: {type: counter, help: Total user and system CPU time spent in seconds}
    process_max_fds: {type: gauge, help: Maximum number of open file descriptors}
    process_open_fds: {type: gauge, help: Number of open file descriptors}
    process_resident_memory_bytes: {type: gauge, help: Resident memory size in bytes}
    process_start_time_seconds: {type: gauge, help: Start time of the process since unix epoch in seconds}
    process_virtual_memory_bytes: {type: gauge, help: Virtual memory size in bytes}

"""#
    ),
    (
      name: "node_exporter",
      source: #"""
# The host: processors, memory, disks, network, clock. For a job named node_exporter.
alerts:
  - group: node_exporter
    interval: 1m
    rules:
      - alert: NodeExporterDown
        expr: up{job="node_exporter"} == 0
        for: 5m
        severity: warning
        summary: "The node exporter on {{ $labels.instance }} is down"
        description: "Neither disk nor memory of {{ $labels.instance }} is watched; the host itself may be down."
        runbook: node-exporter-down
        dashboard: node_exporter
        test:
          fires: {'up{job="node_exporter",instance="host-1"}': "0x60"}
          silent: {'up{job="node_exporter",instance="host-1"}': "1x60"}

      # Below a fifth and, by the trend of six hours, full within a day.
      - alert: NodeFilesystemAlmostFull
        expr: >-
          node_filesystem_avail_bytes{fstype!~"tmpfs|ramfs|squashfs|iso9660"}
          / node_filesystem_size_bytes{fstype!~"tmpfs|ramfs|squashfs|iso9660"} < 0.2
          and predict_linear(node_filesystem_avail_bytes{fstype!~"tmpfs|ramfs|squashfs|iso9660"}[6h], 24 * 3600) < 0
          and node_filesystem_readonly{fstype!~"tmpfs|ramfs|squashfs|iso9660"} == 0
        for: 1h
        severity: warning
        summary: "{{ $labels.mountpoint }} on {{ $labels.instance }} will be full within a day"
        description: "{{ $value | humanizePercentage }} of {{ $labels.device }} is left, and it shrinks."
        runbook: node-filesystem
        dashboard: node_exporter
        test:
          fires:
            'node_filesystem_avail_bytes{instance="host-1",device="/dev/sda1",fstype="ext4",mountpoint="/"}': "2e10-2.5e7x600"
            'node_filesystem_size_bytes{instance="host-1",device="/dev/sda1",fstype="ext4",mountpoint="/"}': "1e11x600"
            'node_filesystem_readonly{instance="host-1",device="/dev/sda1",fstype="ext4",mountpoint="/"}': "0x600"
          silent:
            'node_filesystem_avail_bytes{instance="host-1",device="/dev/sda1",fstype="ext4",mountpoint="/"}': "1.5e10x600"
            'node_filesystem_size_bytes{instance="host-1",device="/dev/sda1",fstype="ext4",mountpoint="/"}': "1e11x600"
            'node_filesystem_readonly{instance="host-1",device="/dev/sda1",fstype="ext4",mountpoint="/"}': "0x600"
          after: 8h

      - alert: NodeFilesystemFilesAlmostFull
        expr: >-
          node_filesystem_files_free{fstype!~"tmpfs|ramfs|squashfs|iso9660"}
          / node_filesystem_files{fstype!~"tmpfs|ramfs|squashfs|iso9660"} < 0.05
          and node_filesystem_readonly{fstype!~"tmpfs|ramfs|squashfs|iso9660"} == 0
        for: 1h
        severity: warning
        summary: "{{ $labels.mountpoint }} on {{ $labels.instance }} runs out of inodes"
        description: "{{ $value | humanizePercentage }} of the inodes of {{ $labels.device }} are left."
        runbook: node-filesystem
        dashboard: node_exporter
        test:
          fires:
            'node_filesystem_files_free{instance="host-1",device="/dev/sda1",fstype="ext4",mountpoint="/"}': "1e4x180"
            'node_filesystem_files{instance="host-1",device="/dev/sda1",fstype="ext4",mountpoint="/"}': "1e6x180"
            'node_filesystem_readonly{instance="host-1",device="/dev/sda1",fstype="ext4",mountpoint="/"}': "0x180"
          silent:
            'node_filesystem_files_free{instance="host-1",device="/dev/sda1",fstype="ext4",mountpoint="/"}': "5e5x180"
            'node_filesystem_files{instance="host-1",device="/dev/sda1",fstype="ext4",mountpoint="/"}': "1e6x180"
            'node_filesystem_readonly{instance="host-1",device="/dev/sda1",fstype="ext4",mountpoint="/"}': "0x180"

      - alert: NodeMemoryAlmostExhausted
        expr: node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes < 0.05
        for: 15m
        severity: warning
        summary: "{{ $value | humanizePercentage }} of the memory of {{ $labels.instance }} is available"
        description: "Less than 5% of the memory of {{ $labels.instance }} has been available for 15 minutes."
        runbook: node-memory
        dashboard: node_exporter
        test:
          fires:
            'node_memory_MemAvailable_bytes{instance="host-1"}': "2e8x60"
            'node_memory_MemTotal_bytes{instance="host-1"}': "1.6e10x60"
          silent:
            'node_memory_MemAvailable_bytes{instance="host-1"}': "8e9x60"
            'node_memory_MemTotal_bytes{instance="host-1"}': "1.6e10x60"

      - alert: NodeProcessKilledForMemory
        expr: increase(node_vmstat_oom_kill[10m]) > 0
        severity: warning
        summary: "The kernel of {{ $labels.instance }} killed a process for want of memory"
        description: "Something on {{ $labels.instance }} was killed in the last 10 minutes; dmesg names it."
        runbook: node-memory
        dashboard: node_exporter
        test:
          fires: {'node_vmstat_oom_kill{instance="host-1"}': "0x55 1x60"}
          silent: {'node_vmstat_oom_kill{instance="host-1"}': "3x120"}

      - alert: NodeClockNotSynchronised
        expr: min_over_time(node_timex_sync_status[5m]) == 0 and node_timex_maxerror_seconds >= 16
        for: 10m
        severity: warning
        summary: "The clock of {{ $labels.instance }} is not synchronised"
        description: "No time source has been reached for so long that the clock may be off by 16 seconds."
        runbook: node-clock
        dashboard: node_exporter
        test:
          fires:
            'node_timex_sync_status{instance="host-1"}': "0x60"
            'node_timex_maxerror_seconds{instance="host-1"}': "16x60"
          silent:
            'node_timex_sync_status{instance="host-1"}': "1x60"
            'node_timex_maxerror_seconds{instance="host-1"}': "0.01x60"

      - alert: NodeNetworkReceiveErrors
        expr: rate(node_network_receive_errs_total[5m]) / rate(node_network_receive_packets_total[5m]) > 0.01
        for: 1h
        severity: warning
        summary: "{{ $labels.device }} on {{ $labels.instance }} receives broken packets"
        description: "{{ $value | humanizePercentage }} of the packets have been broken for an hour."
        runbook: node-network
        dashboard: node_exporter
        test:
          fires:
            'node_network_receive_errs_total{instance="host-1",device="eth0"}': "0+100x180"
            'node_network_receive_packets_total{instance="host-1",device="eth0"}': "0+1000x180"
          silent:
            'node_network_receive_errs_total{instance="host-1",device="eth0"}': "0+1x180"
            'node_network_receive_packets_total{instance="host-1",device="eth0"}': "0+1000x180"

dashboards:
  node_exporter:
    title: Hosts
    description: Processors, memory, disks and network of every host.
    tags: [component]
    variables: {instance: {metric: up, job: node_exporter, label: instance}}
    rows:
      - row: Processor and memory
        panels:
          - title: CPU usage
            description: Share of processor time that is not idle.
            queries:
              - expr: 1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle", instance=~"$instance"}[$__rate_interval]))
                legend: "{{instance}}"
            unit: percentunit
            min: 0
            max: 1
          - title: Load per processor
            description: Processes that run or wait, for each processor.
            queries:
              - expr: >-
                  node_load1{instance=~"$instance"}
                  / on (instance) count by (instance) (node_cpu_seconds_total{mode="idle", instance=~"$instance"})
                legend: "{{instance}}"
            unit: short
          - title: Memory available
            description: What processes can still take.
            queries:
              - expr: node_memory_MemAvailable_bytes{instance=~"$instance"} / node_memory_MemTotal_bytes{instance=~"$instance"}
                legend: "{{instance}}"
            unit: percentunit
            min: 0
            max: 1
      - row: Disk
        panels:
          - title: Free space
            description: Share of each file system that is free.
            queries:
              - expr: >-
                  node_filesystem_avail_bytes{fstype!~"tmpfs|ramfs|squashfs|iso9660", instance=~"$instance"}
                  / node_filesystem_size_bytes{fstype!~"tmpfs|ramfs|squashfs|iso9660", instance=~"$instance"}
                legend: "{{instance}} {{mountpoint}}"
            unit: percentunit
            min: 0
            max: 1
          - title: Read and written
            description: Bytes per second, all devices of a host.
            queries:
              - expr: sum by (instance) (rate(node_disk_read_bytes_total{instance=~"$instance"}[$__rate_interval]))
                legend: "{{instance}} read"
              - expr: sum by (instance) (rate(node_disk_written_bytes_total{instance=~"$instance"}[$__rate_interval]))
                legend: "{{instance}} write"
            unit: Bps
          - title: Busy
            description: Share of time in which a device had work.
            queries:
              - expr: rate(node_disk_io_time_seconds_total{instance=~"$instance"}[$__rate_interval])
                legend: "{{instance}} {{device}}"
            unit: percentunit
            min: 0
      - row: Network
        panels:
          - title: Received
            description: Bytes per second and device.
            queries:
              - expr: rate(node_network_receive_bytes_total{device!="lo", instance=~"$instance"}[$__rate_interval])
                legend: "{{instance}} {{device}}"
            unit: Bps
          - title: Sent
            description: Bytes per second and device.
            queries:
              - expr: rate(node_network_transmit_bytes_total{device!="lo", instance=~"$instance"}[$__rate_interval])
                legend: "{{instance}} {{device}}"
            unit: Bps

runbooks:
  node-exporter-down:
    title: A node exporter is down
    description: The exporter, its host or the network between does not answer.
    steps:
      - See whether the other jobs of the same instance answer
      - "Check the process: systemctl status prometheus-node-exporter"
    queries: {Everything on the instance: 'up == 0'}
  node-filesystem:
    title: A file system fills up
    description: Space or inodes run out.
    steps:
      - "Find what grew: du -xh --max-depth=2 on the mount point"
      - "For inodes: find directories with many small files"
      - Remove what is not needed, or enlarge the volume
    queries:
      Free space: >-
        node_filesystem_avail_bytes{fstype!~"tmpfs|ramfs|squashfs|iso9660"}
        / node_filesystem_size_bytes{fstype!~"tmpfs|ramfs|squashfs|iso9660"}
      Free inodes: >-
        node_filesystem_files_free{fstype!~"tmpfs|ramfs|squashfs|iso9660"}
        / node_filesystem_files{fstype!~"tmpfs|ramfs|squashfs|iso9660"}
  node-memory:
    title: A host runs out of memory
    description: Little memory is available, or the kernel killed a process already.
    steps:
      - "Find the process that grew: ps aux --sort=-rss"
      - "See what was killed: dmesg -T"
    queries:
      Memory available: node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes
      Processes killed in an hour: increase(node_vmstat_oom_kill[1h])
  node-clock:
    title: A clock is not synchronised
    description: Timestamps of samples, logs and spans of this host can't be trusted.
    steps: ["Check the time service: chronyc tracking, or timedatectl", Check that the time servers are reachable]
    queries: {Offset: node_timex_offset_seconds, Largest possible error: node_timex_maxerror_seconds}
  node-network:
    title: A network interface receives broken packets
    description: A cable, a port or a driver is faulty.
    steps: ["See the counters of the driver: ethtool -S on the device", Try another cable or port]
    queries: {Broken packets per second: 'rate(node_network_receive_errs_total[5m])'}

# From the exporter's own page (1.5), all collectors that are on by default.
metrics:
  node_exporter:
    go_gc_duration_seconds: {type: summary, help: A summary of the pause duration of garbage collection cycles}
    go_goroutines: {type: gauge, help: Number of goroutines that currently exist}
    go_info: {type: gauge, help: Information about the Go environment, labels: {version: null}}
    go_memstats_alloc_bytes: {type: gauge, help: Number of bytes allocated and still in use}
    go_memstats_alloc_bytes_total: {type: counter, help: "Total number of bytes allocated, even if freed"}
    go_memstats_buck_hash_sys_bytes: {type: gauge, help: Number of bytes used by the profiling bucket hash table}
    go_memstats_frees_total: {type: counter, help: Total number of frees}
    go_memstats_gc_sys_bytes: {type: gauge, help: Number of bytes used for garbage collection system metadata}
    go_memstats_heap_alloc_bytes: {type: gauge, help: Number of heap bytes allocated and still in use}
    go_memstats_heap_idle_bytes: {type: gauge, help: Number of heap bytes waiting to be used}
    go_memstats_heap_inuse_bytes: {type: gauge, help: Number of heap bytes that are in use}
    go_memstats_heap_objects: {type: gauge, help: Number of allocated objects}
    go_memstats_heap_released_bytes: {type: gauge, help: Number of heap bytes released to OS}
    go_memstats_heap_sys_bytes: {type: gauge, help: Number of heap bytes obtained from system}
    go_memstats_last_gc_time_seconds: {type: gauge, help: Number of seconds since 1970 of last garbage collection}
    go_memstats_lookups_total: {type: counter, help: Total number of pointer lookups}
    go_memstats_mallocs_total: {type: counter, help: Total number of mallocs}
    go_memstats_mcache_inuse_bytes: {type: gauge, help: Number of bytes in use by mcache structures}
    go_memstats_mcache_sys_bytes: {type: gauge, help: Number of bytes used for mcache structures obtained from system}
    go_memstats_mspan_inuse_bytes: {type: gauge, help: Number of bytes in use by mspan structures}
    go_memstats_mspan_sys_bytes: {type: gauge, help: Number of bytes used for mspan structures obtained from system}
    go_memstats_next_gc_bytes: {type: gauge, help: Number of heap bytes when next garbage collection will take place}
    go_memstats_other_sys_bytes: {type: gauge, help: Number of bytes used for other system allocations}
    go_memstats_stack_inuse_bytes: {type: gauge, help: Number of bytes in use by the stack allocator}
    go_memstats_stack_sys_bytes: {type: gauge, help: Number of bytes obtained from system for stack allocator}
    go_memstats_sys_bytes: {type: gauge, help: Number of bytes obtained from system}
    go_threads: {type: gauge, help: Number of OS threads created}
    node_arp_entries: {type: gauge, help: ARP entries by device, labels: {device: null}}
    node_boot_time_seconds: {type: gauge, help: "Node boot time, in unixtime"}
    node_context_switches_total: {type: counter, help: Total number of context switches}
    node_cpu_guest_seconds_total: {type: counter, help: Seconds the CPUs spent in guests (VMs) for each mode, labels: {cpu: null, mode: null}}
    node_cpu_seconds_total: {type: counter, help: Seconds the CPUs spent in each mode, labels: {cpu: null, mode: [idle, iowait, irq, nice, softirq, steal, system, user]}}
    node_disk_discard_time_seconds_total: {type: counter, help: This is the total number of seconds spent by all discards, labels: {device: null}}
    node_disk_discarded_sectors_total: {type: counter, help: The total number of sectors discarded successfully, labels: {device: null}}
    node_disk_discards_completed_total: {type: counter, help: The total number of discards completed successfully, labels: {device: null}}
    node_disk_discards_merged_total: {type: counter, help: The total number of discards merged, labels: {device: null}}
    node_disk_flush_requests_time_seconds_total: {type: counter, help: This is the total number of seconds spent by all flush requests, labels: {device: null}}
    node_disk_flush_requests_total: {type: counter, help: The total number of flush requests completed successfully, labels: {device: null}}
    node_disk_info: {type: gauge, help: Info of /sys/block/<block_device>, labels: {device: null, major: null, minor: null, model: null, path: null, revision: null, serial: null, wwn: null}}
    node_disk_io_now: {type: gauge, help: The number of I/Os currently in progress, labels: {device: null}}
    node_disk_io_time_seconds_total: {type: counter, help: Total seconds spent doing I/Os, labels: {device: null}}
    node_disk_io_time_weighted_seconds_total: {type: counter, help: "The weighted # of seconds spent doing I/Os", labels: {device: null}}
    node_disk_read_bytes_total: {type: counter, help: The total number of bytes read successfully, labels: {device: null}}
    node_disk_read_time_seconds_total: {type: counter, help: The total number of seconds spent by all reads, labels: {device: null}}
    node_disk_reads_completed_total: {type: counter, help: The total number of reads completed successfully, labels: {device: null}}
    node_disk_reads_merged_total: {type: counter, help: The total number of reads merged, labels: {device: null}}
    node_disk_write_time_seconds_total: {type: counter, help: This is the total number of seconds spent by all writes, labels: {device: null}}
    node_disk_writes_completed_total: {type: counter, help: The total number of writes completed successfully, labels: {device: null}}
    node_disk_writes_merged_total: {type: counter, help: The number of writes merged, labels: {device: null}}
    node_disk_written_bytes_total: {type: counter, help: The total number of bytes written successfully, labels: {device: null}}
    node_entropy_available_bits: {type: gauge, help: Bits of available entropy}
    node_entropy_pool_size_bits: {type: gauge, help: Bits of entropy pool}
    node_exporter_build_info: {type: gauge, help: Version of the program, labels: {branch: null, goarch: null, goos: null, goversion: null, revision: null, version: null}}
    node_filefd_allocated: {type: gauge, help: "File descriptor statistics: allocated"}
    node_filefd_maximum: {type: gauge, help: "File descriptor statistics: maximum"}
    node_filesystem_avail_bytes: {type: gauge, help: Filesystem space available to non-root users in bytes, labels: {device: null, fstype: null, mountpoint: null}}
    node_filesystem_device_error: {type: gauge, help: Whether an error occurred while getting statistics for the given device, labels: {device: null, fstype: null, mountpoint: null}}
    node_filesystem_files: {type: gauge, help: Filesystem total file nodes, labels: {device: null, fstype: null, mountpoint: null}}
    node_filesystem_files_free: {type: gauge, help: Filesystem total free file nodes, labels: {device: null, fstype: null, mountpoint: null}}
    node_filesystem_free_bytes: {type: gauge, help: Filesystem free space in bytes, labels: {device: null, fstype: null, mountpoint: null}}
    node_filesystem_readonly: {type: gauge, help: Filesystem read-only status, labels: {device: null, fstype: null, mountpoint: null}}
    node_filesystem_size_bytes: {type: gauge, help: Filesystem size in bytes, labels: {device: null, fstype: null, mountpoint: null}}
    node_forks_total: {type: counter, help: Total number of forks}
    node_intr_total: {type: counter, help: Total number of interrupts serviced}
    node_load1: {type: gauge, help: "1m load average"}
    node_load15: {type: gauge, help: "15m load average"}
    node_load5: {type: gauge, help: "5m load average"}
    node_memory_Active_anon_bytes: {type: gauge, help: Memory information field Active_anon_bytes}
    node_memory_Active_bytes: {type: gauge, help: Memory information field Active_bytes}
    node_memory_Active_file_bytes: {type: gauge, help: Memory information field Active_file_bytes}
    node_memory_AnonHugePages_bytes: {type: gauge, help: Memory information field AnonHugePages_bytes}
    node_memory_AnonPages_bytes: {type: gauge, help: Memory information field AnonPages_bytes}
    node_memory_Balloon_bytes: {type: gauge, help: Memory information field Balloon_bytes}
    node_memory_Bounce_bytes: {type: gauge, help: Memory information field Bounce_bytes}
    node_memory_Buffers_bytes: {type: gauge, help: Memory information field Buffers_bytes}
    node_memory_Cached_bytes: {type: gauge, help: Memory information field Cached_bytes}
    node_memory_CommitLimit_bytes: {type: gauge, help: Memory information field CommitLimit_bytes}
    node_memory_Committed_AS_bytes: {type: gauge, help: Memory information field Committed_AS_bytes}
    node_memory_DirectMap1G_bytes: {type: gauge, help: Memory information field DirectMap1G_bytes}
    node_memory_DirectMap2M_bytes: {type: gauge, help: Memory information field DirectMap2M_bytes}
    node_memory_DirectMap4k_bytes: {type: gauge, help: Memory information field DirectMap4k_bytes}
    node_memory_Dirty_bytes: {type: gauge, help: Memory information field Dirty_bytes}
    node_memory_FileHugePages_bytes: {type: gauge, help: Memory information field FileHugePages_bytes}
    node_memory_FilePmdMapped_bytes: {type: gauge, help: Memory information field FilePmdMapped_bytes}
    node_memory_HugePages_Free: {type: gauge, help: Memory information field HugePages_Free}
    node_memory_HugePages_Rsvd: {type: gauge, help: Memory information field HugePages_Rsvd}
    node_memory_HugePages_Surp: {type: gauge, help: Memory information field HugePages_Surp}
    node_memory_HugePages_Total: {type: gauge, help: Memory information field HugePages_Total}
    node_memory_Hugepagesize_bytes: {type: gauge, help: Memory information field Hugepagesize_bytes}
    node_memory_Hugetlb_bytes: {type: gauge, help: Memory information field Hugetlb_bytes}
    node_memory_Inactive_anon_bytes: {type: gauge, help: Memory information field Inactive_anon_bytes}
    node_memory_Inactive_bytes: {type: gauge, help: Memory information field Inactive_bytes}
    node_memory_Inactive_file_bytes: {type: gauge, help: Memory information field Inactive_file_bytes}
    node_memory_KReclaimable_bytes: {type: gauge, help: Memory information field KReclaimable_bytes}
    node_memory_KernelStack_bytes: {type: gauge, help: Memory information field KernelStack_bytes}
    node_memory_Mapped_bytes: {type: gauge, help: Memory information field Mapped_bytes}
    node_memory_MemAvailable_bytes: {type: gauge, help: Memory information field MemAvailable_bytes}
    node_memory_MemFree_bytes: {type: gauge, help: Memory information field MemFree_bytes}
    node_memory_MemTotal_bytes: {type: gauge, help: Memory information field MemTotal_bytes}
    node_memory_Mlocked_bytes: {type: gauge, help: Memory information field Mlocked_bytes}
    node_memory_NFS_Unstable_bytes: {type: gauge, help: Memory information field NFS_Unstable_bytes}
    node_memory_PageTables_bytes: {type: gauge, help: Memory information field PageTables_bytes}
    node_memory_Percpu_bytes: {type: gauge, help: Memory information field Percpu_bytes}
    node_memory_SReclaimable_bytes: {type: gauge, help: Memory information field SReclaimable_bytes}
    node_memory_SUnreclaim_bytes: {type: gauge, help: Memory information field SUnreclaim_bytes}
    node_memory_SecPageTables_bytes: {type: gauge, help: Memory information field SecPageTables_bytes}
    node_memory_ShmemHugePages_bytes: {type: gauge, help: Memory information field ShmemHugePages_bytes}
    node_memory_ShmemPmdMapped_bytes: {type: gauge, help: Memory information field ShmemPmdMapped_bytes}
    node_memory_Shmem_bytes: {type: gauge, help: Memory information field Shmem_bytes}
    node_memory_Slab_bytes: {type: gauge, help: Memory information field Slab_bytes}
    node_memory_SwapCached_bytes: {type: gauge, help: Memory information field SwapCached_bytes}
    node_memory_SwapFree_bytes: {type: gauge, help: Memory information field SwapFree_bytes}
    node_memory_SwapTotal_bytes: {type: gauge, help: Memory information field SwapTotal_bytes}
    node_memory_Unevictable_bytes: {type: gauge, help: Memory information field Unevictable_bytes}
    node_memory_VmallocChunk_bytes: {type: gauge, help: Memory information field VmallocChunk_bytes}
    node_memory_VmallocTotal_bytes: {type: gauge, help: Memory information field VmallocTotal_bytes}
    node_memory_VmallocUsed_bytes: {type: gauge, help: Memory information field VmallocUsed_bytes}
    node_memory_WritebackTmp_bytes: {type: gauge, help: Memory information field WritebackTmp_bytes}
    node_memory_Writeback_bytes: {type: gauge, help: Memory information field Writeback_bytes}
    node_memory_Zswap_bytes: {type: gauge, help: Memory information field Zswap_bytes}
    node_memory_Zswapped_bytes: {type: gauge, help: Memory information field Zswapped_bytes}
    node_netstat_Icmp6_InErrors: {type: untyped, help: Statistic Icmp6InErrors}
    node_netstat_Icmp6_InMsgs: {type: untyped, help: Statistic Icmp6InMsgs}
    node_netstat_Icmp6_OutMsgs: {type: untyped, help: Statistic Icmp6OutMsgs}
    node_netstat_Icmp_InErrors: {type: untyped, help: Statistic IcmpInErrors}
    node_netstat_Icmp_InMsgs: {type: untyped, help: Statistic IcmpInMsgs}
    node_netstat_Icmp_OutMsgs: {type: untyped, help: Statistic IcmpOutMsgs}
    node_netstat_Ip6_InOctets: {type: untyped, help: Statistic Ip6InOctets}
    node_netstat_Ip6_OutOctets: {type: untyped, help: Statistic Ip6OutOctets}
    node_netstat_IpExt_InOctets: {type: untyped, help: Statistic IpExtInOctets}
    node_netstat_IpExt_OutOctets: {type: untyped, help: Statistic IpExtOutOctets}
    node_netstat_Ip_Forwarding: {type: untyped, help: Statistic IpForwarding}
    node_netstat_TcpExt_ListenDrops: {type: untyped, help: Statistic TcpExtListenDrops}
    node_netstat_TcpExt_ListenOverflows: {type: untyped, help: Statistic TcpExtListenOverflows}
    node_netstat_TcpExt_SyncookiesFailed: {type: untyped, help: Statistic TcpExtSyncookiesFailed}
    node_netstat_TcpExt_SyncookiesRecv: {type: untyped, help: Statistic TcpExtSyncookiesRecv}
    node_netstat_TcpExt_SyncookiesSent: {type: untyped, help: Statistic TcpExtSyncookiesSent}
    node_netstat_TcpExt_TCPSynRetrans: {type: untyped, help: Statistic TcpExtTCPSynRetrans}
    node_netstat_TcpExt_TCPTimeouts: {type: untyped, help: Statistic TcpExtTCPTimeouts}
    node_netstat_Tcp_ActiveOpens: {type: untyped, help: Statistic TcpActiveOpens}
    node_netstat_Tcp_CurrEstab: {type: untyped, help: Statistic TcpCurrEstab}
    node_netstat_Tcp_InErrs: {type: untyped, help: Statistic TcpInErrs}
    node_netstat_Tcp_InSegs: {type: untyped, help: Statistic TcpInSegs}
    node_netstat_Tcp_OutRsts: {type: untyped, help: Statistic TcpOutRsts}
    node_netstat_Tcp_OutSegs: {type: untyped, help: Statistic TcpOutSegs}
    node_netstat_Tcp_PassiveOpens: {type: untyped, help: Statistic TcpPassiveOpens}
    node_netstat_Tcp_RetransSegs: {type: untyped, help: Statistic TcpRetransSegs}
    node_netstat_Udp6_InDatagrams: {type: untyped, help: Statistic Udp6InDatagrams}
    node_netstat_Udp6_InErrors: {type: untyped, help: Statistic Udp6InErrors}
    node_netstat_Udp6_NoPorts: {type: untyped, help: Statistic Udp6NoPorts}
    node_netstat_Udp6_OutDatagrams: {type: untyped, help: Statistic Udp6OutDatagrams}
    node_netstat_Udp6_RcvbufErrors: {type: untyped, help: Statistic Udp6RcvbufErrors}
    node_netstat_Udp6_SndbufErrors: {type: untyped, help: Statistic Udp6SndbufErrors}
    node_netstat_UdpLite6_InErrors: {type: untyped, help: Statistic UdpLite6InErrors}
    node_netstat_UdpLite_InErrors: {type: untyped, help: Statistic UdpLiteInErrors}
    node_netstat_Udp_InDatagrams: {type: untyped, help: Statistic UdpInDatagrams}
    node_netstat_Udp_InErrors: {type: untyped, help: Statistic UdpInErrors}
    node_netstat_Udp_NoPorts: {type: untyped, help: Statistic UdpNoPorts}
    node_netstat_Udp_OutDatagrams: {type: untyped, help: Statistic UdpOutDatagrams}
    node_netstat_Udp_RcvbufErrors: {type: untyped, help: Statistic UdpRcvbufErrors}
    node_netstat_Udp_SndbufErrors: {type: untyped, help: Statistic UdpSndbufErrors}
    node_network_address_assign_type: {type: gauge, help: "Network device property: address_assign_type", labels: {device: null}}
    node_network_carrier: {type: gauge, help: "Network device property: carrier", labels: {device: null}}
    node_network_carrier_changes_total: {type: counter, help: "Network device property: carrier_changes_total", labels: {device: null}}
    node_network_carrier_down_changes_total: {type: counter, help: "Network device property: carrier_down_changes_total", labels: {device: null}}
    node_network_carrier_up_changes_total: {type: counter, help: "Network device property: carrier_up_changes_total", labels: {device: null}}
    node_network_device_id: {type: gauge, help: "Network device property: device_id", labels: {device: null}}
    node_network_dormant: {type: gauge, help: "Network device property: dormant", labels: {device: null}}
    node_network_flags: {type: gauge, help: "Network device property: flags", labels: {device: null}}
    node_network_iface_id: {type: gauge, help: "Network device property: iface_id", labels: {device: null}}
    node_network_iface_link: {type: gauge, help: "Network device property: iface_link", labels: {device: null}}
    node_network_iface_link_mode: {type: gauge, help: "Network device property: iface_link_mode", labels: {device: null}}
    node_network_info: {type: gauge, help: "Non-numeric data from /sys/class/net/<iface>, value is always 1", labels: {address: null, broadcast: null, device: null, duplex: null, ifalias: null, operstate: null}}
    node_network_mtu_bytes: {type: gauge, help: "Network device property: mtu_bytes", labels: {device: null}}
    node_network_name_assign_type: {type: gauge, help: "Network device property: name_assign_type", labels: {device: null}}
    node_network_net_dev_group: {type: gauge, help: "Network device property: net_dev_group", labels: {device: null}}
    node_network_protocol_type: {type: gauge, help: "Network device property: protocol_type", labels: {device: null}}
    node_network_receive_bytes_total: {type: counter, help: Network device statistic receive_bytes, labels: {device: null}}
    node_network_receive_compressed_total: {type: counter, help: Network device statistic receive_compressed, labels: {device: null}}
    node_network_receive_drop_total: {type: counter, help: Network device statistic receive_drop, labels: {device: null}}
    node_network_receive_errs_total: {type: counter, help: Network device statistic receive_errs, labels: {device: null}}
    node_network_receive_fifo_total: {type: counter, help: Network device statistic receive_fifo, labels: {device: null}}
    node_network_receive_frame_total: {type: counter, help: Network device statistic receive_frame, labels: {device: null}}
    node_network_receive_multicast_total: {type: counter, help: Network device statistic receive_multicast, labels: {device: null}}
    node_network_receive_nohandler_total: {type: counter, help: Network device statistic receive_nohandler, labels: {device: null}}
    node_network_receive_packets_total: {type: counter, help: Network device statistic receive_packets, labels: {device: null}}
    node_network_speed_bytes: {type: gauge, help: "Network device property: speed_bytes", labels: {device: null}}
    node_network_transmit_bytes_total: {type: counter, help: Network device statistic transmit_bytes, labels: {device: null}}
    node_network_transmit_carrier_total: {type: counter, help: Network device statistic transmit_carrier, labels: {device: null}}
    node_network_transmit_colls_total: {type: counter, help: Network device statistic transmit_colls, labels: {device: null}}
    node_network_transmit_compressed_total: {type: counter, help: Network device statistic transmit_compressed, labels: {device: null}}
    node_network_transmit_drop_total: {type: counter, help: Network device statistic transmit_drop, labels: {device: null}}
    node_network_transmit_errs_total: {type: counter, help: Network device statistic transmit_errs, labels: {device: null}}
    node_network_transmit_fifo_total: {type: counter, help: Network device statistic transmit_fifo, labels: {device: null}}
    node_network_transmit_packets_total: {type: counter, help: Network device statistic transmit_packets, labels: {device: null}}
    node_network_transmit_queue_length: {type: gauge, help: "Network device property: transmit_queue_length", labels: {device: null}}
    node_network_up: {type: gauge, help: "Value is 1 if operstate is 'up', 0 otherwise", labels: {device: null}}
    node_nf_conntrack_entries: {type: gauge, help: Number of currently allocated flow entries for connection tracking}
    node_nf_conntrack_entries_limit: {type: gauge, help: Maximum size of connection tracking table}
    node_nf_conntrack_stat_drop: {type: gauge, help: Number of packets dropped due to conntrack failure}
    node_nf_conntrack_stat_early_drop: {type: gauge, help: "Number of dropped conntrack entries to make room for new ones, if maximum table size was reached"}
    node_nf_conntrack_stat_found: {type: gauge, help: Number of searched entries which were successful}
    node_nf_conntrack_stat_ignore: {type: gauge, help: Number of packets seen which are already connected to a conntrack entry}
    node_nf_conntrack_stat_insert: {type: gauge, help: Number of entries inserted into the list}
    node_nf_conntrack_stat_insert_failed: {type: gauge, help: Number of entries for which list insertion was attempted but failed}
    node_nf_conntrack_stat_invalid: {type: gauge, help: Number of packets seen which can not be tracked}
    node_nf_conntrack_stat_search_restart: {type: gauge, help: Number of conntrack table lookups which had to be restarted due to hashtable resizes}
    node_os_info: {type: gauge, help: "A metric with a constant '1' value labeled by build_id, id, id_like, image_id, image_version", labels: {build_id: null, id: null, id_like: null, image_id: null, image_version: null, name: null, pretty_name: null, variant: null, variant_id: null, version: null, version_codename: null, version_id: null}}
    node_os_version: {type: gauge, help: Metric containing the major.minor part of the OS version, labels: {id: null, id_like: null, name: null}}
    node_pressure_cpu_waiting_seconds_total: {type: counter, help: Total time in seconds that processes have waited for CPU time}
    node_pressure_io_stalled_seconds_total: {type: counter, help: Total time in seconds no process could make progress due to IO congestion}
    node_pressure_io_waiting_seconds_total: {type: counter, help: Total time in seconds that processes have waited due to IO congestion}
    node_pressure_memory_stalled_seconds_total: {type: counter, help: Total time in seconds no process could make progress due to memory congestion}
    node_pressure_memory_waiting_seconds_total: {type: counter, help: Total time in seconds that processes have waited for memory}
    node_procs_blocked: {type: gauge, help: Number of processes blocked waiting for I/O to complete}
    node_procs_running: {type: gauge, help: Number of processes in runnable state}
    node_scrape_collector_duration_seconds: {type: gauge, help: "node_exporter: Duration of a collector scrape", labels: {collector: null}}
    node_scrape_collector_success: {type: gauge, help: "node_exporter: Whether a collector succeeded", labels: {collector: null}}
    node_selinux_enabled: {type: gauge, help: "SELinux is enabled, 1 is true, 0 is false"}
    node_sockstat_FRAG6_inuse: {type: gauge, help: Number of FRAG6 sockets in state inuse}
    node_sockstat_FRAG6_memory: {type: gauge, help: Number of FRAG6 sockets in state memory}
    node_sockstat_FRAG_inuse: {type: gauge, help: Number of FRAG sockets in state inuse}
    node_sockstat_FRAG_memory: {type: gauge, help: Number of FRAG sockets in state memory}
    node_sockstat_RAW6_inuse: {type: gauge, help: Number of RAW6 sockets in state inuse}
    node_sockstat_RAW_inuse: {type: gauge, help: Number of RAW sockets in state inuse}
    node_sockstat_TCP6_inuse: {type: gauge, help: Number of TCP6 sockets in state inuse}
    node_sockstat_TCP_alloc: {type: gauge, help: Number of TCP sockets in state alloc}
    node_sockstat_TCP_inuse: {type: gauge, help: Number of TCP sockets in state inuse}
    node_sockstat_TCP_mem: {type: gauge, help: Number of TCP sockets in state mem}
    node_sockstat_TCP_mem_bytes: {type: gauge, help: Number of TCP sockets in state mem_bytes}
    node_sockstat_TCP_orphan: {type: gauge, help: Number of TCP sockets in state orphan}
    node_sockstat_TCP_tw: {type: gauge, help: Number of TCP sockets in state tw}
    node_sockstat_UDP6_inuse: {type: gauge, help: Number of UDP6 sockets in state inuse}
    node_sockstat_UDPLITE6_inuse: {type: gauge, help: Number of UDPLITE6 sockets in state inuse}
    node_sockstat_UDPLITE_inuse: {type: gauge, help: Number of UDPLITE sockets in state inuse}
    node_sockstat_UDP_inuse: {type: gauge, help: Number of UDP sockets in state inuse}
    node_sockstat_UDP_mem: {type: gauge, help: Number of UDP sockets in state mem}
    node_sockstat_UDP_mem_bytes: {type: gauge, help: Number of UDP sockets in state mem_bytes}
    node_sockstat_sockets_used: {type: gauge, help: Number of IPv4 sockets in use}
    node_softnet_dropped_total: {type: counter, help: Number of dropped packets, labels: {cpu: null}}
    node_softnet_processed_total: {type: counter, help: Number of processed packets, labels: {cpu: null}}
    node_softnet_times_squeezed_total: {type: counter, help: Number of times processing packets ran out of quota, labels: {cpu: null}}
    node_textfile_scrape_error: {type: gauge, help: "1 if there was an error opening or reading a file, 0 otherwise"}
    node_time_clocksource_available_info: {type: gauge, help: "Available clocksources read from '/sys/devices/system/clocksource'", labels: {clocksource: null, device: null}}
    node_time_clocksource_current_info: {type: gauge, help: "Current clocksource read from '/sys/devices/system/clocksource'", labels: {clocksource: null, device: null}}
    node_time_seconds: {type: gauge, help: System time in seconds since epoch (1970)}
    node_time_zone_offset_seconds: {type: gauge, help: System time zone offset in seconds, labels: {time_zone: null}}
    node_timex_estimated_error_seconds: {type: gauge, help: Estimated error in seconds}
    node_timex_frequency_adjustment_ratio: {type: gauge, help: Local clock frequency adjustment}
    node_timex_loop_time_constant: {type: gauge, help: Phase-locked loop time constant}
    node_timex_maxerror_seconds: {type: gauge, help: Maximum error in seconds}
    node_timex_offset_seconds: {type: gauge, help: Time offset in between local system and reference clock}
    node_timex_pps_calibration_total: {type: counter, help: Pulse per second count of calibration intervals}
    node_timex_pps_error_total: {type: counter, help: Pulse per second count of calibration errors}
    node_timex_pps_frequency_hertz: {type: gauge, help: Pulse per second frequency}
    node_timex_pps_jitter_seconds: {type: gauge, help: Pulse per second jitter}
    node_timex_pps_jitter_total: {type: counter, help: Pulse per second count of jitter limit exceeded events}
    node_timex_pps_shift_seconds: {type: gauge, help: Pulse per second interval duration}
    node_timex_pps_stability_exceeded_total: {type: counter, help: Pulse per second count of stability limit exceeded events}
    node_timex_pps_stability_hertz: {type: gauge, help: "Pulse per second stability, average of recent frequency changes"}
    node_timex_status: {type: gauge, help: Value of the status array bits}
    node_timex_sync_status: {type: gauge, help: "Is clock synchronized to a reliable server (1 = yes, 0 = no)"}
    node_timex_tai_offset_seconds: {type: gauge, help: International Atomic Time (TAI) offset}
    node_timex_tick_seconds: {type: gauge, help: Seconds between clock ticks}
    node_udp_queues: {type: gauge, help: Number of allocated memory in the kernel for UDP datagrams in bytes, labels: {ip: null, queue: null}}
    node_uname_info: {type: gauge, help: Labeled system information as provided by the uname system call, labels: {domainname: null, machine: null, nodename: null, release: null, sysname: null, version: null}}
    node_vmstat_oom_kill: {type: untyped, help: "/proc/vmstat information field oom_kill"}
    node_vmstat_pgfault: {type: untyped, help: "/proc/vmstat information field pgfault"}
    node_vmstat_pgmajfault: {type: untyped, help: "/proc/vmstat information field pgmajfault"}
    node_vmstat_pgpgin: {type: untyped, help: "/proc/vmstat information field pgpgin"}
    node_vmstat_pgpgout: {type: untyped, help: "/proc/vmstat information field pgpgout"}
    node_vmstat_pswpin: {type: untyped, help: "/proc/vmstat information field pswpin"}
    node_vmstat_pswpout: {type: untyped, help: "/proc/vmstat information field pswpout"}
    process_cpu_seconds_total: {type: counter, help: Total user and system CPU time spent in seconds}
    process_max_fds: {type: gauge, help: Maximum number of open file descriptors}
    process_open_fds: {type: gauge, help: Number of open file descriptors}
    process_resident_memory_bytes: {type: gauge, help: Resident memory size in bytes}
    process_start_time_seconds: {type: gauge, help: Start time of the process since unix epoch in seconds}
    process_virtual_memory_bytes: {type: gauge, help: Virtual memory size in bytes}
    process_virtual_memory_max_bytes: {type: gauge, help: Maximum amount of virtual memory available in bytes}
    promhttp_metric_handler_errors_total: {type: counter, help: Total number of internal errors encountered by the promhttp metric handler, labels: {cause: null}}
    promhttp_metric_handler_requests_in_flight: {type: gauge, help: Current number of scrapes being served}
    promhttp_metric_handler_requests_total: {type: counter, help: Total number of scrapes by HTTP status code, labels: {code: null}}
    # Only where the hardware is present, or the collector is switched on.
    node_hwmon_temp_celsius: {type: gauge, help: Hardware monitor for temperature, labels: {chip: null, sensor: null}}
    node_thermal_zone_temp: {type: gauge, help: Zone temperature in Celsius, labels: {type: null, zone: null}}
    node_md_disks: {type: gauge, help: Number of active/failed/spare disks of device, labels: {device: null, state: null}}
    node_md_disks_required: {type: gauge, help: Total number of disks of device, labels: {device: null}}
    node_md_state: {type: gauge, help: Indicates the state of md-device, labels: {device: null, state: null}}
    node_systemd_unit_state: {type: gauge, help: Systemd unit, labels: {name: null, state: null, type: null}}

"""#
    ),
    (
      name: "otel-collector",
      source: #"""
# The OpenTelemetry collector, and what is built from it (Jaeger from 2.0 on). For a job named otel-collector.
#
# Counters end in _total here; a collector writes them so when its telemetry reader says without_type_suffix: false.
alerts:
  - group: otel_collector
    interval: 1m
    rules:
      - alert: OtelCollectorDown
        expr: up{job="otel-collector"} == 0
        for: 5m
        severity: warning
        summary: "The collector {{ $labels.instance }} is down"
        description: "Applications can't send their traces; they drop them when their own queue is full."
        runbook: otel-collector-down
        dashboard: otel_collector
        test:
          fires: {'up{job="otel-collector",instance="otel-collector:8888"}': "0x60"}
          silent: {'up{job="otel-collector",instance="otel-collector:8888"}': "1x60"}

      - alert: OtelCollectorExportFailing
        expr: rate(otelcol_exporter_send_failed_spans_total[5m]) > 0
        for: 10m
        severity: warning
        summary: "{{ $labels.exporter }} on {{ $labels.instance }} can't deliver spans"
        description: "{{ $value | humanize }} spans a second have been lost for 10 minutes."
        runbook: otel-collector-export
        dashboard: otel_collector
        test:
          fires: {'otelcol_exporter_send_failed_spans_total{instance="otel-collector:8888",exporter="otlp/jaeger"}': "0+60x60"}
          silent: {'otelcol_exporter_send_failed_spans_total{instance="otel-collector:8888",exporter="otlp/jaeger"}': "60x60"}

      - alert: OtelCollectorRefusesSpans
        expr: rate(otelcol_receiver_refused_spans_total[5m]) > 0
        for: 10m
        severity: warning
        summary: "{{ $labels.receiver }} on {{ $labels.instance }} refuses spans"
        description: "The memory limiter or a full queue behind it turns applications away."
        runbook: otel-collector-export
        dashboard: otel_collector
        test:
          fires: {'otelcol_receiver_refused_spans_total{instance="otel-collector:8888",receiver="otlp",transport="grpc"}': "0+60x60"}
          silent: {'otelcol_receiver_refused_spans_total{instance="otel-collector:8888",receiver="otlp",transport="grpc"}': "5x60"}

      - alert: OtelCollectorQueueAlmostFull
        expr: otelcol_exporter_queue_size / otelcol_exporter_queue_capacity > 0.8
        for: 5m
        severity: warning
        summary: "The queue of {{ $labels.exporter }} on {{ $labels.instance }} is at {{ $value | humanizePercentage }}"
        description: "What does not fit is dropped."
        runbook: otel-collector-export
        dashboard: otel_collector
        test:
          fires:
            'otelcol_exporter_queue_size{instance="otel-collector:8888",exporter="otlp/jaeger"}': "950x60"
            'otelcol_exporter_queue_capacity{instance="otel-collector:8888",exporter="otlp/jaeger"}': "1000x60"
          silent:
            'otelcol_exporter_queue_size{instance="otel-collector:8888",exporter="otlp/jaeger"}': "100x60"
            'otelcol_exporter_queue_capacity{instance="otel-collector:8888",exporter="otlp/jaeger"}': "1000x60"

dashboards:
  otel_collector:
    title: OpenTelemetry collector
    description: Spans that arrive, wait and leave.
    tags: [component]
    rows:
      - row: Spans
        panels:
          - title: Received
            description: Accepted and refused per second.
            queries:
              - {expr: 'sum by (instance) (rate(otelcol_receiver_accepted_spans_total[$__rate_interval]))', legend: "{{instance}} accepted"}
              - {expr: 'sum by (instance) (rate(otelcol_receiver_refused_spans_total[$__rate_interval]))', legend: "{{instance}} refused"}
            unit: short
          - title: Sent
            description: Delivered and failed per second.
            queries:
              - {expr: 'sum by (exporter) (rate(otelcol_exporter_sent_spans_total[$__rate_interval]))', legend: "{{exporter}} sent"}
              - {expr: 'sum by (exporter) (rate(otelcol_exporter_send_failed_spans_total[$__rate_interval]))', legend: "{{exporter}} failed"}
            unit: short
          - title: Queue
            description: Share of the queue that is taken.
            queries:
              - {expr: otelcol_exporter_queue_size / otelcol_exporter_queue_capacity, legend: "{{instance}} {{exporter}}"}
            unit: percentunit
            min: 0
            max: 1

runbooks:
  otel-collector-down:
    title: The collector is down
    description: No traces are collected.
    steps: ["Check the process and its log", "Check its configuration: otelcol validate --config"]
    queries: {Collectors: 'up{job="otel-collector"}'}
  otel-collector-export:
    title: The collector loses spans
    description: What it sends to does not take them, or takes them too slowly.
    steps: [See whether Jaeger is up, "Read the collector's log for the answer it got", Raise the queue or sample more sparsely]
    queries:
      Failed: sum by (instance, exporter) (rate(otelcol_exporter_send_failed_spans_total[5m]))
      Queue: otelcol_exporter_queue_size / otelcol_exporter_queue_capacity

# The collector's own telemetry at the normal level.
metrics:
  otel-collector:
    otelcol_exporter_enqueue_failed_spans_total: {type: counter, help: Spans that did not fit into the queue, labels: {exporter: null}}
    otelcol_exporter_queue_capacity: {type: gauge, help: Batches that the queue holds at most, labels: {exporter: null}}
    otelcol_exporter_queue_size: {type: gauge, help: Batches in the queue, labels: {exporter: null}}
    otelcol_exporter_send_failed_spans_total: {type: counter, help: Spans that could not be delivered, labels: {exporter: null}}
    otelcol_exporter_sent_spans_total: {type: counter, help: Spans delivered, labels: {exporter: null}}
    otelcol_process_cpu_seconds_total: {type: counter, help: Processor time used}
    otelcol_process_memory_rss: {type: gauge, help: Resident memory}
    otelcol_process_runtime_heap_alloc_bytes: {type: gauge, help: Bytes of allocated heap objects}
    otelcol_receiver_accepted_spans_total: {type: counter, help: Spans accepted, labels: {receiver: null, transport: null}}
    otelcol_receiver_refused_spans_total: {type: counter, help: Spans refused, labels: {receiver: null, transport: null}}

"""#
    ),
    (
      name: "prometheus",
      source: #"""
# Prometheus itself. For a job named prometheus.
alerts:
  - group: prometheus
    interval: 1m
    rules:
      # Of two servers that scrape each other, or of one whose own page fails; a server that is gone says nothing, which is
      # what a dead man's switch is for.
      - alert: PrometheusDown
        expr: up{job="prometheus"} == 0
        for: 5m
        severity: critical
        summary: "Prometheus {{ $labels.instance }} is down"
        description: "The metrics page of {{ $labels.instance }} has not answered for 5 minutes."
        runbook: prometheus-down
        dashboard: prometheus
        test:
          fires: {'up{job="prometheus",instance="prometheus:9090"}': "0x60"}
          silent: {'up{job="prometheus",instance="prometheus:9090"}': "1x60"}

      - alert: PrometheusConfigReloadFailed
        expr: prometheus_config_last_reload_successful == 0
        for: 10m
        severity: critical
        summary: "Prometheus {{ $labels.instance }} refused its configuration"
        description: "The old configuration stays in force until the new one loads; a restart would fail."
        runbook: prometheus-config
        dashboard: prometheus
        test:
          fires: {'prometheus_config_last_reload_successful{instance="prometheus:9090"}': "1x5 0x55"}
          silent: {'prometheus_config_last_reload_successful{instance="prometheus:9090"}': "1x60"}

      - alert: PrometheusRuleFailures
        expr: increase(prometheus_rule_evaluation_failures_total[5m]) > 0
        for: 15m
        severity: critical
        summary: "Rules of {{ $labels.rule_group }} fail on {{ $labels.instance }}"
        description: "Alerts of that group may not fire, and recorded series have gaps."
        runbook: prometheus-rules
        dashboard: prometheus
        test:
          fires: {'prometheus_rule_evaluation_failures_total{instance="prometheus:9090",rule_group="rules/a.yml;a"}': "0+2x60"}
          silent: {'prometheus_rule_evaluation_failures_total{instance="prometheus:9090",rule_group="rules/a.yml;a"}': "7x60"}

      - alert: PrometheusRuleEvaluationsMissed
        expr: increase(prometheus_rule_group_iterations_missed_total[5m]) > 0
        for: 15m
        severity: warning
        summary: "{{ $labels.rule_group }} on {{ $labels.instance }} takes longer than its interval"
        description: "Evaluations are skipped, so its alerts come late."
        runbook: prometheus-rules
        dashboard: prometheus
        test:
          fires:
            'prometheus_rule_group_iterations_missed_total{instance="prometheus:9090",rule_group="rules/a.yml;a"}': "0+1x60"
          silent:
            'prometheus_rule_group_iterations_missed_total{instance="prometheus:9090",rule_group="rules/a.yml;a"}': "2x60"

      - alert: PrometheusWithoutAlertmanager
        expr: prometheus_notifications_alertmanagers_discovered < 1
        for: 10m
        severity: critical
        summary: "Prometheus {{ $labels.instance }} knows no Alertmanager"
        description: "Alerts fire and nobody is told."
        runbook: prometheus-notifications
        dashboard: prometheus
        test:
          fires: {'prometheus_notifications_alertmanagers_discovered{instance="prometheus:9090"}': "0x60"}
          silent: {'prometheus_notifications_alertmanagers_discovered{instance="prometheus:9090"}': "1x60"}

      - alert: PrometheusNotificationsDropped
        expr: rate(prometheus_notifications_dropped_total[5m]) > 0
        for: 10m
        severity: critical
        summary: "Prometheus {{ $labels.instance }} drops notifications"
        description: "Alertmanager could not be reached for 10 minutes, and alerts were lost."
        runbook: prometheus-notifications
        dashboard: prometheus
        test:
          fires: {'prometheus_notifications_dropped_total{instance="prometheus:9090"}': "0+3x60"}
          silent: {'prometheus_notifications_dropped_total{instance="prometheus:9090"}': "5x60"}

      - alert: PrometheusCompactionsFailing
        expr: increase(prometheus_tsdb_compactions_failed_total[3h]) > 0
        for: 30m
        severity: warning
        summary: "Prometheus {{ $labels.instance }} can't compact its data"
        description: "Usually the disk is full or faulty; the head grows until memory runs out."
        runbook: prometheus-storage
        dashboard: prometheus
        test:
          fires: {'prometheus_tsdb_compactions_failed_total{instance="prometheus:9090"}': "0+1x240"}
          silent: {'prometheus_tsdb_compactions_failed_total{instance="prometheus:9090"}': "4x240"}
          after: 4h

dashboards:
  prometheus:
    title: Prometheus
    description: What Prometheus ingests, evaluates and sends.
    tags: [component]
    rows:
      - row: Ingestion
        panels:
          - title: Samples per second
            description: Appended to the head block.
            queries:
              - {expr: 'sum by (instance) (rate(prometheus_tsdb_head_samples_appended_total[$__rate_interval]))', legend: "{{instance}}"}
            unit: short
          - title: Series
            description: In the head block.
            queries: [{expr: prometheus_tsdb_head_series, legend: "{{instance}}"}]
            unit: short
          - title: Targets down
            description: By job.
            type: stat
            queries: [{expr: 'sum by (job) (up == bool 0)', legend: "{{job}}"}]
            thresholds: {0: ok, 1: critical}
      - row: Rules and notifications
        panels:
          - title: Evaluation time
            description: The last duration of the slowest groups, in relation to their interval.
            queries:
              - expr: topk(5, prometheus_rule_group_last_duration_seconds / prometheus_rule_group_interval_seconds)
                legend: "{{rule_group}}"
            unit: percentunit
          - title: Failed evaluations
            description: Per second and group.
            queries:
              - expr: sum by (rule_group) (rate(prometheus_rule_evaluation_failures_total[$__rate_interval]))
                legend: "{{rule_group}}"
            unit: short
          - title: Notifications
            description: Sent and dropped per second.
            queries:
              - {expr: 'sum by (instance) (rate(prometheus_notifications_sent_total[$__rate_interval]))', legend: "{{instance}} sent"}
              - {expr: 'rate(prometheus_notifications_dropped_total[$__rate_interval])', legend: "{{instance}} dropped"}
            unit: short
      - row: Resources
        panels:
          - title: Memory
            description: Resident set of the process.
            queries: [{expr: 'process_resident_memory_bytes{job="prometheus"}', legend: "{{instance}}"}]
            unit: bytes
          - title: Blocks on disk
            description: Without the write-ahead log.
            queries: [{expr: prometheus_tsdb_storage_blocks_bytes, legend: "{{instance}}"}]
            unit: bytes

runbooks:
  prometheus-down:
    title: Prometheus is down
    description: A Prometheus server does not answer.
    steps: ["Check the process: systemctl status prometheus", "Look for a full disk, and for the kernel having killed it"]
    queries: {Servers: 'up{job="prometheus"}'}
  prometheus-config:
    title: Prometheus refused its configuration
    description: The file on disk is not the one in force.
    steps:
      - "Let promtool say why: promtool check config prometheus.yml"
      - "Generate the files again, then reload: kill -HUP, or POST /-/reload"
    queries: {Last reload worked: prometheus_config_last_reload_successful}
  prometheus-rules:
    title: Rules fail or come late
    description: An expression has an error that depends on the data, or a group is too slow.
    steps:
      - Open Status, Rules, and read the error
      - A many-to-many match needs aggregation or group_left
      - Record the expensive part, or give the group a longer interval
    queries:
      Failing groups: increase(prometheus_rule_evaluation_failures_total[15m]) > 0
      Slowest groups: topk(5, prometheus_rule_group_last_duration_seconds / prometheus_rule_group_interval_seconds)
  prometheus-notifications:
    title: Notifications don't leave Prometheus
    description: No Alertmanager is known, or it can't be reached.
    steps:
      - See under Status which Alertmanagers Prometheus knows
      - Compare the addresses under alerting in prometheus.yml with where Alertmanager listens
    queries:
      Alertmanagers known: prometheus_notifications_alertmanagers_discovered
      Errors by Alertmanager: rate(prometheus_notifications_errors_total[5m])
  prometheus-storage:
    title: Prometheus can't compact
    description: Blocks are not written.
    steps: [Check the free space of the data directory, Read the log for the failing block]
    queries: {Failed compactions: 'increase(prometheus_tsdb_compactions_failed_total[3h])'}

# From the server's own page (2.42).
metrics:
  prometheus:
    go_gc_duration_seconds: {type: summary, help: A summary of the pause duration of garbage collection cycles}
    go_goroutines: {type: gauge, help: Number of goroutines that currently exist}
    go_info: {type: gauge, help: Information about the Go environment, labels: {version: null}}
    go_memstats_alloc_bytes: {type: gauge, help: Number of bytes allocated and still in use}
    go_memstats_alloc_bytes_total: {type: counter, help: "Total number of bytes allocated, even if freed"}
    go_memstats_buck_hash_sys_bytes: {type: gauge, help: Number of bytes used by the profiling bucket hash table}
    go_memstats_frees_total: {type: counter, help: Total number of frees}
    go_memstats_gc_sys_bytes: {type: gauge, help: Number of bytes used for garbage collection system metadata}
    go_memstats_heap_alloc_bytes: {type: gauge, help: Number of heap bytes allocated and still in use}
    go_memstats_heap_idle_bytes: {type: gauge, help: Number of heap bytes waiting to be used}
    go_memstats_heap_inuse_bytes: {type: gauge, help: Number of heap bytes that are in use}
    go_memstats_heap_objects: {type: gauge, help: Number of allocated objects}
    go_memstats_heap_released_bytes: {type: gauge, help: Number of heap bytes released to OS}
    go_memstats_heap_sys_bytes: {type: gauge, help: Number of heap bytes obtained from system}
    go_memstats_last_gc_time_seconds: {type: gauge, help: Number of seconds since 1970 of last garbage collection}
    go_memstats_lookups_total: {type: counter, help: Total number of pointer lookups}
    go_memstats_mallocs_total: {type: counter, help: Total number of mallocs}
    go_memstats_mcache_inuse_bytes: {type: gauge, help: Number of bytes in use by mcache structures}
    go_memstats_mcache_sys_bytes: {type: gauge, help: Number of bytes used for mcache structures obtained from system}
    go_memstats_mspan_inuse_bytes: {type: gauge, help: Number of bytes in use by mspan structures}
    go_memstats_mspan_sys_bytes: {type: gauge, help: Number of bytes used for mspan structures obtained from system}
    go_memstats_next_gc_bytes: {type: gauge, help: Number of heap bytes when next garbage collection will take place}
    go_memstats_other_sys_bytes: {type: gauge, help: Number of bytes used for other system allocations}
    go_memstats_stack_inuse_bytes: {type: gauge, help: Number of bytes in use by the stack allocator}
    go_memstats_stack_sys_bytes: {type: gauge, help: Number of bytes obtained from system for stack allocator}
    go_memstats_sys_bytes: {type: gauge, help: Number of bytes obtained from system}
    go_threads: {type: gauge, help: Number of OS threads created}
    net_conntrack_dialer_conn_attempted_total: {type: counter, help: Total number of connections attempted by the given dialer a given name, labels: {dialer_name: null}}
    net_conntrack_dialer_conn_closed_total: {type: counter, help: Total number of connections closed which originated from the dialer of a given name, labels: {dialer_name: null}}
    net_conntrack_dialer_conn_established_total: {type: counter, help: Total number of connections successfully established by the given dialer a given name, labels: {dialer_name: null}}
    net_conntrack_dialer_conn_failed_total: {type: counter, help: Total number of connections failed to dial by the dialer a given name, labels: {dialer_name: null, reason: null}}
    net_conntrack_listener_conn_accepted_total: {type: counter, help: Total number of connections opened to the listener of a given name, labels: {listener_name: null}}
    net_conntrack_listener_conn_closed_total: {type: counter, help: Total number of connections closed that were made to the listener of a given name, labels: {listener_name: null}}
    process_cpu_seconds_total: {type: counter, help: Total user and system CPU time spent in seconds}
    process_max_fds: {type: gauge, help: Maximum number of open file descriptors}
    process_open_fds: {type: gauge, help: Number of open file descriptors}
    process_resident_memory_bytes: {type: gauge, help: Resident memory size in bytes}
    process_start_time_seconds: {type: gauge, help: Start time of the process since unix epoch in seconds}
    process_virtual_memory_bytes: {type: gauge, help: Virtual memory size in bytes}
    process_virtual_memory_max_bytes: {type: gauge, help: Maximum amount of virtual memory available in bytes}
    prometheus_api_remote_read_queries: {type: gauge, help: The current number of remote read queries being executed or waiting}
    prometheus_build_info: {type: gauge, help: Version of the program, labels: {branch: null, goarch: null, goos: null, goversion: null, revision: null, version: null}}
    prometheus_config_last_reload_success_timestamp_seconds: {type: gauge, help: Timestamp of the last successful configuration reload}
    prometheus_config_last_reload_successful: {type: gauge, help: Whether the last configuration reload attempt was successful}
    prometheus_engine_queries: {type: gauge, help: The current number of queries being executed or waiting}
    prometheus_engine_queries_concurrent_max: {type: gauge, help: The max number of concurrent queries}
    prometheus_engine_query_duration_seconds: {type: summary, help: Query timings, labels: {slice: null}}
    prometheus_engine_query_log_enabled: {type: gauge, help: State of the query log}
    prometheus_engine_query_log_failures_total: {type: counter, help: The number of query log failures}
    prometheus_http_request_duration_seconds: {type: histogram, help: Histogram of latencies for HTTP requests, labels: {handler: null}, buckets: [0.1, 0.2, 0.4, 1, 3, 8, 20, 60, 120]}
    prometheus_http_requests_total: {type: counter, help: Counter of HTTP requests, labels: {code: null, handler: null}}
    prometheus_http_response_size_bytes: {type: histogram, help: Histogram of response size for HTTP requests, labels: {handler: null}, buckets: [100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000]}
    prometheus_notifications_alertmanagers_discovered: {type: gauge, help: The number of alertmanagers discovered and active}
    prometheus_notifications_dropped_total: {type: counter, help: Total number of alerts dropped due to errors when sending to Alertmanager}
    prometheus_notifications_errors_total: {type: counter, help: Total number of errors sending alert notifications, labels: {alertmanager: null}}
    prometheus_notifications_queue_capacity: {type: gauge, help: The capacity of the alert notifications queue}
    prometheus_notifications_queue_length: {type: gauge, help: The number of alert notifications in the queue}
    prometheus_notifications_sent_total: {type: counter, help: Total number of alerts sent, labels: {alertmanager: null}}
    prometheus_ready: {type: gauge, help: Whether Prometheus startup was fully completed and the server is ready for normal operation}
    prometheus_remote_storage_exemplars_in_total: {type: counter, help: "Exemplars in to remote storage, compare to exemplars out for queue managers"}
    prometheus_remote_storage_highest_timestamp_in_seconds: {type: gauge, help: "Highest timestamp that has come into the remote storage via the Appender interface, in seconds since epoch"}
    prometheus_remote_storage_histograms_in_total: {type: counter, help: "HistogramSamples in to remote storage, compare to histograms out for queue managers"}
    prometheus_remote_storage_samples_in_total: {type: counter, help: "Samples in to remote storage, compare to samples out for queue managers"}
    prometheus_remote_storage_string_interner_zero_reference_releases_total: {type: counter, help: The number of times release has been called for strings that are not interned}
    prometheus_rule_evaluation_duration_seconds: {type: summary, help: The duration for a rule to execute}
    prometheus_rule_evaluation_failures_total: {type: counter, help: The total number of rule evaluation failures, labels: {rule_group: null}}
    prometheus_rule_evaluations_total: {type: counter, help: The total number of rule evaluations, labels: {rule_group: null}}
    prometheus_rule_group_duration_seconds: {type: summary, help: The duration of rule group evaluations}
    prometheus_rule_group_interval_seconds: {type: gauge, help: The interval of a rule group, labels: {rule_group: null}}
    prometheus_rule_group_iterations_missed_total: {type: counter, help: The total number of rule group evaluations missed due to slow rule group evaluation, labels: {rule_group: null}}
    prometheus_rule_group_iterations_total: {type: counter, help: "The total number of scheduled rule group evaluations, whether executed or missed", labels: {rule_group: null}}
    prometheus_rule_group_last_duration_seconds: {type: gauge, help: The duration of the last rule group evaluation, labels: {rule_group: null}}
    prometheus_rule_group_last_evaluation_samples: {type: gauge, help: The number of samples returned during the last rule group evaluation, labels: {rule_group: null}}
    prometheus_rule_group_last_evaluation_timestamp_seconds: {type: gauge, help: The timestamp of the last rule group evaluation in seconds, labels: {rule_group: null}}
    prometheus_rule_group_rules: {type: gauge, help: The number of rules, labels: {rule_group: null}}
    prometheus_sd_azure_failures_total: {type: counter, help: Number of Azure service discovery refresh failures}
    prometheus_sd_discovered_targets: {type: gauge, help: Current number of discovered targets, labels: {config: null, name: null}}
    prometheus_sd_dns_lookup_failures_total: {type: counter, help: The number of DNS-SD lookup failures}
    prometheus_sd_dns_lookups_total: {type: counter, help: The number of DNS-SD lookups}
    prometheus_sd_failed_configs: {type: gauge, help: Current number of service discovery configurations that failed to load, labels: {name: null}}
    prometheus_sd_file_read_errors_total: {type: counter, help: The number of File-SD read errors}
    prometheus_sd_file_scan_duration_seconds: {type: summary, help: The duration of the File-SD scan in seconds}
    prometheus_sd_file_watcher_errors_total: {type: counter, help: The number of File-SD errors caused by filesystem watch failures}
    prometheus_sd_http_failures_total: {type: counter, help: Number of HTTP service discovery refresh failures}
    prometheus_sd_received_updates_total: {type: counter, help: Total number of update events received from the SD providers, labels: {name: null}}
    prometheus_sd_updates_total: {type: counter, help: Total number of update events sent to the SD consumers, labels: {name: null}}
    prometheus_target_interval_length_seconds: {type: summary, help: Actual intervals between scrapes, labels: {interval: null}}
    prometheus_target_metadata_cache_bytes: {type: gauge, help: The number of bytes that are currently used for storing metric metadata in the cache, labels: {scrape_job: null}}
    prometheus_target_metadata_cache_entries: {type: gauge, help: Total number of metric metadata entries in the cache, labels: {scrape_job: null}}
    prometheus_target_scrape_pool_exceeded_label_limits_total: {type: counter, help: "Total number of times scrape pools hit the label limits, during sync or config reload"}
    prometheus_target_scrape_pool_exceeded_target_limit_total: {type: counter, help: "Total number of times scrape pools hit the target limit, during sync or config reload"}
    prometheus_target_scrape_pool_reloads_failed_total: {type: counter, help: Total number of failed scrape pool reloads}
    prometheus_target_scrape_pool_reloads_total: {type: counter, help: Total number of scrape pool reloads}
    prometheus_target_scrape_pool_sync_total: {type: counter, help: Total number of syncs that were executed on a scrape pool, labels: {scrape_job: null}}
    prometheus_target_scrape_pool_targets: {type: gauge, help: Current number of targets in this scrape pool, labels: {scrape_job: null}}
    prometheus_target_scrape_pools_failed_total: {type: counter, help: Total number of scrape pool creations that failed}
    prometheus_target_scrape_pools_total: {type: counter, help: Total number of scrape pool creation attempts}
    prometheus_target_scrapes_cache_flush_forced_total: {type: counter, help: How many times a scrape cache was flushed due to getting big while scrapes are failing}
    prometheus_target_scrapes_exceeded_body_size_limit_total: {type: counter, help: Total number of scrapes that hit the body size limit}
    prometheus_target_scrapes_exceeded_sample_limit_total: {type: counter, help: Total number of scrapes that hit the sample limit and were rejected}
    prometheus_target_scrapes_exemplar_out_of_order_total: {type: counter, help: Total number of exemplar rejected due to not being out of the expected order}
    prometheus_target_scrapes_sample_duplicate_timestamp_total: {type: counter, help: Total number of samples rejected due to duplicate timestamps but different values}
    prometheus_target_scrapes_sample_out_of_bounds_total: {type: counter, help: Total number of samples rejected due to timestamp falling outside of the time bounds}
    prometheus_target_scrapes_sample_out_of_order_total: {type: counter, help: Total number of samples rejected due to not being out of the expected order}
    prometheus_target_sync_failed_total: {type: counter, help: Total number of target sync failures, labels: {scrape_job: null}}
    prometheus_target_sync_length_seconds: {type: summary, help: Actual interval to sync the scrape pool, labels: {scrape_job: null}}
    prometheus_template_text_expansion_failures_total: {type: counter, help: The total number of template text expansion failures}
    prometheus_template_text_expansions_total: {type: counter, help: The total number of template text expansions}
    prometheus_treecache_watcher_goroutines: {type: gauge, help: The current number of watcher goroutines}
    prometheus_treecache_zookeeper_failures_total: {type: counter, help: The total number of ZooKeeper failures}
    prometheus_tsdb_blocks_loaded: {type: gauge, help: Number of currently loaded data blocks}
    prometheus_tsdb_checkpoint_creations_failed_total: {type: counter, help: Total number of checkpoint creations that failed}
    prometheus_tsdb_checkpoint_creations_total: {type: counter, help: Total number of checkpoint creations attempted}
    prometheus_tsdb_checkpoint_deletions_failed_total: {type: counter, help: Total number of checkpoint deletions that failed}
    prometheus_tsdb_checkpoint_deletions_total: {type: counter, help: Total number of checkpoint deletions attempted}
    prometheus_tsdb_clean_start: {type: gauge, help: "1 after a clean shutdown and 0 when a lock file was left behind; -1 without lock files"}
    prometheus_tsdb_compaction_chunk_range_seconds: {type: histogram, help: Final time range of chunks on their first compaction, buckets: [100, 400, 1600, 6400, 25600, 102400, 409600, 1638400, 6553600, 26214400]}
    prometheus_tsdb_compaction_chunk_samples: {type: histogram, help: Final number of samples on their first compaction, buckets: [4, 6, 9, 13.5, 20.25, 30.375, 45.5625, 68.34375, 102.515625, 153.7734375, 230.66015625, 345.990234375]}
    prometheus_tsdb_compaction_chunk_size_bytes: {type: histogram, help: Final size of chunks on their first compaction, buckets: [32, 48, 72, 108, 162, 243, 364.5, 546.75, 820.125, 1230.1875, 1845.28125, 2767.921875]}
    prometheus_tsdb_compaction_duration_seconds: {type: histogram, help: Duration of compaction runs, buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192]}
    prometheus_tsdb_compaction_populating_block: {type: gauge, help: Set to 1 when a block is currently being written to the disk}
    prometheus_tsdb_compactions_failed_total: {type: counter, help: Total number of compactions that failed for the partition}
    prometheus_tsdb_compactions_skipped_total: {type: counter, help: Total number of skipped compactions due to disabled auto compaction}
    prometheus_tsdb_compactions_total: {type: counter, help: Total number of compactions that were executed for the partition}
    prometheus_tsdb_compactions_triggered_total: {type: counter, help: Total number of triggered compactions for the partition}
    prometheus_tsdb_data_replay_duration_seconds: {type: gauge, help: Time taken to replay the data on disk}
    prometheus_tsdb_exemplar_exemplars_appended_total: {type: counter, help: Total number of appended exemplars}
    prometheus_tsdb_exemplar_exemplars_in_storage: {type: gauge, help: Number of exemplars currently in circular storage}
    prometheus_tsdb_exemplar_last_exemplars_timestamp_seconds: {type: gauge, help: The timestamp of the oldest exemplar stored in circular storage}
    prometheus_tsdb_exemplar_max_exemplars: {type: gauge, help: "Total number of exemplars the exemplar storage can store, resizeable"}
    prometheus_tsdb_exemplar_out_of_order_exemplars_total: {type: counter, help: Total number of out of order exemplar ingestion failed attempts}
    prometheus_tsdb_exemplar_series_with_exemplars_in_storage: {type: gauge, help: Number of series with exemplars currently in circular storage}
    prometheus_tsdb_head_active_appenders: {type: gauge, help: Number of currently active appender transactions}
    prometheus_tsdb_head_chunks: {type: gauge, help: Total number of chunks in the head block}
    prometheus_tsdb_head_chunks_created_total: {type: counter, help: Total number of chunks created in the head}
    prometheus_tsdb_head_chunks_removed_total: {type: counter, help: Total number of chunks removed in the head}
    prometheus_tsdb_head_gc_duration_seconds: {type: summary, help: Runtime of garbage collection in the head block}
    prometheus_tsdb_head_max_time: {type: gauge, help: Maximum timestamp of the head block}
    prometheus_tsdb_head_max_time_seconds: {type: gauge, help: Maximum timestamp of the head block}
    prometheus_tsdb_head_min_time: {type: gauge, help: Minimum time bound of the head block}
    prometheus_tsdb_head_min_time_seconds: {type: gauge, help: Minimum time bound of the head block}
    prometheus_tsdb_head_out_of_order_samples_appended_total: {type: counter, help: Total number of appended out of order samples}
    prometheus_tsdb_head_samples_appended_total: {type: counter, help: Total number of appended samples, labels: {type: null}}
    prometheus_tsdb_head_series: {type: gauge, help: Total number of series in the head block}
    prometheus_tsdb_head_series_created_total: {type: counter, help: Total number of series created in the head}
    prometheus_tsdb_head_series_not_found_total: {type: counter, help: Total number of requests for series that were not found}
    prometheus_tsdb_head_series_removed_total: {type: counter, help: Total number of series removed in the head}
    prometheus_tsdb_head_truncations_failed_total: {type: counter, help: Total number of head truncations that failed}
    prometheus_tsdb_head_truncations_total: {type: counter, help: Total number of head truncations attempted}
    prometheus_tsdb_isolation_high_watermark: {type: gauge, help: The highest TSDB append ID that has been given out}
    prometheus_tsdb_isolation_low_watermark: {type: gauge, help: The lowest TSDB append ID that is still referenced}
    prometheus_tsdb_lowest_timestamp: {type: gauge, help: Lowest timestamp value stored in the database}
    prometheus_tsdb_lowest_timestamp_seconds: {type: gauge, help: Lowest timestamp value stored in the database}
    prometheus_tsdb_mmap_chunk_corruptions_total: {type: counter, help: Total number of memory-mapped chunk corruptions}
    prometheus_tsdb_out_of_bound_samples_total: {type: counter, help: Total number of out of bound samples ingestion failed attempts with out of order support disabled, labels: {type: null}}
    prometheus_tsdb_out_of_order_samples_total: {type: counter, help: Total number of out of order samples ingestion failed attempts due to out of order being disabled, labels: {type: null}}
    prometheus_tsdb_reloads_failures_total: {type: counter, help: Number of times the database failed to reloadBlocks block data from disk}
    prometheus_tsdb_reloads_total: {type: counter, help: Number of times the database reloaded block data from disk}
    prometheus_tsdb_retention_limit_bytes: {type: gauge, help: "Max number of bytes to be retained in the tsdb blocks, configured 0 means disabled"}
    prometheus_tsdb_size_retentions_total: {type: counter, help: The number of times that blocks were deleted because the maximum number of bytes was exceeded}
    prometheus_tsdb_snapshot_replay_error_total: {type: counter, help: Total number snapshot replays that failed}
    prometheus_tsdb_storage_blocks_bytes: {type: gauge, help: The number of bytes that are currently used for local storage by all blocks}
    prometheus_tsdb_symbol_table_size_bytes: {type: gauge, help: Size of symbol table in memory for loaded blocks}
    prometheus_tsdb_time_retentions_total: {type: counter, help: The number of times that blocks were deleted because the maximum time limit was exceeded}
    prometheus_tsdb_tombstone_cleanup_seconds: {type: histogram, help: The time taken to recompact blocks to remove tombstones, buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]}
    prometheus_tsdb_too_old_samples_total: {type: counter, help: Total number of out of order samples ingestion failed attempts with out of support enabled, labels: {type: null}}
    prometheus_tsdb_vertical_compactions_total: {type: counter, help: Total number of compactions done on overlapping blocks}
    prometheus_tsdb_wal_completed_pages_total: {type: counter, help: Total number of completed pages}
    prometheus_tsdb_wal_corruptions_total: {type: counter, help: Total number of WAL corruptions}
    prometheus_tsdb_wal_fsync_duration_seconds: {type: summary, help: Duration of write log fsync}
    prometheus_tsdb_wal_page_flushes_total: {type: counter, help: Total number of page flushes}
    prometheus_tsdb_wal_segment_current: {type: gauge, help: Write log segment index that TSDB is currently writing to}
    prometheus_tsdb_wal_truncate_duration_seconds: {type: summary, help: Duration of WAL truncation}
    prometheus_tsdb_wal_truncations_failed_total: {type: counter, help: Total number of write log truncations that failed}
    prometheus_tsdb_wal_truncations_total: {type: counter, help: Total number of write log truncations attempted}
    prometheus_tsdb_wal_writes_failed_total: {type: counter, help: Total number of write log writes that failed}
    prometheus_web_federation_errors_total: {type: counter, help: Total number of errors that occurred while sending federation responses}
    prometheus_web_federation_warnings_total: {type: counter, help: Total number of warnings that occurred while sending federation responses}
    promhttp_metric_handler_requests_in_flight: {type: gauge, help: Current number of scrapes being served}
    promhttp_metric_handler_requests_total: {type: counter, help: Total number of scrapes by HTTP status code, labels: {code: null}}

"""#
    ),
  ]
}
