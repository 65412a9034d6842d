import { recomputeEntitlements } from '../../modules/entitlements/index.ts';
import { runningClock } from '../../platform/clock/clock.ts';
import type { Config } from '../../platform/config/config.ts';
import type { Context } from '../../platform/context.ts';
import { openDatabase } from '../../platform/database/database.ts';
import type { DatabaseAccess } from '../../platform/database/prepare-database.ts';
import { uuidv7Ids } from '../../platform/ids/ids.ts';
import { createLog } from '../../platform/log/create-log.ts';
import { openInstallationKeys } from './open-installation.ts';
import { countryFolder, loadCountry, wrongRecordsText } from './simulated-country.ts';

/** What a server hands to the process that does a step for it. */
export interface ChildOrder {
  step: keyof typeof CHILD_STEPS;
  config: Config;
  access: DatabaseAccess;
}

/** What that process answers: how far it is, that it is done, or why it failed. */
export type ChildAnswer =
  | { kind: 'detail'; detail: string }
  | { kind: 'note'; note: string }
  | { kind: 'done' }
  | { kind: 'failed'; reason: string };

interface Telling {
  tell(detail: string): void;
  say(note: string): void;
}

/** Steps of the first start that pass much through memory. */
const CHILD_STEPS = {
  'load-country': async (context: Context, config: Config, { tell, say }: Telling) => {
    const folder = countryFolder(config.folder);
    const { registers } = await loadCountry(context, folder, {
      vocabulary: config.vocabulary,
      onProgress: ({ register, share }) => tell(`${register}: ${Math.round(share * 100)} %`),
    });
    for (const { register, quarantined, faulty } of registers) {
      const refused = quarantined + faulty;
      if (refused > 0) say(wrongRecordsText(register, refused));
    }
  },
  'compute-entitlements': async (context: Context, _: Config, { tell }: Telling) => {
    await recomputeEntitlements(context, {
      onProgress: ({ persons, of }) => tell(`${persons} of ${of} persons`),
    });
  },
};

const POOL_MAX = 10;

async function follow({ step, config, access }: ChildOrder): Promise<void> {
  const pool = openDatabase({ ...access.application, max: POOL_MAX });
  const transactionPath = openDatabase(access.transactionPath);
  const context: Context = {
    db: pool,
    transactionPath,
    clock: runningClock(config.now),
    ids: uuidv7Ids,
    keys: openInstallationKeys(config),
    log: createLog('warn', process.stderr),
    actor: { kind: 'system', job: 'start' },
    requestId: uuidv7Ids.next(),
  };
  await CHILD_STEPS[step](context, config, {
    tell: (detail) => answer({ kind: 'detail', detail }),
    say: (note) => answer({ kind: 'note', note }),
  });
  await Promise.all([pool.end(), transactionPath.end()]);
}

function answer(one: ChildAnswer): void {
  process.send?.(one);
}

if (process.send) {
  // Ctrl-C in a terminal reaches this process too: when to end, the server decides. Without the
  // server nobody needs what is done here.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  process.once('disconnect', () => process.exit(1));
  process.once('message', (order) => {
    follow(order as ChildOrder)
      .then(() => answer({ kind: 'done' }))
      .catch((error: unknown) => {
        answer({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
      });
  });
}
