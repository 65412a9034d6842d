import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { classifiersFromFiles } from '../../modules/classifiers/index.ts';
import { addInformationSystem, createSystemKey } from '../../modules/exchange/index.ts';
import { readRegisters } from '../../modules/registers/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Act } from '../simulator/institutions/institution.ts';
import type { Play } from '../simulator/institutions/play.ts';

const PROGRAM = fileURLToPath(new URL('../simulator/institutions/main.ts', import.meta.url));
const DAY_MS = 86_400_000;

export interface InstitutionsPlay extends Omit<Play, 'senders'> {
  /** Which registers send something; the others are silent. */
  registers: readonly string[];
}

export interface ActDone {
  register: string;
  act: Act;
  tally: Readonly<Record<string, number | string>>;
}

/** The registers that a simulated institution can play. */
export function listPlayedRegisters(): string[] {
  return readRegisters(classifiersFromFiles()).map(({ mapping }) => mapping.register);
}

/**
 * Plays the institutions of a simulated country by a program of its own, which speaks with a running
 * platform over HTTP. Each has a system with an access key that ends after a day.
 */
export async function playInstitutions(
  context: Context,
  { registers, ...play }: InstitutionsPlay,
  onDone: (done: ActDone) => void,
): Promise<void> {
  const senders: Play['senders'] = [];
  for (const { mapping, definition } of readRegisters(classifiersFromFiles())) {
    const { register } = mapping;
    if (!registers.includes(register)) continue;
    const { code, version, institution, name } = definition;
    const system = `simulated-${register}`;
    await addInformationSystem(context, { institution, code: system, name: name.lv });
    const expiresAt = new Date(context.clock.now().getTime() + DAY_MS);
    const { keyText } = await createSystemKey(context, { system, expiresAt });
    senders.push({ register, code, version, key: keyText });
  }
  const folder = join(play.folder, 'registers');
  await run({ ...play, folder, senders }, onDone);
}

/** The keys go by the standard input: what stands in arguments, everybody on the machine can read. */
async function run(play: Play, onDone: (done: ActDone) => void): Promise<void> {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  child.stdin.end(JSON.stringify(play));
  for await (const line of createInterface({ input: child.stdout })) onDone(JSON.parse(line));
  const status = await ended;
  if (status !== 0) throw new Error(`The institutions ended with status ${status}.`);
}
