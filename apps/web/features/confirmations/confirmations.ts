import { act } from '../api/request.ts';
import { askPasskey } from '../second-factors/second-factors.ts';

/** What the person confirms, by what, and the code that their telephone must show. */
export interface Confirmation {
  id: string;
  text: string;
  shown: string | null;
  asked: PublicKeyCredentialRequestOptionsJSON | null;
  means: string;
  others: string[];
}

/** In which capacity somebody confirms. */
export type Confirming = 'recipient' | 'organisation' | 'official';

/** Begins to confirm an act, by its first means or another. Throws a `Problem`. */
export function beginConfirmation(
  path: string,
  body?: unknown,
  means?: string,
): Promise<Confirmation> {
  const query = means === undefined ? '' : `?${new URLSearchParams({ means })}`;
  return act<Confirmation>(`${path}${query}`, body);
}

/** Says whether it is confirmed by now. Throws a `Problem`, or `PasskeyNotUsed`. */
export async function completeConfirmation(
  confirming: Confirming,
  { id, asked }: Confirmation,
): Promise<boolean> {
  const answer = asked ? { response: await askPasskey(asked) } : undefined;
  const { state } = await act<{ state: 'waiting' | 'confirmed' }>(
    `/${confirming}/v1/confirmations/${id}/complete`,
    answer,
  );
  return state === 'confirmed';
}
