import type { Context } from '../../../platform/context.ts';
import { type TestContext, testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { getServedVersion } from '../data-sets/get-version.ts';
import { defineDataSet } from '../index.ts';
import { LICENCES_TEXT } from './licences.ts';

export const LICENCES = { code: 'vejaine-licences', version: 1 };

/** A context with the municipality, and its licences in the sandbox. */
export async function exchangeContext(text = LICENCES_TEXT): Promise<TestContext> {
  const context = await testContext();
  await vejaine(context);
  await defineDataSet(context, { file: 'licences.yaml', text });
  return context;
}

export function licence(more: Record<string, unknown> = {}): Record<string, unknown> {
  return { personCode: '32000000001', number: 'L-1', revision: 1, since: '2026-01-01', ...more };
}

/** What a version holds, straight from its tables. */
export async function heldRows(context: TestContext) {
  const { id } = await getServedVersion(context as Context, LICENCES);
  return await context.adminDb.query<{
    position: number;
    content: Record<string, unknown> | null;
    sealed: Buffer | null;
  }>(
    `select position, content, sealed from exchange.records where version_id = $1 order by position`,
    [id],
  );
}

export async function changeRows(context: TestContext) {
  const { id } = await getServedVersion(context as Context, LICENCES);
  return await context.adminDb.query<{
    position: number;
    kind: string;
    content: Record<string, unknown>;
    sealed: Buffer | null;
  }>(
    `select position, kind, content, sealed from exchange.changes where version_id = $1
     order by position`,
    [id],
  );
}
