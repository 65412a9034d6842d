import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readClassifiers } from '../classifiers/index.ts';
import { importReliefs, readCatalogue, readReliefFiles } from '../reliefs/index.ts';
import { AuthoriseRequest } from './api.ts';
import {
  authoriseTransaction,
  forgetReferences,
  getTransaction,
  identifyMeans,
  listTransactions,
} from './index.ts';
import { newId, openTerminal, type Terminal } from './testing/terminal.ts';

const CLASSES = [
  'city-single',
  'city-season',
  'regional-bus-single',
  'train-single',
  'electricity-bill',
  'school-lunch',
  'co-payment',
  'museum-entrance',
  'pool-visit',
  'bread',
  'dairy',
  'alcohol',
];
/** Schemes whose codes say something about a person. */
const SENSITIVE = [
  'recipient-categories',
  'disability-groups',
  'family-statuses',
  'care-statuses',
  'care-forms',
  'pensions',
  'social-statuses',
  'fare-statuses',
];
const PERSONS = 12;

const terminal = await openTerminal({ residents: PERSONS });
const asked = await giveEverything(terminal);
const forbidden = await forbiddenWords(terminal);

/** All real reliefs in force, agreed with the ferry's provider, and each person has some of them. */
async function giveEverything({ context, ferry }: Terminal): Promise<string[]> {
  const classifiers = await readClassifiers(context);
  await importReliefs(context, readReliefFiles(), classifiers);
  const reliefs = await readCatalogue(context);
  const agreed: string[] = [];
  for (const [place, relief] of reliefs.entries()) {
    const id = context.ids.next();
    if (relief.reliefId !== ferry.reliefId) {
      agreed.push(id);
      await context.adminDb.query('insert into providers.agreement_reliefs values ($1, $2, $3)', [
        id,
        ferry.agreementId,
        relief.reliefId,
      ]);
    }
    const version = relief.versions.at(-1);
    if (!version) continue;
    for (const [number, person] of ferry.residents.entries()) {
      if ((place + number) % 3 === 0) continue;
      await context.adminDb.query(
        `insert into entitlements.entitlements (person_id, id, relief_id, instruction_id, grantor_id,
           share_grantor_ids, benefits, valid_from, source, reason, computed_at)
         values ($1, $2, $3, $4, $5, $6, $7, '2019-07-01', 'facts', '{}', now())`,
        [
          person.id,
          context.ids.next(),
          relief.reliefId,
          version.instructionId,
          ferry.municipalityId,
          (version.instruction.shares ?? []).map(() => ferry.municipalityId),
          version.instruction.benefits.map((_, position) => position),
        ],
      );
    }
  }
  for (const code of CLASSES) {
    await context.adminDb.query(
      `insert into providers.items
         (id, organisation_id, code, class, name_lv, name_en, unit_price_cents)
       values ($1, $2, $3, $4, 'Prece', 'Item', 400)`,
      [context.ids.next(), ferry.providerId, `item-${code}`, code],
    );
  }
  forgetReferences(context);
  return agreed;
}

/** Every word that would tell who the person is, or why there is a relief. */
async function forbiddenWords({ context, ferry }: Terminal): Promise<string[]> {
  const words = new Set<string>();
  const classifiers = await readClassifiers(context);
  for (const scheme of classifiers.schemes) {
    if (!SENSITIVE.includes(scheme.code)) continue;
    for (const { code, lv, en } of scheme.concepts) {
      for (const word of [code, lv, en]) words.add(word);
    }
  }
  for (const relief of await readCatalogue(context)) {
    for (const word of [relief.code, relief.name.lv, relief.name.en, relief.reliefId, relief.act]) {
      words.add(word);
    }
    for (const { instructionId } of relief.versions) words.add(instructionId);
  }
  for (const person of ferry.residents) {
    for (const word of [
      person.id,
      person.name,
      person.personalCode,
      person.means,
      person.meansId,
    ]) {
      words.add(word);
    }
  }
  const entitlements = await context.db.query<{ id: string }>(
    'select id from entitlements.entitlements',
  );
  for (const { id } of entitlements) words.add(id);
  return [...words].map((word) => word.toLowerCase()).filter((word) => word.length > 3);
}

const basket = fc.record({
  person: fc.nat({ max: PERSONS - 1 }),
  lines: fc.uniqueArray(
    fc.record({
      item: fc.constantFrom(...CLASSES),
      quantity: fc.integer({ min: 1, max: 3 }),
      whose: fc.constantFrom('recipient' as const, 'companion' as const),
    }),
    { selector: ({ item }) => item, minLength: 1, maxLength: 6 },
  ),
  spendPoints: fc.nat({ max: 200 }),
});

test('no category, relief code, name or internal id leaves in an answer to a provider', async () => {
  const { asIds, ferry } = terminal;
  let authorised = 0;
  await fc.assert(
    fc.asyncProperty(basket, async ({ person, lines, spendPoints }) => {
      const means = { value: ferry.residents[person]?.means };
      const request = AuthoriseRequest.parse({
        transactionId: newId(),
        terminal: 'pramis-1',
        terminalAt: terminal.now(),
        means,
        lines: lines.map((line, place) => ({
          ...line,
          line: String(place + 1),
          item: `item-${line.item}`,
        })),
        asked,
        spendPoints,
      });
      const answer = await authoriseTransaction(asIds, request).then(
        (given) => {
          authorised += 1;
          return given;
        },
        (error: { code: string; details: object }) => {
          expect(error.code).toBe('no-relief-applies');
          return error.details;
        },
      );
      const rest =
        'transactionId' in answer ? await getTransaction(asIds, request.transactionId) : {};
      expectSilent(JSON.stringify([answer, rest]), request);
      const identified = await identifyMeans(asIds, {
        terminal: 'pramis-1',
        terminalAt: terminal.now(),
        means: request.means,
      });
      expect(identified.reliefs.length).toBeGreaterThan(0);
      expectSilent(JSON.stringify(identified), request);
    }),
    { numRuns: 60, endOnFailure: true },
  );
  expect(authorised).toBeGreaterThan(30);
  const list = await listTransactions(asIds, { day: '2026-03-11', limit: 500 });
  expect(list.transactions).toHaveLength(authorised);
  expectSilent(JSON.stringify(list), undefined);
}, 120_000);

/** What the terminal itself has sent (its items) may come back. */
function expectSilent(text: string, request: AuthoriseRequest | undefined): void {
  let said = text.toLowerCase();
  for (const { item } of request?.lines ?? []) said = said.replaceAll(`"${item}"`, '');
  for (const code of CLASSES) said = said.replaceAll(`"${code}"`, '');
  expect(forbidden.filter((word) => said.includes(word))).toEqual([]);
}
