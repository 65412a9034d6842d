import { expect, test } from 'vitest';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { explainRelief } from './explain-relief.ts';

const context = await testContext();
const fixture = await vejaine(context);
const code = 'VEJAINE-FERRY';

async function explain(personId: string | undefined, day: string) {
  return await explainRelief(context, { personId: personId ?? '', code, day });
}

test('says why a person has no relief, and leaves a record of having been asked', async () => {
  const found = await explain(fixture.outsider.id, '2026-03-11');
  expect(found.version).toBe(1);
  expect(found.verdict).not.toBe('yes');
  expect(found.who).toMatchObject({ kind: 'fact', verdict: found.verdict });
  const acts = await context.adminDb.query<{ act: string; subject: string }>(
    `select act, subject_person_id as subject from audit.records where act = 'reliefs.explain'`,
  );
  expect(acts).toEqual([{ act: 'reliefs.explain', subject: fixture.outsider.id }]);
});

test('before the first version nobody has the relief', async () => {
  const found = await explain(fixture.residents[0]?.id, '2019-06-30');
  expect(found).toEqual({ relief: code, day: '2019-06-30', verdict: 'no', benefits: [] });
});

test('refuses what it cannot ask', async () => {
  const id = fixture.outsider.id;
  await expect(explain(id, '2026-02-30')).rejects.toThrow('day-malformed');
  await expect(explain('nobody', '2026-03-11')).rejects.toThrow('person-unknown');
  await expect(explain('01a00000-0000-7000-8000-000000000000', '2026-03-11')).rejects.toThrow(
    'person-unknown',
  );
  const unknown = explainRelief(context, { personId: id, code: 'NO', day: '2026-03-11' });
  await expect(unknown).rejects.toThrow('relief-unknown');
});
