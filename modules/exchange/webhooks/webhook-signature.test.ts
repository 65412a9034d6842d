import { expect, test } from 'vitest';
import { retryDelayMs } from './retry-delay.ts';
import { isSignedBy, makeWebhookSecret, signatureHeaders } from './webhook-signature.ts';

test('signs as Standard Webhooks does: their published example', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const signed = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1_614_265_330,
    body: '{"test": 2432232314}',
  };
  expect(signatureHeaders(signed, [secret])).toEqual({
    'webhook-id': signed.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('each secret that holds signs, and nothing else is taken for a signature', () => {
  const [first, second, other] = [makeWebhookSecret(), makeWebhookSecret(), makeWebhookSecret()];
  const signed = { id: 'a', timestamp: 1, body: '{}' };
  const { 'webhook-signature': signatures } = signatureHeaders(signed, [first, second]);
  expect(isSignedBy(signed, signatures, first)).toBe(true);
  expect(isSignedBy(signed, signatures, second)).toBe(true);
  expect(isSignedBy(signed, signatures, other)).toBe(false);
  expect(isSignedBy({ ...signed, body: '{ }' }, signatures, first)).toBe(false);
  expect(isSignedBy({ ...signed, timestamp: 2 }, signatures, first)).toBe(false);
});

test('waits double, an hour at most, spread by the page', () => {
  const delays = Array.from({ length: 14 }, (_, index) => retryDelayMs('page', index + 1));
  delays.forEach((delay, index) => {
    const whole = Math.min(5_000 * 2 ** index, 3_600_000);
    expect(delay).toBeGreaterThanOrEqual(whole / 2);
    expect(delay).toBeLessThanOrEqual(whole);
  });
  const spread = new Set(Array.from({ length: 20 }, (_, page) => retryDelayMs(`${page}`, 5)));
  expect(spread.size).toBeGreaterThan(10);
});
