import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SEED } from '../../platform/testing/seed.ts';
import { type TestContext, testContext } from '../../platform/testing/test-context.ts';
import { loadClassifiers } from '../classifiers/index.ts';
import { addOrganisations } from '../persons/index.ts';
import { anyVersions } from '../reliefs/testing/instruction-arbitraries.ts';
import { tinyContent } from '../reliefs/testing/tiny-concepts.ts';
import { openSharedWorld } from '../reliefs/testing/two-engines.ts';
import { followPublications, recomputeEntitlements } from './index.ts';

const PERSONS = 90;
const ROUNDS = 9;
const RELIEFS_EACH = 4;
const GRANTORS = ['ministry', 'm-0099000', { municipalityOf: 'residence' }];

async function scene(): Promise<TestContext> {
  const context = await testContext();
  await loadClassifiers(context, tinyContent);
  await openSharedWorld(context, { seed: SEED, persons: PERSONS });
  const common = { registrationNumber: null, roles: ['grantor' as const] };
  const name = { lv: 'Devējs', en: 'Grantor' };
  await addOrganisations(context, [
    { ...common, code: 'ministry', kind: 'institution', territory: null, name },
    ...['0099000', '0098000'].map((territory) => ({
      ...{ ...common, code: `m-${territory}`, kind: 'municipality' as const, territory, name },
    })),
  ]);
  return context;
}

type Versions = typeof anyVersions extends fc.Arbitrary<infer V> ? V : never;

/** Puts reliefs in force as they are: no text of a file can say all that the generators say. */
async function publish(context: TestContext, drawn: readonly Versions[], round: number) {
  for (const [position, versions] of drawn.entries()) {
    const id = context.ids.next();
    const grantor = GRANTORS[(round + position) % GRANTORS.length];
    await context.adminDb.query(
      `insert into reliefs.reliefs
         (id, code, kind, name_lv, name_en, label_lv, label_en, categories, statement)
       values ($1, $2, 'discount', '-', '-', '-', '-', '{}', $3)`,
      [id, `R-${round}-${position}`, JSON.stringify({ grantor, act: '-', source: '-' })],
    );
    for (const { version, instruction } of versions) {
      const { to, ...content } = instruction;
      await context.adminDb.query(
        `insert into reliefs.instructions
           (id, relief_id, version, valid_from, valid_to, content, digest, published_at)
         values ($1, $2, $3, $4, $5, $6, '\\x00', now())`,
        [context.ids.next(), id, version, instruction.from, to ?? null, JSON.stringify(content)],
      );
    }
  }
}

test('what is published, and what ends, comes out as from a recomputation of everything', async () => {
  const context = await scene();
  expect(await recomputeEntitlements(context)).toMatchObject({ persons: PERSONS, added: 0 });
  const drawn = fc.sample(anyVersions, { numRuns: ROUNDS * RELIEFS_EACH });
  const sum = { added: 0, superseded: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    await publish(context, drawn.splice(0, RELIEFS_EACH), round);
    if (round % 3 === 2) {
      await context.adminDb.query(
        `update reliefs.instructions set valid_to = valid_from + 400
         where valid_to is null and mod(hashtext(id::text), 2) = 0`,
      );
    }
    const followed = await followPublications(context);
    expect(await recomputeEntitlements(context)).toEqual({
      ...{ persons: PERSONS, added: 0, superseded: 0 },
    });
    expect(await followPublications(context)).toMatchObject({ persons: 0 });
    for (const key of ['added', 'superseded'] as const) sum[key] += followed[key];
  }
  expect(sum.added).toBeGreaterThan(PERSONS);
  expect(sum.superseded).toBeGreaterThan(0);
}, 120_000);
