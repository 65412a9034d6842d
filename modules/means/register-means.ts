import { makeAuditRecord, writeAudit } from '../../platform/audit/index.ts';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { readClassifiers } from '../classifiers/index.ts';
import {
  endingOf,
  hashMeansValue,
  isBankCardNumber,
  isMeansValue,
  normaliseMeansValue,
  ONE_TIME_CODE,
} from './means.ts';
import { insertMeans, type MeansRow } from './sql/insert-means.ts';
import { listHoldersByHash } from './sql/list-holders-by-hash.ts';

/** A means as its issuer states it. */
export interface MeansStatement {
  personId: string;
  /** Concept of the scheme means-kinds. */
  kind: string;
  /** For a bank card, the acquirer's reference, never its number. */
  value: string;
  issuerId?: string | null;
  /** From now on, when not stated. */
  validFrom?: Date;
  validTo?: Date | null;
}

/**
 * Registers means for their holders, all or none: at most a few thousand in one call. A means that
 * the same person already has stays as it is, so that stating it again changes nothing.
 *
 * Refuses with `means-kind-unknown`, `means-value-wrong`, `bank-card-number-refused`,
 * `means-held-by-another`; the details name the position in the list, never the value.
 *
 * @returns ids in the order of the statements
 */
export async function registerMeans(
  context: Context,
  statements: readonly MeansStatement[],
): Promise<{ ids: string[]; added: number }> {
  const classifiers = await readClassifiers(context);
  statements.forEach((statement, position) => {
    const known = classifiers.has('means-kinds', statement.kind);
    if (!known || statement.kind === ONE_TIME_CODE)
      throw new Refusal('means-kind-unknown', { position });
    const code = refusalOf(statement.value);
    if (code) throw new Refusal(code, { position });
  });
  const rows = statements.map((statement) => meansRowOf(context, statement));
  return await context.db.transaction(async (db) => {
    const added = await insertMeans(db, rows);
    const held = await listHoldersByHash(db, rows);
    const ids = rows.map((row, position) => {
      const holder = held.get(row.valueHash);
      if (holder?.personId !== row.personId)
        throw new Refusal('means-held-by-another', { position });
      return holder.id;
    });
    if (added.length > 0) {
      await writeAudit(db, [
        makeAuditRecord(context, {
          act: 'means.register',
          ...(added.length === 1 && statements[0]
            ? { subjectPersonId: statements[0].personId }
            : {}),
          content: { means: added },
        }),
      ]);
    }
    return { ids, added: added.length };
  });
}

/** Why a value cannot be registered: a code of the catalogue. */
export function refusalOf(
  value: string,
): 'bank-card-number-refused' | 'means-value-wrong' | undefined {
  if (isBankCardNumber(value)) return 'bank-card-number-refused';
  return isMeansValue(normaliseMeansValue(value)) ? undefined : 'means-value-wrong';
}

/** How a means is stored: the value as its keyed hash and its last characters. */
export function meansRowOf(context: Context, statement: MeansStatement): MeansRow {
  return {
    id: context.ids.next(),
    personId: statement.personId,
    kind: statement.kind,
    valueHash: hashMeansValue(context.keys, statement.value).toString('hex'),
    keyVersion: context.keys.version,
    issuerId: statement.issuerId ?? null,
    ending: endingOf(normaliseMeansValue(statement.value)),
    validFrom: statement.validFrom ?? context.clock.now(),
    validTo: statement.validTo ?? null,
    singleUse: false,
  };
}
