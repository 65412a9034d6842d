import autocannon from 'autocannon';

export interface Load {
  url: string;
  connections: number;
  seconds: number;
  headers?: Record<string, string>;
  /** A new body for each call; without it the call is a GET. */
  body?: () => string;
}

export interface Measured {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  refused: number;
}

/**
 * Calls one address over so many connections, each waiting for its answer before the next call.
 * Latencies are whole milliseconds. Fails with what the server said when nothing was answered well.
 */
export async function applyLoad(load: Load): Promise<Measured> {
  const { body } = load;
  const headers = { 'content-type': 'application/json', ...load.headers };
  const outcome = await autocannon({
    url: load.url,
    connections: load.connections,
    duration: load.seconds,
    headers,
    requests: [
      body
        ? { method: 'POST', setupRequest: (request) => ({ ...request, body: body() }) }
        : { method: 'GET' },
    ],
  });
  if (outcome['2xx'] === 0) throw new Error(`${load.url} ${await whatIsWrong(load, headers)}`);
  return {
    perSecond: outcome['2xx'] / outcome.duration,
    p50Ms: outcome.latency.p50,
    p99Ms: outcome.latency.p99,
    refused: outcome.non2xx,
  };
}

async function whatIsWrong({ url, body }: Load, headers: Record<string, string>): Promise<string> {
  const request = body ? { method: 'POST', headers, body: body() } : { headers };
  try {
    const response = await fetch(url, request);
    return `answered ${response.status}: ${(await response.text()).slice(0, 500)}`;
  } catch (error) {
    return `does not answer: ${String(error)}`;
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
