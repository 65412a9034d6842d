export {
  createIdsClient,
  type IdsClient,
  type IdsClientOptions,
  newTransactionId,
} from './client.ts';
export {
  IdsError,
  IdsRefusal,
  IdsUnexpectedAnswer,
  IdsUnreachable,
  type Problem,
} from './errors.ts';
export type * from './types.ts';
