import type { OfficialActor } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';

/** An official of a grantor handles only what this grantor alone pays for; the operator's, all. */
export function requireOwnPayers(
  { organisation }: OfficialActor,
  payers: readonly string[] | null,
): void {
  if (organisation === null || payers?.every((payer) => payer === organisation.code)) return;
  throw new Refusal('relief-of-another-grantor', { grantor: organisation.code });
}
