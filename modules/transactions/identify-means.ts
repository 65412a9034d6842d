import { askingIds } from '../../platform/asking.ts';
import { makeAuditRecord, writeAudit } from '../../platform/audit/index.ts';
import { rigaDay } from '../../platform/clock/day.ts';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { hashMeansValue, isBankCardNumber } from '../means/index.ts';
import type { IdentifyRequest } from './api.ts';
import type { IdentifyAnswer } from './api-answers.ts';
import { type HeldRelief, heldReliefs } from './authorising/candidates.ts';
import { checkClock, checkMeans, getTerminal } from './authorising/check-basket.ts';
import {
  type Catalogue,
  getCatalogue,
  getProviderReference,
  grantorName,
  placeOf,
} from './reference.ts';
import { readForAuthorisation } from './sql/read-for-authorisation.ts';

/**
 * What a means can get at this provider: labels of the grantors and classes of goods. Reliefs with
 * one label are one row, so that the number of rows tells nothing about the person.
 */
export async function identifyMeans(
  context: Context,
  request: IdentifyRequest,
): Promise<IdentifyAnswer> {
  const ids = askingIds(context);
  if (isBankCardNumber(request.means.value)) throw new Refusal('bank-card-number-refused');
  const now = context.clock.now();
  const terminalAt = new Date(request.terminalAt);
  checkClock(terminalAt, now);
  const [provider, catalogue] = await Promise.all([
    getProviderReference(context, ids.idsId),
    getCatalogue(context),
  ]);
  getTerminal(provider, request.terminal, ids.terminalId);
  const day = rigaDay(terminalAt);
  const meansHash = hashMeansValue(context.keys, request.means.value);
  const { municipality } = placeOf(provider, catalogue, request.terminal);
  const [found] = await readForAuthorisation(
    context.transactionPath,
    [{ idsId: ids.idsId, clientId: null, meansHash, day, municipality }],
    catalogue.asks,
  );
  const means = found?.means ?? null;
  checkMeans(means, now);
  if (!found) return { reliefs: [] };
  await writeAudit(context.db, [
    makeAuditRecord(context, {
      act: 'transactions.identify',
      subjectPersonId: means.personId,
      content: { terminal: request.terminal },
    }),
  ]);
  const held = heldReliefs({ ...found, means }, { catalogue, provider, day, municipality });
  return {
    reliefs: neutralReliefs(
      held.filter((one) => isUsable(one, means.kind)),
      catalogue,
    ),
  };
}

function isUsable({ agreedId, candidate }: HeldRelief, meansKind: string): boolean {
  const { means } = candidate.instruction;
  return agreedId !== undefined && (means === undefined || means.includes(meansKind));
}

function neutralReliefs(
  held: readonly HeldRelief[],
  catalogue: Catalogue,
): IdentifyAnswer['reliefs'] {
  const groups = Map.groupBy(held, ({ candidate, entry }) =>
    JSON.stringify([candidate.grantorId, entry.label.lv, entry.label.en]),
  );
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, members]) => {
      const [first] = members;
      if (!first) return [];
      return [
        {
          label: first.entry.label,
          grantor: grantorName(catalogue, first.candidate.grantorId),
          classes: [...new Set(members.flatMap(classesOf))].sort(),
        },
      ];
    });
}

function classesOf({ candidate }: HeldRelief): string[] {
  return candidate.benefits.flatMap(
    (position) => candidate.instruction.benefits[position]?.on ?? [],
  );
}
