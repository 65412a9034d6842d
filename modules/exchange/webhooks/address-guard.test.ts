import { expect, test } from 'vitest';
import { guardedLookup, isOpenAddress, isWebhookUrl } from './address-guard.ts';

const REAL = { loopback: false };
const SIMULATED = { loopback: true };

test.each([
  ['https://receiver.example/changes', true, true],
  ['https://receiver.example:8443/', true, true],
  ['https://93.184.216.34/', true, true],
  ['https://[2606:2800:220:1::1]/', true, true],
  ['http://receiver.example/', false, false],
  ['http://127.0.0.1:8099/', false, true],
  ['http://localhost:8099/', false, true],
  ['http://[::1]:8099/', false, true],
  ['https://localhost/', false, true],
  ['https://127.1/', false, true],
  ['https://2130706433/', false, true],
  ['https://0x7f.0.0.1/', false, true],
  ['https://10.0.0.1/', false, false],
  ['https://169.254.169.254/latest', false, false],
  ['https://[::ffff:10.0.0.1]/', false, false],
  ['https://[fe80::1]/', false, false],
  ['https://[fd00::1]/', false, false],
  ['https://[64:ff9b::a00:1]/', false, false],
  ['https://[2002:a00:1::]/', false, false],
  ['https://name:word@receiver.example/', false, false],
  ['ftp://receiver.example/', false, false],
  ['file:///etc/passwd', false, false],
  ['receiver.example', false, false],
  [`https://receiver.example/${'x'.repeat(2_000)}`, false, false],
])('%s may be sent to in real use: %s, while simulated: %s', (url, real, simulated) => {
  expect(isWebhookUrl(url, REAL)).toBe(real);
  expect(isWebhookUrl(url, SIMULATED)).toBe(simulated);
});

test.each([
  ['0.0.0.0', false],
  ['100.64.1.1', false],
  ['172.31.255.255', false],
  ['172.32.0.1', true],
  ['192.168.1.1', false],
  ['198.19.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['8.8.8.8', true],
  ['::', false],
  ['::1', false],
  ['::ffff:127.0.0.1', false],
  ['2001:db8::1', false],
  ['2001:4860:4860::8888', true],
  ['ff02::1', false],
])('%s is out in the open: %s', (address, open) => {
  expect(isOpenAddress(address, REAL)).toBe(open);
});

test.each([true, false])(
  'a name is judged by all its numbers when it is connected to',
  async (all) => {
    const find = (rule: { loopback: boolean }) =>
      new Promise((done) => {
        guardedLookup(rule)('localhost', { all }, (error, address) => done(error?.code ?? address));
      });
    expect(await find(REAL)).toBe('ECLOSED');
    expect(await find(SIMULATED)).not.toBe('ECLOSED');
  },
);
