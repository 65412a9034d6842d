import { rigaDay } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Ids } from '../../../platform/ids/ids.ts';
import type { Explanation } from '../../reliefs/index.ts';
import type { Entitlement } from '../entitlement.ts';
import { insertReviews } from '../reviews/sql/insert-reviews.ts';
import { isSameJson } from '../same-json.ts';

export interface Replaced {
  added: number;
  superseded: number;
}

/** All but the reason is one text: few columns are read fast, and texts are compared fast. */
const SELECT = `
select person_id as "personId", id, relief_id as "reliefId", reason,
  concat_ws(' ', instruction_id, valid_from, valid_to, '/', relief_id, grantor_id, household_id, '/',
    array_to_string(benefits, ','), provisional, array_to_string(share_grantor_ids, ','), '/',
    grant_id) as content
from entitlements.entitlements
where person_id = any($1::uuid[]) and superseded_at is null
  and ($2::uuid[] is null or relief_id = any($2::uuid[]))`;

const SUPERSEDE = `
update entitlements.entitlements
set superseded_at = $3::timestamptz
from unnest($1::uuid[], $2::uuid[]) ended (person_id, id)
where entitlements.person_id = ended.person_id and entitlements.id = ended.id`;

const INSERT = `
insert into entitlements.entitlements (
  person_id, id, relief_id, instruction_id, grantor_id, share_grantor_ids, household_id, benefits,
  valid_from, valid_to, provisional, source, reason, grant_id, computed_at
)
select
  "personId", "id", "reliefId", "instructionId", "grantorId", "shareGrantorIds", "householdId",
  "benefits", "from", "to", "provisional",
  case when "grantId" is null then 'facts' else 'manual' end, "reason", "grantId", $2::timestamptz
from jsonb_to_recordset($1::jsonb) as given (
  "personId" uuid, "id" uuid, "reliefId" uuid, "instructionId" uuid, "grantorId" uuid,
  "shareGrantorIds" uuid[], "householdId" uuid, "benefits" smallint[], "from" date, "to" date,
  "provisional" boolean, "reason" jsonb, "grantId" uuid
)`;

interface HeldRow extends Record<string, unknown> {
  personId: string;
  id: string;
  reliefId: string;
  content: string;
  reason: Explanation;
}

/**
 * Makes the current entitlements of these persons, by some reliefs or by all, equal to the given ones.
 * Rows that say the same stay; the others end (`superseded_at`) or are added. Only what differs is
 * sent to the database: mostly little does.
 */
export async function replaceEntitlements(
  { db, ids }: { db: Database; ids: Ids },
  given: {
    personIds: readonly string[];
    reliefIds: readonly string[] | undefined;
    /** Of each person, when not the same reliefs were computed of all; all others stay. */
    computedOf?: ReadonlyMap<string, ReadonlySet<string>> | undefined;
    entitlements: readonly Entitlement[];
    at: Date;
    /** Ids of instructions of which a change of past days is reviewed. */
    reviewed: ReadonlySet<string>;
  },
): Promise<Replaced> {
  const held = await db.query<HeldRow>({
    name: 'entitlements.held',
    text: SELECT,
    values: [given.personIds, given.reliefIds ?? null],
  });
  const { computedOf } = given;
  const comparable = computedOf
    ? held.filter(({ personId, reliefId }) => computedOf.get(personId)?.has(reliefId))
    : held;
  const { added, ended } = differences(comparable, given.entitlements);
  if (ended.length > 0) {
    await db.query({
      name: 'entitlements.supersede',
      text: SUPERSEDE,
      values: [ended.map(({ personId }) => personId), ended.map(({ id }) => id), given.at],
    });
  }
  if (added.length > 0) {
    const rows = added.map((one) => ({ ...one, id: ids.next() }));
    await db.query({
      name: 'entitlements.add',
      text: INSERT,
      values: [JSON.stringify(rows), given.at],
    });
  }
  const lost = ended.filter(({ content }) => given.reviewed.has(content.slice(0, UUID_LENGTH)));
  if (lost.length > 0) {
    await insertReviews(db, lost, { today: rigaDay(given.at), at: given.at });
  }
  return { added: added.length, superseded: ended.length };
}

/** The content begins with the instruction. */
const UUID_LENGTH = 36;

function differences(held: readonly HeldRow[], given: readonly Entitlement[]) {
  const unmatched = Map.groupBy(held, ({ personId }) => personId);
  const added = given.filter((one) => {
    const rows = unmatched.get(one.personId) ?? [];
    const content = contentOf(one);
    const position = rows.findIndex(
      (row) => row.content === content && isSameJson(one.reason, row.reason),
    );
    if (position >= 0) rows.splice(position, 1);
    return position < 0;
  });
  return { added, ended: [...unmatched.values()].flat() };
}

/** As the database writes it: `concat_ws` leaves out what is null. */
function contentOf(one: Entitlement): string {
  const to = one.to === null ? '' : ` ${one.to}`;
  const household = one.householdId === null ? '' : ` ${one.householdId}`;
  const provisional = one.provisional ? 't' : 'f';
  const grant = one.grantId === null ? '' : ` ${one.grantId}`;
  return (
    `${one.instructionId} ${one.from}${to} / ${one.reliefId} ${one.grantorId}${household} / ` +
    `${one.benefits.join()} ${provisional} ${one.shareGrantorIds.join()} /${grant}`
  );
}
