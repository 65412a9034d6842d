import { countSubjects, type SealedRecord } from '../../../platform/audit/index.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { LOOK_ACTS, LOOKS, type LookAct, readNearness } from '../../persons/index.ts';
import { type AlertRule, CHOSEN_MAX, LISTED_MAX } from './alert.ts';
import type { NewAlert } from './sql/insert-alerts.ts';
import { type LookingOfficial, selectLookingOfficials } from './sql/select-looking-officials.ts';
import { selectMandated } from './sql/select-mandated.ts';

const HOUR_MS = 3_600_000;
const CHOSEN = LOOK_ACTS.filter((act) => LOOKS[act].isChosen);
const LISTED = LOOK_ACTS.filter((act) => !LOOKS[act].isChosen);

/** A look, with who looked. */
interface Look extends SealedRecord {
  official: LookingOfficial;
}

/** Of looks of officials, those that do not fit, each with the rule that says so. */
export async function findAlerts(
  context: Pick<Context, 'db' | 'ids'>,
  records: readonly SealedRecord[],
): Promise<NewAlert[]> {
  const ids = [...new Set(records.map(({ actorId }) => actorId))];
  const known = await selectLookingOfficials(context.db, ids);
  const officials = new Map(known.map((one) => [one.id, one]));
  const looks = records.flatMap((record) => {
    const official = officials.get(record.actorId);
    return official ? [{ ...record, official }] : [];
  });
  return [...(await findNear(context, looks)), ...(await findMany(context, looks))];
}

async function findNear(
  context: Pick<Context, 'db' | 'ids'>,
  looks: readonly Look[],
): Promise<NewAlert[]> {
  const chosen = looks.flatMap((look) => {
    const { personId } = look.official;
    return personId !== null && LOOKS[look.act as LookAct].isChosen ? [{ look, personId }] : [];
  });
  const pairs = chosen.map(({ look, personId }) => {
    const { subjectPersonId: otherId, recordedAt: at } = look;
    return { personId, otherId, day: rigaDay(at), at };
  });
  const near = await readNearness(context, pairs);
  const mandated = await selectMandated(context.db, pairs);
  return chosen.flatMap(({ look, personId }, index) => {
    const isOneself = personId === look.subjectPersonId;
    const rule = isOneself ? 'oneself' : (near[index] ?? (mandated[index] ? 'mandate' : null));
    const about = { personId: look.subjectPersonId, persons: null };
    return rule ? [alertOf(context, rule, look, about)] : [];
  });
}

/** One for each official and hour, at the last of the looks; how many persons, all looks of the hour tell. */
async function findMany(
  context: Pick<Context, 'db' | 'ids'>,
  looks: readonly Look[],
): Promise<NewAlert[]> {
  const last = new Map<string, Look>();
  for (const look of looks) last.set(`${look.actorId} ${hourOf(look).getTime()}`, look);
  const hours = [...last.values()];
  const asked = hours.map((look) => ({ actorId: look.actorId, hour: hourOf(look) }));
  const chosen = await countSubjects(context.db, asked, CHOSEN);
  const listed = await countSubjects(context.db, asked, LISTED);
  return hours.flatMap((look, index) => {
    const [one = 0, other = 0] = [chosen[index], listed[index]];
    if (one <= CHOSEN_MAX && other <= LISTED_MAX) return [];
    const persons = Math.max(one > CHOSEN_MAX ? one : 0, other > LISTED_MAX ? other : 0);
    return [alertOf(context, 'many-persons', look, { personId: null, persons })];
  });
}

function hourOf({ recordedAt }: Look): Date {
  return new Date(Math.floor(recordedAt.getTime() / HOUR_MS) * HOUR_MS);
}

function alertOf(
  { ids }: Pick<Context, 'ids'>,
  rule: AlertRule,
  { id: recordId, act, official, recordedAt: lookedAt }: Look,
  about: Pick<NewAlert, 'personId' | 'persons'>,
): NewAlert {
  const { id: officialId, organisationId } = official;
  return { id: ids.next(), rule, recordId, act, officialId, organisationId, lookedAt, ...about };
}
