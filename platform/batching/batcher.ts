/**
 * Adaptive batching: when a slot is free, what waits goes at once; while all slots are taken, it
 * gathers. No timer: an idle server adds no wait, a busy one makes larger batches by itself. "At
 * once" is when the requests that have arrived together are all read (`setImmediate`): otherwise
 * the first of those that follow a batch goes alone, and the rest waits for it.
 * Two slots, since one alone leaves the database idle while answers are worked out.
 */
export interface Batcher<Item, Outcome> {
  /** `first`: before everything that waits, for what was tried before. */
  submit(item: Item, options?: { first?: boolean }): Promise<Outcome>;
}

export interface BatcherOptions<Item, Outcome> {
  /** Two items of one key never go in one batch: the later one waits for the next. */
  keysOf(item: Item): readonly string[];
  /** Outcomes in the order of the items. */
  run(items: readonly Item[]): Promise<Outcome[]>;
  /** What an item gets when too many wait already. */
  refuse(): Error;
  underWayMax?: number;
  sizeMax?: number;
  waitingMax?: number;
}

const UNDER_WAY_MAX = 2;
const SIZE_MAX = 64;
const WAITING_MAX = 5_000;
/** So many of the queue are looked at for one batch: a thousand of one key do not slow the rest. */
const LOOKED_AT_MAX = 1_024;

interface Waiting<Item, Outcome> {
  item: Item;
  keys: readonly string[];
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

export function makeBatcher<Item, Outcome>(
  options: BatcherOptions<Item, Outcome>,
): Batcher<Item, Outcome> {
  const underWayMax = options.underWayMax ?? UNDER_WAY_MAX;
  const waitingMax = options.waitingMax ?? WAITING_MAX;
  let queue: Waiting<Item, Outcome>[] = [];
  let underWay = 0;
  let going = false;

  function goSoon(): void {
    if (going || underWay >= underWayMax) return;
    going = true;
    setImmediate(() => {
      going = false;
      go();
    });
  }

  function go(): void {
    while (underWay < underWayMax && queue.length > 0) {
      const { batch, rest } = takeBatch(queue, options.sizeMax ?? SIZE_MAX);
      queue = rest;
      underWay += 1;
      runBatch(batch, options).finally(() => {
        underWay -= 1;
        goSoon();
      });
    }
  }

  return {
    submit: (item, { first = false } = {}) =>
      new Promise((resolve, reject) => {
        if (queue.length >= waitingMax && !first) {
          reject(options.refuse());
          return;
        }
        const waiting = { item, keys: options.keysOf(item), resolve, reject };
        if (first) queue.unshift(waiting);
        else queue.push(waiting);
        goSoon();
      }),
  };
}

function takeBatch<Item, Outcome>(
  queue: readonly Waiting<Item, Outcome>[],
  sizeMax: number,
): { batch: Waiting<Item, Outcome>[]; rest: Waiting<Item, Outcome>[] } {
  const keys = new Set<string>();
  const batch: Waiting<Item, Outcome>[] = [];
  const rest: Waiting<Item, Outcome>[] = [];
  let place = 0;
  for (; place < queue.length && place < LOOKED_AT_MAX && batch.length < sizeMax; place++) {
    const waiting = queue[place];
    if (!waiting) continue;
    if (waiting.keys.some((key) => keys.has(key))) {
      rest.push(waiting);
      continue;
    }
    for (const key of waiting.keys) keys.add(key);
    batch.push(waiting);
  }
  return { batch, rest: rest.concat(queue.slice(place)) };
}

/** One item that makes the whole batch fail must not take the others along: each goes alone. */
async function runBatch<Item, Outcome>(
  batch: readonly Waiting<Item, Outcome>[],
  options: BatcherOptions<Item, Outcome>,
): Promise<void> {
  try {
    const outcomes = await options.run(batch.map(({ item }) => item));
    batch.forEach(({ resolve, reject }, index) => {
      if (index in outcomes) resolve(outcomes[index] as Outcome);
      else reject(new Error('A batch gave no outcome for one of its items.'));
    });
  } catch (error) {
    if (batch.length === 1) {
      batch[0]?.reject(error);
      return;
    }
    for (const waiting of batch) await runBatch([waiting], options);
  }
}
