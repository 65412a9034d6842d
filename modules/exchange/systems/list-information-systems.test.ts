import { expect, test } from 'vitest';
import {
  addInformationSystem,
  createSystemKey,
  listInformationSystems,
  revokeSystemKey,
} from '../index.ts';
import { exchangeContext } from '../testing/exchange-context.ts';
import { asSystem } from '../testing/systems.ts';

test('the operator sees the systems with the ids of their keys, and which hold', async () => {
  const context = await exchangeContext();
  const system = { institution: 'm-0099000', code: 'licences', name: 'Licences' };
  await addInformationSystem(context, system);
  await addInformationSystem(context, { ...system, code: 'none', name: 'Without a key' });
  const expiresAt = new Date('2030-01-01T00:00:00Z');
  const first = await createSystemKey(context, { system: 'licences', expiresAt: null });
  const second = await createSystemKey(context, { system: 'licences', expiresAt });
  await revokeSystemKey(context, first.id);
  const listed = await listInformationSystems(context);
  expect(listed).toMatchObject([
    {
      ...system,
      keys: [
        { id: first.id, expiresAt: null, revokedAt: expect.any(String) },
        { id: second.id, expiresAt: expect.stringMatching(/^2030-01-01/), revokedAt: null },
      ],
    },
    { code: 'none', keys: [] },
  ]);
  expect(JSON.stringify(listed)).not.toContain('kopli_');
  const own = await asSystem(context, 'm-0099000', 'own');
  await expect(listInformationSystems(own)).rejects.toMatchObject({ code: 'not-allowed' });
});
