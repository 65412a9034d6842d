import type { TransactionDetails } from '../../../../sdk/index.ts';

/** Units of each line that are confirmed and not refunded yet. */
export function refundableUnits({ acts }: TransactionDetails): Map<string, number> {
  const left = new Map<string, number>();
  for (const act of acts) {
    for (const { line, quantity } of act.lines) {
      if (act.kind === 'confirmed') left.set(line, quantity);
      if (act.kind === 'refunded') left.set(line, (left.get(line) ?? 0) - quantity);
    }
  }
  return left;
}
