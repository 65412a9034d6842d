import { createHmac, createPublicKey, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { KeyedHash } from './keyed-hash.ts';
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

test('texts of a page come back, together, alone, in any order and beside others', () => {
  const texts = ['', 'a', 'Ēriks Šķēle 🙂', 'x'.repeat(16), 'y'.repeat(1_000), '{"born":"1990"}'];
  const page = keys.encryptPage(texts);
  expect(keys.decryptPage(page)).toEqual(texts);
  expect(page.map((value) => keys.decrypt(value))).toEqual(texts);
  expect(keys.decryptPage(page.toReversed())).toEqual(texts.toReversed());
  const mixed = [...page, keys.encrypt('alone'), ...keys.encryptPage(['next'])];
  expect(keys.decryptPage(mixed)).toEqual([...texts, 'alone', 'next']);
  expect(keys.encryptPage([])).toEqual([]);
  const again = keys.encryptPage(texts);
  for (const [index, value] of again.entries()) expect(value).not.toEqual(page[index]);
});

test('a value of a page that is changed, cut, moved or foreign is refused', () => {
  const [first, second] = keys.encryptPage(['a text', 'another text']) as [Buffer, Buffer];
  for (let index = 0; index < second.length; index++) {
    const changed = Buffer.from(second);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => keys.decrypt(changed), `byte ${index}`).toThrow();
    expect(() => keys.decryptPage([first, changed]), `byte ${index}`).toThrow();
  }
  for (const length of [1, 12, 20, second.length - 1]) {
    expect(() => keys.decrypt(second.subarray(0, length))).toThrow();
    expect(() => keys.decryptPage([first, second.subarray(0, length)])).toThrow();
  }
  expect(() => others.decrypt(first)).toThrow();
  expect(() => openKeyring(secret, 2).decrypt(first)).toThrow(/another key/);
});

test('the hash is HMAC-SHA-256, of texts of any length', () => {
  const keyed = new KeyedHash(secret);
  for (const text of ['', 'Ēriks 🙂', 'x'.repeat(55), 'y'.repeat(5_000), 'after a long one']) {
    const right = createHmac('sha256', secret).update(text).digest('binary');
    expect(keyed.ofText(text)).toBe(right);
    const bytes = Buffer.from(`before${text}after`);
    expect(keyed.ofBytes(bytes, 6, bytes.length - 5)).toBe(right);
    expect(keyed.ofLines('first', text)).toBe(keyed.ofText(`first\n${text}`));
  }
});
