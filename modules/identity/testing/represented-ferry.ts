import type { Context } from '../../../platform/context.ts';
import { addOrganisations, listOrganisations, recordRepresentations } from '../../persons/index.ts';

export const FERRY = {
  registrationNumber: '97000000009',
  name: { lv: 'SIA “Vējaines prāmis”', en: 'Vējaine Ferry' },
};

interface Board {
  alone?: readonly { id: string }[];
  jointly?: readonly { id: string }[];
  /** The first day on which the board represents the ferry no more. */
  until?: string;
}

/** Makes a board represent the ferry and nobody else, as a register would; gives the ferry's id. */
export async function representFerry(
  context: Context,
  { alone = [], jointly = [], until }: Board,
): Promise<string> {
  const code = 'vejaines-pramis';
  const { registrationNumber } = FERRY;
  await addOrganisations(context, [
    { ...FERRY, code, kind: 'merchant', roles: ['provider'], territory: null },
  ]);
  const held = { validFrom: '2026-01-01', validTo: until ?? null };
  const source = { mappingId: 1, position: 1 };
  const rowsOf = (persons: readonly { id: string }[], manner: 'alone' | 'jointly') =>
    persons.map(({ id: personId }) => ({ registrationNumber, personId, manner, ...held, source }));
  await recordRepresentations(context, {
    ...{ register: 'commercial', registrationNumbers: [registrationNumber] },
    representations: [...rowsOf(alone, 'alone'), ...rowsOf(jointly, 'jointly')],
  });
  const [ferry] = await listOrganisations(context, [code]);
  return ferry?.id ?? '';
}
