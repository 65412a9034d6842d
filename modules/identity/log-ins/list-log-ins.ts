import type { Context } from '../../../platform/context.ts';
import type { PersonSession } from '../session.ts';
import type { AssuranceLevel } from '../sign-on/assurance-level.ts';
import { webSidHashOf } from './log-in.ts';
import { selectLogIns } from './sql/select-log-ins.ts';
import { selectSidHash } from './sql/select-sid-hash.ts';

const LOG_INS_MAX = 100;

export interface LogIn {
  id: string;
  /** The client by its name; null stands for the platform's own. */
  client: { lv: string; en: string } | null;
  means: string;
  level: AssuranceLevel;
  device: string;
  at: Date;
  /** It still opens something. */
  lives: boolean;
  /** It is the one with which the person looks. */
  current: boolean;
  /** It came from somewhere new, and the person has not said yet that they know. */
  isNews: boolean;
}

/** The last log-ins of the person of a session, the latest first. */
export async function listLogIns(context: Context, session: PersonSession): Promise<LogIn[]> {
  const { db, clock } = context;
  const by = { personId: session.personId, id: null, now: clock.now(), limit: LOG_INS_MAX };
  const [rows, sidHash] = [await selectLogIns(db, by), await selectSidHash(db, session.id)];
  return rows.map((row) => {
    const own = webSidHashOf(context, row);
    const current = own !== undefined && sidHash !== undefined && own.equals(sidHash);
    return {
      ...{ id: row.id, client: row.clientName, means: row.means, level: row.level },
      ...{ device: row.device, at: row.at, lives: row.session !== null, current },
      isNews: row.toldAt === null && !current,
    };
  });
}
