import { readClassifiers } from '../../classifiers/index.ts';
import { getRelief, importReliefs } from '../../reliefs/index.ts';
import { forgetReferences } from '../index.ts';
import type { Terminal } from './terminal.ts';

interface AddedRelief {
  code: string;
  version: string;
  residents: number[];
  /** Whose it is by facts: every resident's when not stated. */
  who?: string;
  householdId?: string;
}

/** Publishes one more relief of Vējaine, agrees it with the ferry and gives it to these residents. */
export async function addRelief(
  terminal: Pick<Terminal, 'context' | 'ferry'>,
  relief: AddedRelief,
): Promise<{ reliefId: string; agreementReliefId: string }> {
  const { context, ferry } = terminal;
  const text = `
code: ${relief.code}
kind: discount
name: { lv: Izdomāts, en: Invented ${relief.code} }
label: { lv: Atlaide, en: Discount }
categories: [residents]
grantor: m-0099000
act: izdomāts
source: invented
versions:
  - from: 2019-07-01
    who: ${relief.who ?? '{ fact: residence, in: ["0099000"] }'}
${relief.version}`;
  await importReliefs(
    context,
    [{ file: `${relief.code}.yaml`, text }],
    await readClassifiers(context),
  );
  const { reliefId, versions } = await getRelief(context, relief.code);
  const version = versions[0];
  if (!version) throw new Error('The relief has no version.');
  const agreementReliefId = context.ids.next();
  await context.adminDb.query('insert into providers.agreement_reliefs values ($1, $2, $3)', [
    agreementReliefId,
    ferry.agreementId,
    reliefId,
  ]);
  for (const place of relief.residents) {
    await context.adminDb.query(
      `insert into entitlements.entitlements (person_id, id, relief_id, instruction_id, grantor_id,
         share_grantor_ids, household_id, benefits, valid_from, source, reason, computed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, '2019-07-01', 'facts', '{}', now())`,
      [
        ferry.residents[place]?.id,
        context.ids.next(),
        reliefId,
        version.instructionId,
        ferry.municipalityId,
        (version.instruction.shares ?? []).map((_, index) =>
          index === 0 ? ferry.providerId : ferry.municipalityId,
        ),
        relief.householdId ?? null,
        version.instruction.benefits.map((_, position) => position),
      ],
    );
  }
  forgetReferences(context);
  return { reliefId, agreementReliefId };
}
