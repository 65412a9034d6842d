import type { Context } from '../../../platform/context.ts';
import { changePermission } from './change-permission.ts';

/** Says something about a permission to its other party. Refuses with `permission-unknown`. */
export async function sendMessage(
  context: Context,
  { number, text }: { number: string; text: string },
): Promise<void> {
  await changePermission(context, number, ({ permission }) => ({
    permission,
    kind: 'message',
    text,
  }));
}
