import type { Context } from '../../../platform/context.ts';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { addInformationSystem, createSystemKey } from '../index.ts';
import { selectSystemKey } from '../systems/sql/select-system-key.ts';
import { readSystemKeyId } from '../systems/system-key.ts';

/** An information system of an institution with its key, and the context in which it acts. */
export async function newSystem(
  context: TestContext,
  institution: string,
  code: string,
): Promise<{ asking: Context; keyText: string }> {
  await addInformationSystem(context, { institution, code, name: code });
  const { keyText } = await createSystemKey(context, { system: code, expiresAt: null });
  const row = await selectSystemKey(context.db, readSystemKeyId(keyText) ?? '');
  if (!row) throw new Error('The system has no key.');
  const { systemId, organisationId } = row;
  return { asking: context.as({ kind: 'information-system', systemId, organisationId }), keyText };
}

export async function asSystem(
  context: TestContext,
  institution: string,
  code: string,
): Promise<Context> {
  return (await newSystem(context, institution, code)).asking;
}
