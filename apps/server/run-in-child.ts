import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ChildAnswer, ChildOrder } from './child-steps.ts';
import type { Installation } from './open-installation.ts';

const PROGRAM = fileURLToPath(new URL('./child-steps.ts', import.meta.url));

/**
 * Does a step of the start in a process of its own, which takes its memory along when it ends: a
 * server that loaded the country itself kept 450 MB instead of 190 MB for the rest of its life.
 */
export async function runInChild(
  step: ChildOrder['step'],
  { config, access, context, progress }: Installation,
  tell: (detail: string) => void,
): Promise<void> {
  const child = fork(PROGRAM, { serialization: 'advanced' });
  try {
    // A clock that was set goes on where it is.
    const now = config.now ? { now: context.clock.now() } : {};
    child.send({ step, config: { ...config, ...now }, access } satisfies ChildOrder);
    await answered(child, { step, tell, say: progress.say });
  } finally {
    child.kill('SIGKILL');
  }
}

async function answered(
  child: ChildProcess,
  { step, tell, say }: { step: string; tell(detail: string): void; say(note: string): void },
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`The step ${step} ended with ${signal ?? `status ${code}`}.`)),
    );
    child.on('message', (message) => {
      const answer = message as ChildAnswer;
      if (answer.kind === 'detail') tell(answer.detail);
      else if (answer.kind === 'note') say(answer.note);
      else if (answer.kind === 'done') resolve();
      else reject(new Error(`The step ${step} failed: ${answer.reason}`));
    });
  });
}
