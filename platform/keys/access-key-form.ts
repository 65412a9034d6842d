import { randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** How the access keys of one kind are written. */
export interface AccessKeyForm {
  /** The text of a key; the secret is new when not stated. */
  write(keyId: string, secret?: Buffer): string;
  /** The id of the key that a text names; undefined when the text is no such key. */
  readId(keyText: string): string | undefined;
}

/**
 * The text of an access key: a prefix, the id of the key without hyphens, and 256 bits of randomness.
 * The prefix lets scanners of leaked secrets find it; the id lets it be found without its secret.
 */
export function accessKeyForm(prefix: string): AccessKeyForm {
  const form = new RegExp(`^${prefix}_([0-9a-f]{32})_[A-Za-z0-9_-]{43}$`);
  return {
    write: (keyId, secret = randomBytes(SECRET_BYTES)) =>
      `${prefix}_${keyId.replaceAll('-', '')}_${secret.toString('base64url')}`,
    readId: (keyText) => {
      const compact = form.exec(keyText)?.[1];
      return compact?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    },
  };
}
