import { createPublicKey, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { openKeyring } from './keyring.ts';

const secret = Buffer.alloc(32, 1);
const keys = openKeyring(secret);
const others = openKeyring(Buffer.alloc(32, 2));

test('what is encrypted comes back, and looks different each time', () => {
  const text = 'Ēriks Šķēle 010190-12345 🙂';
  const sealed = keys.encrypt(text);
  expect(keys.decrypt(sealed)).toBe(text);
  expect(sealed.includes(Buffer.from('010190'))).toBe(false);
  expect(keys.encrypt(text)).not.toEqual(sealed);
  expect(keys.decrypt(keys.encrypt(''))).toBe('');
});

test('a changed, cut or foreign value is refused', () => {
  const sealed = keys.encrypt('text');
  for (let index = 0; index < sealed.length; index++) {
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => keys.decrypt(changed), `byte ${index}`).toThrow();
  }
  expect(() => keys.decrypt(sealed.subarray(0, -1))).toThrow();
  expect(() => others.decrypt(sealed)).toThrow();
  expect(() => openKeyring(secret, 2).decrypt(sealed)).toThrow(/another key/);
});

test('a hash is the same for the same purpose and secret, and for no others', () => {
  const hash = keys.hash('means', '9001');
  expect(hash).toHaveLength(32);
  expect(openKeyring(secret).hash('means', '9001')).toEqual(hash);
  expect(keys.hash('personal-code', '9001')).not.toEqual(hash);
  expect(keys.hash('means', '9002')).not.toEqual(hash);
  expect(others.hash('means', '9001')).not.toEqual(hash);
  expect(openKeyring(secret, 2).hash('means', '9001')).not.toEqual(hash);
});

test('the audit’s key signs, and passwords are their roles’ own', () => {
  const signature = sign(null, Buffer.from('block'), keys.auditKey);
  expect(verify(null, Buffer.from('block'), createPublicKey(keys.auditKey), signature)).toBe(true);
  expect(verify(null, Buffer.from('block'), createPublicKey(others.auditKey), signature)).toBe(
    false,
  );
  expect(keys.password('a_server')).toBe(openKeyring(secret).password('a_server'));
  expect(keys.password('a_server')).not.toBe(keys.password('a_migrator'));
  expect(keys.password('a_server')).toMatch(/^[\w-]{43}$/);
});

test('a short secret is refused', () => {
  expect(() => openKeyring(Buffer.alloc(31))).toThrow(RangeError);
});
