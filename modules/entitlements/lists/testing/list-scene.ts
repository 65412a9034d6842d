import type { OfficialRole } from '../../../../platform/context.ts';
import { formOfContentType } from '../../../../platform/files/file-form.ts';
import { testContext } from '../../../../platform/testing/test-context.ts';
import { vejaine } from '../../../../tools/fixture/vejaine.ts';
import { readClassifiers } from '../../../classifiers/index.ts';
import { importReliefs } from '../../../reliefs/index.ts';
import { asOfficial } from '../../../reliefs/publishing/testing/officials.ts';
import { addGroup } from '../../groups/add-group.ts';
import { followChanges } from '../../index.ts';

export const OWN = 'm-0099000';
export const OTHER = 'vejaines-pramis';
export const GROUP = 'pramja-draugi';
export const CSV = formOfContentType('text/csv');

const MEMBERS = `code: VEJAINE-MEMBERS
kind: discount
name: { lv: Prāmja drauga atlaide, en: Discount for friends of the ferry }
label: { lv: Prāmja atlaide, en: Ferry discount }
categories: [programme-members]
grantor: m-0099000
act: invented
source: invented
versions:
  - from: 2024-01-01
    who: { all: [{ group: pramja-draugi }, { age: { from: 18 } }] }
    benefits: [{ on: [ferry-crossing], give: { percent: 10 } }]
`;

/** A group of the municipality with a relief for its members, and officials who keep it. */
export async function scene(residents = 4, keptBy: 'list' | 'consent' = 'list') {
  const context = await testContext();
  const fixture = await vejaine(context, { residents });
  const of = (organisation: string | null, roles: readonly OfficialRole[]) =>
    asOfficial(context, { organisation, roles });
  const editor = await of(OWN, ['editor']);
  const reviewer = await of(OWN, ['reviewer']);
  await addGroup(editor, { code: GROUP, name: { lv: 'Draugi', en: 'Friends' }, keptBy });
  const codes = await readClassifiers(context);
  await importReliefs(context, [{ file: 'members.yaml', text: MEMBERS }], codes);
  const members = async () =>
    await context.db.query(
      `select valid_from as "from", valid_to as "to" from entitlements.group_members
       order by person_id, valid_from`,
    );
  const entitled = async () => {
    while ((await followChanges(context)).taken > 0);
    const [row] = await context.db.query<{ count: number }>(
      `select count(*) from entitlements.current_entitlements held
       join reliefs.relief_codes relief on relief.id = held.relief_id
       where code = 'VEJAINE-MEMBERS' and (valid_to is null or valid_to > '2026-03-11')`,
    );
    return row?.count;
  };
  const personCodes = fixture.residents.map(({ personalCode }) => personalCode);
  return { context, fixture, of, editor, reviewer, members, entitled, personCodes };
}

/** Lines as a file. */
export async function* bytes(...lines: string[]): AsyncGenerator<Buffer> {
  yield Buffer.from(`${lines.join('\n')}\n`);
}

export const snapshot = { group: GROUP, mode: 'snapshot' as const, form: CSV };
export const additions = { group: GROUP, mode: 'additions' as const, form: CSV };

export async function codeOf(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => 'none',
    (error: { code?: string }) => error.code ?? String(error),
  );
}
