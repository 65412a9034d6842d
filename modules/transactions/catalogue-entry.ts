import { createHash } from 'node:crypto';
import type { Day } from '../../platform/clock/day.ts';
import type { LocalizedText } from '../../platform/i18n/localized-text.ts';
import { uuidOfBytes } from '../../platform/ids/uuid-of-bytes.ts';
import type { Cents } from '../../platform/money/money.ts';
import type { CatalogueRelief, Instruction } from '../reliefs/index.ts';
import { asksForFirstUse } from '../reliefs/occasion.ts';
import type { InstructionAsks } from './sql/read-for-authorisation.ts';

/** One version of a relief's instruction, with the names of its relief. */
export interface CatalogueEntry {
  instructionId: string;
  reliefId: string;
  code: string;
  version: number;
  content: Instruction;
  name: LocalizedText;
  label: LocalizedText;
  /** Whose budget is spent: the relief's, or one that reliefs of the grantor share. */
  budgetScopeId: string;
  /** What versions state that share the budget, each as long as it is in force; this one too. */
  sharedBudgets: readonly StatedBudget[];
  /** Whether uses of a day are counted, because a benefit asks for the first. */
  asksForFirstUse: boolean;
}

interface StatedBudget {
  from: Day;
  to?: Day | undefined;
  cents: Cents;
}

/** All versions of all reliefs. */
export function catalogueEntries(reliefs: readonly CatalogueRelief[]): CatalogueEntry[] {
  return reliefs.flatMap((relief) =>
    relief.versions.map(({ instructionId, version, instruction }) => ({
      instructionId,
      reliefId: relief.reliefId,
      code: relief.code,
      version,
      content: instruction,
      name: relief.name,
      label: relief.label,
      budgetScopeId: budgetScopeId(relief.reliefId, instruction),
      sharedBudgets: sharedBudgets(relief, instruction, reliefs),
      asksForFirstUse: instruction.benefits.some(({ when }) => asksForFirstUse(when)),
    })),
  );
}

/** What of each instruction must be read beside its entitlements. */
export function instructionAsks(entries: readonly CatalogueEntry[]): InstructionAsks {
  const idsOf = (chosen: readonly CatalogueEntry[]) => chosen.map((entry) => entry.instructionId);
  const quotasOf = ({ content }: CatalogueEntry) => content.quotas;
  const budgeted = entries.filter(({ content }) => content.budget !== undefined);
  return {
    carrying: idsOf(
      entries.filter((one) => quotasOf(one).some(({ carryOver }) => carryOver !== undefined)),
    ),
    perChild: idsOf(entries.filter((one) => quotasOf(one).some(({ per }) => per === 'child'))),
    budgetOf: idsOf(budgeted),
    budgetScope: budgeted.map((entry) => entry.budgetScopeId),
  };
}

function budgetScopeId(reliefId: string, { budget }: Instruction): string {
  if (budget?.shared === undefined) return reliefId;
  return uuidOfBytes(createHash('sha256').update(`shared-budget/${budget.shared}`).digest());
}

function sharedBudgets(
  relief: CatalogueRelief,
  instruction: Instruction,
  reliefs: readonly CatalogueRelief[],
): StatedBudget[] {
  const text = sharedText(relief, instruction);
  if (text === undefined) return [];
  return reliefs.flatMap((other) =>
    other.versions.flatMap(({ instruction: stated }) => {
      const { budget, from, to } = stated;
      return budget && sharedText(other, stated) === text
        ? [{ from, to, cents: budget.amount }]
        : [];
    }),
  );
}

/** The grantor as the relief states it, so that two grantors never mean one another's code. */
function sharedText(
  { grantor }: Pick<CatalogueRelief, 'grantor'>,
  { budget }: Instruction,
): string | undefined {
  return budget?.shared && JSON.stringify([grantor, budget.shared, budget.in, budget.per ?? null]);
}
