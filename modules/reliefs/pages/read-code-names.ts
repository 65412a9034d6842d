import type { Context } from '../../../platform/context.ts';
import { readClassifiers } from '../../classifiers/index.ts';
import { listOrganisations } from '../../persons/index.ts';
import { listDefinitions } from '../definitions/list-definitions.ts';
import type { CodeNames } from '../sentences/words.ts';
import { readGroupNames } from '../sql/read-group-names.ts';

/** What the codes in reliefs are called: concepts, kinds of facts, organisations, definitions, groups. */
export async function readCodeNames(context: Context): Promise<CodeNames> {
  const { name, factKind } = await readClassifiers(context);
  const namesOf = (list: readonly { code: string; name: { lv: string; en: string } }[]) =>
    new Map(list.map((one) => [one.code, one.name]));
  const organisations = namesOf(await listOrganisations(context));
  const definitions = namesOf(await listDefinitions(context));
  const groups = namesOf(await readGroupNames(context.db));
  return {
    name,
    factKind,
    organisation: (code) => organisations.get(code),
    definition: (code) => definitions.get(code),
    group: (code) => groups.get(code),
  };
}
