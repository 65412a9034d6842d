import { expect, test } from 'vitest';
import type { Actor, Context } from '../../../platform/context.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { defineDataSet } from '../index.ts';
import { LICENCES_TEXT } from '../testing/licences.ts';
import { collectOptions } from './query/option-texts.ts';
import { describeModel } from './serving/describe-model.ts';
import { type AskedHow, countEntitiesOf, listEntities } from './serving/list-entities.ts';
import { readDelta } from './serving/read-delta.ts';
import { readEntity } from './serving/read-entity.ts';

const NAME = { code: 'vejaine-licences', version: 1 };
const context = await testContext();
const fixture = await vejaine(context);
await defineDataSet(context, { file: 'licences.yaml', text: LICENCES_TEXT });
const systemId = context.ids.next();

function system(organisationId: string): Context {
  return context.as({ kind: 'information-system', systemId, organisationId });
}

const STRANGERS: Actor[] = [
  { kind: 'public' },
  { kind: 'recipient', personId: fixture.outsider.id, sessionId: 'session' },
  { kind: 'ids', idsId: fixture.idsId, organisationId: fixture.municipalityId },
];

const shown = { exactAsText: false };
const how: AskedHow = {
  ...{ by: 'address', pageSize: undefined, isSlowAllowed: false, tracksChanges: false },
  shown,
};
const texts = collectOptions([]);

/** Every way to records by OData. */
const WAYS: [name: string, way: (asking: Context) => Promise<unknown>][] = [
  ['model', (asking) => describeModel(asking, NAME)],
  ['list', (asking) => listEntities(asking, NAME, { texts, how })],
  ['question', (asking) => listEntities(asking, NAME, { texts, how: { ...how, by: 'body' } })],
  ['count', (asking) => countEntitiesOf(asking, NAME, { texts, how })],
  ['one', (asking) => readEntity(asking, NAME, { key: "('A')", texts, shown })],
  ['delta', (asking) => readDelta(asking, NAME, { texts, shown })],
];

test.each(WAYS)('%s: closed to all but those who may read the data set', async (_name, way) => {
  for (const actor of STRANGERS) {
    await expect(way(context.as(actor))).rejects.toMatchObject({ code: 'not-allowed' });
  }
  await expect(way(system(fixture.providerId))).rejects.toMatchObject({
    code: 'data-set-not-permitted',
  });
  for (const asking of [system(fixture.municipalityId), context.as({ kind: 'operator' })]) {
    const said = await way(asking).catch((error: { code?: string }) => error.code);
    expect(['not-allowed', 'data-set-not-permitted']).not.toContain(said);
  }
});
