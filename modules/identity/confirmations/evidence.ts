import { askingOneself, askingWithRole } from '../../../platform/asking.ts';
import { writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { makeLookRecord } from '../../persons/index.ts';
import { open, questionOf } from './confirm-act.ts';
import type { Confirmer } from './confirmer.ts';
import { selectUsed, selectUsedOf, type UsedConfirmation } from './sql/select-used.ts';

/** An act that was confirmed and done. */
export interface ConfirmedAct {
  id: string;
  act: string;
  text: string;
  means: string;
  confirmedAt: Date;
  usedAt: Date;
}

/** What proves an act, and whether it does so now, when it is verified anew. */
export interface Evidence extends ConfirmedAct {
  signed: string;
  evidence: object;
  isProven: boolean;
}

/** The newest acts that the person who asks confirmed, at most a hundred. */
export async function listConfirmedActs(context: Context): Promise<ConfirmedAct[]> {
  const rows = await selectUsedOf(context.db, askingOneself(context));
  return rows.map((row) => confirmedAct(context, row));
}

/** The evidence of an own act. Refuses `confirmation-unknown`. */
export async function readOwnEvidence(
  context: Context,
  confirmers: readonly Confirmer[],
  id: string,
): Promise<Evidence> {
  const row = await selectUsed(context.db, id);
  if (row?.personId !== askingOneself(context)) throw new Refusal('confirmation-unknown');
  return await evidenceOf(context, confirmers, row);
}

/**
 * The evidence of anybody's act, for an auditor of the operator: acts of people belong to no organisation.
 * That it was read is in the audit, and so the person sees it. Refuses `confirmation-unknown`.
 */
export async function auditEvidence(
  context: Context,
  confirmers: readonly Confirmer[],
  id: string,
): Promise<Evidence> {
  const { organisation } = askingWithRole(context, ['auditor']);
  const row = organisation ? undefined : await selectUsed(context.db, id);
  if (!row) throw new Refusal('confirmation-unknown');
  const look = { act: 'identity.read-evidence', personId: row.personId } as const;
  await context.db.transaction((db) =>
    writeAudit(db, [makeLookRecord(context, { ...look, content: { confirmation: id } })]),
  );
  return await evidenceOf(context, confirmers, row);
}

async function evidenceOf(
  context: Context,
  confirmers: readonly Confirmer[],
  row: UsedConfirmation,
): Promise<Evidence> {
  const sealed = open(context, row);
  const evidence = sealed.evidence ?? {};
  const question = await questionOf(context, row.personId, sealed);
  const confirmer = confirmers.find(({ code }) => code === row.means);
  const isProven = (await confirmer?.proves(question, evidence)) ?? false;
  return { ...confirmedAct(context, row), signed: sealed.signed, evidence, isProven };
}

function confirmedAct(context: Context, row: UsedConfirmation): ConfirmedAct {
  const { id, act, means, confirmedAt, usedAt } = row;
  return { id, act, text: open(context, row).text, means, confirmedAt, usedAt };
}
