import type { HttpApp, Routes } from '../http/http-app.ts';
import type { Metrics } from './metrics.ts';

/** `GET /metrics` for Prometheus, with the operator's key. */
export function metricsRoutes(metrics: Metrics): Routes {
  return (app) => {
    app.get(
      '/metrics',
      {
        config: { permission: 'operator', gives: ['text/plain'] },
        schema: { tags: ['Health'], summary: 'Metrics' },
      },
      async (_request, reply) => {
        reply.type(metrics.registry.contentType);
        return await metrics.registry.metrics();
      },
    );
  };
}

/** Measures every request of the server. */
export function measureRequests(app: HttpApp, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    metrics.httpDuration.observe(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: String(reply.statusCode),
      },
      reply.elapsedTime / 1000,
    );
  });
}
