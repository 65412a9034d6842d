import { EventEmitter, once } from 'node:events';

/** What can move: `v12` is a version of a data set, `t3` a topic. */
export type FollowedName = `v${number}` | `t${number}`;

/**
 * Tells this server that something moved, wherever it was moved. It may tell too often, and, when a
 * connection breaks, not at all: whoever waits also looks by itself from time to time.
 */
export interface Waking {
  /** Calls on each wake, with null when anything may have moved. Returns what ends it. */
  onWake(listener: (moved: FollowedName | null) => void): () => void;
  stop(): Promise<void>;
}

type Listener = Parameters<Waking['onWake']>[0];

/** Those who listen on this server, and what tells all of them. */
export function makeListeners(): Pick<Waking, 'onWake'> & { tell: Listener } {
  const listeners = new Set<Listener>();
  return {
    onWake: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell: (moved) => {
      for (const listener of listeners) listener(moved);
    },
  };
}

/** A bell for one who waits: what rang since it was last waited for is not lost. */
export interface Bell {
  ring(): void;
  /** Comes back when it rang, when `patienceMs` are over, or when the signal says so. */
  wait(patienceMs: number, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** A bell that rings when one thing moves; without a name, when anything does. */
export function bellFor(waking: Waking, name?: FollowedName): Bell {
  const rings = new EventEmitter();
  let rang = false;
  const ring = () => {
    rang = true;
    rings.emit('ring');
  };
  const close = waking.onWake((moved) => {
    if (moved === null || name === undefined || moved === name) ring();
  });
  return {
    ring,
    wait: async (patienceMs, signal) => {
      const over = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
      // What is over is as good as a ring: whoever waited looks.
      if (!rang) await once(rings, 'ring', { signal: over }).catch(() => {});
      rang = false;
    },
    close,
  };
}

/** For who has no way to be told: nothing ever rings, and everybody looks by themselves. */
export const SILENT_WAKING: Waking = { onWake: () => () => {}, stop: async () => {} };
