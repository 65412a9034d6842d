import type { Context } from '../../../../platform/context.ts';
import { Refusal } from '../../../../platform/errors/refusal.ts';
import { type Definition, fieldsByName, isPersonal } from '../../definition.ts';
import { openReading, type ReadingName } from '../../permissions/open-reading.ts';
import { getRecord } from '../../reading/find-records.ts';
import { decimalText } from '../expression/decimal.ts';
import { readLiteral } from '../expression/read-literal.ts';
import { type Parsed, parseOdata } from '../parse-odata.ts';
import { canonicalText } from '../query/canonical-text.ts';
import type { OptionTexts } from '../query/option-texts.ts';
import { readQuery } from '../query/read-query.ts';
import { entityTag } from './entity-tag.ts';
import { demandOpen } from './list-entities.ts';
import { type ShapeOptions, shapeRecord } from './shape-record.ts';

export interface ShownEntity {
  entity: Record<string, unknown>;
  etag: string;
}

/**
 * One record by its key in an address, `(7)` or `(number=7,open=true)`. Refuses like `openReading` and
 * `readQuery`, with `personal-field-in-address`, and like `getRecord`.
 */
export async function readEntity(
  context: Context,
  name: ReadingName,
  asked: { key: string; texts: OptionTexts; shown: ShapeOptions },
): Promise<ShownEntity> {
  const reading = await openReading(context, name, { virtual: true });
  const { view } = reading;
  const query = readQuery(view.definition, asked.texts, { now: context.clock.now() });
  demandOpen(query);
  const key = readKeyPredicate(view.definition, asked.key);
  const { record: cut } = await getRecord(context, reading, key);
  const shape = { shape: query.shape, options: asked.shown };
  return { entity: shapeRecord(cut, view.definition.fields, shape), etag: entityTag(cut) };
}

/** The fields of a key as a record has them. */
function readKeyPredicate(definition: Definition, written: string): Record<string, unknown> {
  const fields = fieldsByName(definition);
  const isOpen = definition.key.every((name) => {
    const field = fields.get(name);
    return field !== undefined && !isPersonal(field);
  });
  if (!isOpen) throw new Refusal('personal-field-in-address');
  const text = canonicalText(written);
  const names = { primitiveKeyProperty: definition.key, keyPropertyAlias: [], keyPathLiteral: [] };
  const [predicate] = parseOdata('keyPredicate', text, names).parts;
  const [first = ''] = definition.key;
  const pairs =
    predicate?.rule === 'compoundKey'
      ? predicate.parts.map(({ parts: [property, value] }): [string, Parsed | undefined] => {
          return [property ? text.slice(property.start, property.end) : '', value];
        })
      : [[first, predicate?.parts[0]] as [string, Parsed | undefined]];
  return Object.fromEntries(pairs.map(([name, value]) => [name, plainValue(value, text)]));
}

function plainValue(value: Parsed | undefined, text: string): unknown {
  const [literal] = value?.parts ?? [];
  if (value?.rule !== 'keyPropertyValue' || !literal) {
    throw new Refusal('odata-not-supported', { what: value?.rule ?? 'key' });
  }
  const { type, value: read } = readLiteral(literal, text);
  if (type === 'integer' && read !== null && typeof read === 'object') {
    return Number(decimalText(read));
  }
  return typeof read === 'object' ? text.slice(literal.start, literal.end) : read;
}
