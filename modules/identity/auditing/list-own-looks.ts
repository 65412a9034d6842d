import { askingPerson } from '../../../platform/asking.ts';
import { type ReadAuditRecord, selectAuditRecords } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';
import { LOOK_ACTS, LOOKS, type LookAct, PURPOSES } from '../../persons/index.ts';
import { selectOffices } from './sql/select-offices.ts';

/** A look of an official at the asking person. */
export interface OwnLook {
  id: string;
  at: Date;
  /** For whom the official acts; null: the operator. */
  reader: { code: string; name: LocalizedText } | null;
  did: LocalizedText;
  purpose: LocalizedText;
  /** Why, in the official's own words; null: none were asked, or they are no longer kept. */
  words: string | null;
}

const BEGINNING = new Date(0);
const END = new Date('9999-12-31T00:00:00Z');

/**
 * Which officials looked at the asking person: when, for what, and what they did, the newest first. Whose
 * officials they are is told, not who: that is for auditors.
 */
export async function listOwnLooks(
  context: Context,
  { before, limit }: { before?: { at: Date; id: string } | undefined; limit: number },
): Promise<OwnLook[]> {
  const records = await selectAuditRecords(context.db, {
    ...{ from: BEGINNING, until: END, subjectPersonId: askingPerson(context) },
    ...{ actorKind: 'official', acts: LOOK_ACTS, organisationId: null, before, limit },
  });
  const ids = records.flatMap(({ actorId }) => actorId ?? []);
  const offices = await selectOffices(context.db, [...new Set(ids)]);
  const readers = new Map(
    offices.map(({ officialId, code, name }) => [officialId, { code, name }]),
  );
  return records.map((record) => {
    const { id, recordedAt: at, actorId } = record;
    const { did, purpose } = LOOKS[record.act as LookAct];
    const reader = readers.get(actorId ?? '') ?? null;
    return { id, at, reader, did, purpose: PURPOSES[purpose], words: wordsOf(record) };
  });
}

/** Those of officials who were told that the person reads them: only their records say `why` too. */
function wordsOf({ content }: ReadAuditRecord): string | null {
  const { why, purpose } = JSON.parse(content ?? '{}') as { why?: unknown; purpose?: unknown };
  return why !== undefined && typeof purpose === 'string' ? purpose : null;
}
