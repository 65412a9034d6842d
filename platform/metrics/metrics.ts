import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** What is counted for Prometheus. Labels are routes and names, never persons. */
export interface Metrics {
  readonly registry: Registry;
  /** Duration of requests in seconds, by route pattern, method and status. */
  readonly httpDuration: Histogram<'method' | 'route' | 'status'>;
  readonly jobFailures: Counter<'job'>;
}

/** Makes a registry of its own. `machine`: also memory, event loop and garbage collection. */
export function createMetrics(options: { machine: boolean }): Metrics {
  const registry = new Registry();
  if (options.machine) collectDefaultMetrics({ register: registry });
  return {
    registry,
    httpDuration: new Histogram({
      name: 'koplieta_http_request_duration_seconds',
      help: 'Duration of HTTP requests.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5, 30],
      registers: [registry],
    }),
    jobFailures: new Counter({
      name: 'koplieta_job_failures_total',
      help: 'Runs of jobs that failed.',
      labelNames: ['job'],
      registers: [registry],
    }),
  };
}
