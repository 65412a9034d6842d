import { expect, test } from 'vitest';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { readClassifiers } from '../../classifiers/index.ts';
import { exportCatalogue, exportCatalogueJson, filesOfCatalogue } from '../export-catalogue.ts';
import { exportRelief } from '../export-relief.ts';
import { addDraft } from '../publishing/add-draft.ts';
import { publishDraft, rejectDraft, reviewDraft } from '../publishing/decide-draft.ts';
import { importReliefs } from '../publishing/import-reliefs.ts';
import { asOfficial } from '../publishing/testing/officials.ts';
import { catalogueMark, getRelief } from '../read-catalogue.ts';
import { describeDefinition } from './list-definitions.ts';

const RESIDENT = `code: resident
name: { lv: iedzīvotājs, en: resident }
act: Rules
source: Invented
versions:
  - from: 2019-01-01
    condition: { fact: residence, within: grantor }
`;
const NEIGHBOUR = `code: neighbour
name: { lv: kaimiņš, en: neighbour }
act: Rules
source: Invented
assumptions: [Nothing is left open.]
versions:
  - from: 2019-01-01
    condition: { any: [{ definition: resident }, { fact: residence, is: "0001000" }] }
`;
const NEXT = `${RESIDENT.replace('from: 2019-01-01', 'from: 2019-01-01\n    to: 2026-05-01')}  - from: 2026-05-01
    condition: { all: [{ fact: residence, within: grantor }, { age: { from: 7 } }] }
`;

async function scene() {
  const context = await testContext();
  await vejaine(context);
  const [editor, reviewer] = [
    await asOfficial(context, { organisation: null, roles: ['editor'] }),
    await asOfficial(context, { organisation: null, roles: ['reviewer'] }),
  ];
  const publish = async (text: string, retroactiveReason = 'It was so before') => {
    const { id } = await addDraft(editor, { text, retroactiveReason });
    await reviewDraft(reviewer, id);
    return await publishDraft(editor, id);
  };
  const relief = (await exportRelief(context, 'VEJAINE-FERRY'))
    .replace('VEJAINE-FERRY', 'VEJAINE-BUS')
    .replace(/ {4}who:[^]*? {4}benefits:/, '    who: { definition: neighbour }\n    benefits:');
  expect(relief).toContain('definition: neighbour');
  return { context, editor, reviewer, publish, relief };
}

test('definitions are published by four eyes, name each other, and tell who uses them', async () => {
  const { context, editor, publish, relief } = await scene();
  await expect(addDraft(editor, { text: NEIGHBOUR })).rejects.toThrow('relief-files-invalid');
  expect(await publish(RESIDENT)).toEqual({
    code: 'resident',
    versionsAdded: [1],
    versionsEnded: [],
  });
  await publish(NEIGHBOUR);
  await publish(relief);
  const draft = await addDraft(editor, { text: NEXT });
  expect(draft).toMatchObject({ kind: 'definition', code: 'resident', organisation: null });
  const { definition, use } = await describeDefinition(context, 'resident');
  expect(definition.versions).toHaveLength(1);
  expect(use).toEqual({
    definitions: ['neighbour'],
    reliefs: [{ code: 'VEJAINE-BUS', versions: [1] }],
    drafts: [],
  });
  expect((await describeDefinition(context, 'neighbour')).use.definitions).toEqual([]);
  await expect(describeDefinition(context, 'none')).rejects.toThrow('definition-not-published');
});

test('a new version is in every relief that names it, and their texts stay what they were', async () => {
  const { context, editor, publish, relief } = await scene();
  for (const text of [RESIDENT, NEIGHBOUR, relief]) await publish(text);
  const before = await exportRelief(context, 'VEJAINE-BUS');
  const mark = await catalogueMark(context);
  await publish(NEXT);
  expect(await catalogueMark(context)).not.toBe(mark);
  expect(await exportRelief(context, 'VEJAINE-BUS')).toBe(before);
  await expect(addDraft(editor, { text: relief })).rejects.toThrow('draft-without-change');
  const { versions } = await getRelief(context, 'VEJAINE-BUS');
  expect(versions[0]?.instruction.who).toMatchObject({
    definition: 'neighbour',
    versions: [
      {
        condition: {
          any: [
            {
              definition: 'resident',
              versions: [
                { version: 1, from: '2019-01-01', to: '2026-05-01' },
                { version: 2, from: '2026-05-01', to: null },
              ],
            },
            { fact: 'residence' },
          ],
        },
      },
    ],
  });
});

test('a published version never changes, and a definition needs an official of the operator', async () => {
  const { context, editor, publish } = await scene();
  await publish(RESIDENT);
  const changed = RESIDENT.replace('within: grantor', 'is: rural');
  await expect(addDraft(editor, { text: changed })).rejects.toThrow('published-version-changed');
  const grantor = await asOfficial(context, { organisation: 'm-0099000', roles: ['editor'] });
  const other = { text: RESIDENT.replace('code: resident', 'code: other') };
  await expect(addDraft(grantor, other)).rejects.toThrow('relief-of-another-grantor');
});

test('an open draft that names a definition is told of it', async () => {
  const { context, editor, publish, relief } = await scene();
  for (const text of [RESIDENT, NEIGHBOUR]) await publish(text);
  const { id, code } = await addDraft(editor, { text: relief, retroactiveReason: 'As before' });
  const used = async () => (await describeDefinition(context, 'resident')).use.drafts;
  expect(await used()).toMatchObject([{ id, kind: 'relief', code }]);
  await rejectDraft(editor, { id, reason: 'A mistake' });
  expect(await used()).toEqual([]);
});

test('a catalogue with definitions goes out and comes back', async () => {
  const { context, publish, relief } = await scene();
  for (const text of [RESIDENT, NEIGHBOUR, relief, NEXT]) await publish(text);
  const codes = await readClassifiers(context);
  const files = await exportCatalogue(context);
  const json = await exportCatalogueJson(context);
  expect(files.map(({ file }) => file)).toContain('definitions/resident.yaml');
  for (const given of [files, filesOfCatalogue({ file: 'all.json', text: json })]) {
    expect(await importReliefs(context, given, codes)).toEqual([]);
    const other = await testContext();
    await importReliefs(other, given, codes);
    expect(await exportCatalogue(other)).toEqual(files);
    expect(await exportCatalogueJson(other)).toBe(json);
  }
});
