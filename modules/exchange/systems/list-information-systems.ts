import type { Context } from '../../../platform/context.ts';
import { demandOperator } from '../permitted.ts';
import { type ListedSystem, selectSystems } from './sql/select-systems.ts';

const SYSTEMS_MAX = 10_000;

/** The information systems with their access keys, 10,000 at most, by code. For the operator. */
export async function listInformationSystems(context: Context): Promise<ListedSystem[]> {
  demandOperator(context);
  return await selectSystems(context.db, SYSTEMS_MAX);
}
