import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SECRET_BYTES = 32;
const OPERATOR_KEY_PREFIX = 'operator_';

/** The installation's secret: made once in its folder, for its owner's eyes only. */
export function installationSecret(folder: string): Buffer {
  const text = keptText(folder, 'secret', () => randomBytes(SECRET_BYTES).toString('base64'));
  const secret = Buffer.from(text, 'base64');
  if (secret.length < SECRET_BYTES) {
    throw new Error(
      `${join(folder, 'secret')} does not hold a secret. Put the copy of it back; without it the ` +
        'database cannot be read.',
    );
  }
  return secret;
}

/** The operator's key, made once in the installation's folder. */
export function installationOperatorKey(folder: string): string {
  const make = () => OPERATOR_KEY_PREFIX + randomBytes(SECRET_BYTES).toString('base64url');
  return keptText(folder, 'operator-key', make);
}

/** Reads a file of the folder, made first when missing. Of two programs that make it, one wins. */
function keptText(folder: string, name: string, make: () => string): string {
  const path = join(folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  for (;;) {
    try {
      return readFileSync(path, 'utf8').trim();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    const half = `${path}-${randomBytes(4).toString('hex')}`;
    writeFileSync(half, `${make()}\n`, { mode: 0o600, flag: 'wx' });
    try {
      linkSync(half, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(half);
    }
  }
}
