import { type ErrorCatalogue, Refusal } from '../errors/refusal.ts';
import { sendProblem } from './answer-error.ts';
import type { HttpApp } from './http-app.ts';

/**
 * Answers what no route has: `not-found`, or `method-not-allowed` with the methods of the address (`Allow`)
 * when it is there for others. Comes before the routes, which it takes down.
 */
export function answerUnknown(app: HttpApp, catalogue: ErrorCatalogue): void {
  const methodsOf = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    // A route for whatever is left (the pages of the web) says nothing of an address.
    if (url.endsWith('*')) return;
    const methods = methodsOf.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    methodsOf.set(url, methods);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.replace(/\?.*$/s, '');
    const allowed = [...methodsOf]
      .filter(([pattern]) => fits(pattern, path))
      .flatMap(([, methods]) => [...methods]);
    if (allowed.length === 0) {
      return sendProblem(request, reply, catalogue, new Refusal('not-found'));
    }
    const methods = [...new Set(allowed)].sort();
    reply.header('allow', methods.join(', '));
    return sendProblem(request, reply, catalogue, new Refusal('method-not-allowed', { methods }));
  });
}

/** Part by part: `:name` stands for one that is not empty. */
function fits(pattern: string, path: string): boolean {
  const parts = path.split('/');
  const wanted = pattern.split('/');
  return (
    parts.length === wanted.length &&
    wanted.every((part, at) => (part.startsWith(':') ? parts[at] !== '' : part === parts[at]))
  );
}
