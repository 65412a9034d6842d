import type { Context } from '../../../platform/context.ts';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { addInformationSystem, createSystemKey } from '../index.ts';
import { selectSystemKey } from '../systems/sql/select-system-key.ts';

/** An information system of an institution with its key, and the context in which it acts. */
export async function newSystem(
  context: TestContext,
  institution: string,
  code: string,
): Promise<{ asking: Context; keyId: string; keyText: string }> {
  await addInformationSystem(context, { institution, code, name: code });
  const { id: keyId, keyText } = await createSystemKey(context, { system: code, expiresAt: null });
  const row = await selectSystemKey(context.db, keyId);
  if (!row) throw new Error('The system has no key.');
  const { systemId, organisationId } = row;
  const asking = context.as({ kind: 'information-system', systemId, organisationId });
  return { asking, keyId, keyText };
}

export async function asSystem(
  context: TestContext,
  institution: string,
  code: string,
): Promise<Context> {
  return (await newSystem(context, institution, code)).asking;
}
