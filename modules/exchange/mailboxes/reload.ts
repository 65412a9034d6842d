import { recordsAddress } from '../reading/demand-kept.ts';
import type { Mailbox } from './mailbox.ts';

/** Where a mailbox of a data set is brought to the present anew: first the one, then the other. */
export function reloadOf({ id, dataSet }: Pick<Mailbox, 'id' | 'dataSet'>): {
  restart: string;
  records?: string;
} {
  const restart = `/exchange/v1/mailboxes/${id}/restart`;
  if (!dataSet) return { restart };
  return { restart, records: recordsAddress(dataSet) };
}
