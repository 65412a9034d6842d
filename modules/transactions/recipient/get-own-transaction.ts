import { askingPerson } from '../../../platform/asking.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';
import { LIMITS, REASONS } from '../../reliefs/reasons.ts';
import type { KeptApplied } from '../amounts/kept-amounts.ts';
import type { OwnTransaction } from '../recipient-api.ts';
import { type Catalogue, getCatalogue, grantorName } from '../reference.ts';
import { findOfPerson, type OwnRow } from '../sql/list-of-person.ts';
import { findOwn } from '../sql/read-transactions.ts';
import type { StoredTransaction } from '../transaction.ts';
import { historyFields, reliefName } from './list-own-transactions.ts';

/** One of the asking person's transactions: every relief on every line, and why or why not. */
export async function getOwnTransaction(context: Context, id: string): Promise<OwnTransaction> {
  const key = { personId: askingPerson(context), id };
  const [catalogue, row, stored] = await Promise.all([
    getCatalogue(context),
    findOfPerson(context.db, key),
    findOwn(context.db, key),
  ]);
  if (!row || !stored) throw new Refusal('own-transaction-unknown');
  return {
    ...historyFields(row),
    meansKind: row.meansKind,
    pointsSpent: stored.answer.pointsSpent,
    pointsEarned: stored.answer.pointsEarned,
    lines: stored.answer.lines.map((line) => ownLine(line, { row, stored, catalogue })),
    reasons: ownReasons(row, catalogue),
    ...(row.explanation.optimality ? { optimality: row.explanation.optimality } : {}),
    acts: stored.acts.map((act) => ({
      kind: act.kind,
      at: new Date(act.at).toISOString(),
      late: act.late,
      reliefCents: act.reliefCents,
      recipientPaysCents: act.priceCents - act.reliefCents,
      compensationCents: act.compensationCents,
    })),
  };
}

function ownLine(
  line: StoredTransaction['answer']['lines'][number],
  of: { row: OwnRow; stored: StoredTransaction; catalogue: Catalogue },
): OwnTransaction['lines'][number] {
  const item = of.row.items.find((one) => one.line === line.line);
  const shares = of.stored.applied.filter((applied) => applied.line === line.line);
  const afterwards = shares.filter(({ paid }) => paid === 'afterwards');
  return {
    line: line.line,
    item: item ? { lv: item.lv, en: item.en } : { lv: line.item, en: line.item },
    whose: line.whose,
    quantity: line.quantity,
    unitPriceCents: line.unitPriceCents,
    priceCents: line.priceCents,
    reliefCents: line.reliefCents,
    recipientPaysCents: line.recipientPaysCents,
    compensationCents: sumOf(afterwards),
    applied: [...Map.groupBy(shares, ({ position }) => position).values()].flatMap((parts) =>
      ownApplied(parts, of),
    ),
  };
}

function ownApplied(
  parts: readonly KeptApplied[],
  { stored, catalogue }: { stored: StoredTransaction; catalogue: Catalogue },
): OwnTransaction['lines'][number]['applied'] {
  const [first] = parts;
  if (!first) return [];
  return [
    {
      relief: reliefName(first.instructionId, catalogue),
      version: catalogue.instructions.get(first.instructionId)?.version ?? 0,
      units: first.units,
      amountCents: sumOf(parts),
      paid: first.paid,
      ...proofOf(first, stored),
      grantors: parts.map(({ grantorId, amountCents }) => ({
        name: grantorName(catalogue, grantorId),
        amountCents,
      })),
    },
  ];
}

/** What became of the proof of purchase that a compensation hangs on; nothing once it has come. */
function proofOf(
  { entitlementId }: KeptApplied,
  { takes, acts }: StoredTransaction,
): { proof?: 'awaited' | 'missing' } {
  if (!takes.onProof?.includes(entitlementId)) return {};
  const confirmed = acts.find(({ kind }) => kind === 'confirmed');
  if (confirmed?.proof) return {};
  return { proof: confirmed ? 'missing' : 'awaited' };
}

function sumOf(parts: readonly { amountCents: number }[]): number {
  return parts.reduce((sum, { amountCents }) => sum + amountCents, 0);
}

function ownReasons({ explanation }: OwnRow, catalogue: Catalogue): OwnTransaction['reasons'] {
  const candidates = new Map(explanation.candidates.map((one) => [one.entitlementId, one]));
  return explanation.reasons.flatMap((reason) => {
    const candidate = candidates.get(reason.entitlementId);
    if (!candidate) return [];
    const sentence = REASONS[reason.code];
    const limit = reason.limitedBy ? LIMITS[reason.limitedBy] : undefined;
    const winner = reason.wonBy ? candidates.get(reason.wonBy) : undefined;
    return [
      {
        relief: reliefName(candidate.instructionId, catalogue),
        grantor: grantorName(catalogue, candidate.grantorId),
        line: reason.line,
        code: reason.code,
        ...(reason.limitedBy ? { limitedBy: reason.limitedBy } : {}),
        sentence: joined(sentence, limit, winner && reliefName(winner.instructionId, catalogue)),
      },
    ];
  });
}

/** The sentence of a reason, what limited the relief, and the name of the one that was better. */
function joined(
  sentence: LocalizedText,
  limit: LocalizedText | undefined,
  winner: LocalizedText | undefined,
): LocalizedText {
  const limited = limit
    ? { lv: `${sentence.lv} ${limit.lv}`, en: `${sentence.en} ${limit.en}` }
    : sentence;
  if (!winner) return limited;
  return {
    lv: `${limited.lv} Piemērots: “${winner.lv}”.`,
    en: `${limited.en} Applied: “${winner.en}”.`,
  };
}
