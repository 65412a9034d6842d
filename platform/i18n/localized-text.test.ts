import { expect, test } from 'vitest';
import { pickLanguage } from './localized-text.ts';

test.each([
  [undefined, 'lv'],
  ['', 'lv'],
  ['en', 'en'],
  ['en-GB,en;q=0.9', 'en'],
  ['lv-LV', 'lv'],
  ['en;q=0.5, lv;q=0.8', 'lv'],
  ['ru, en;q=0.3', 'en'],
  ['*', 'lv'],
  ['en;q=0', 'lv'],
  ['en;q=nonsense', 'lv'],
  [';;;,,,q=', 'lv'],
])('Accept-Language %j is answered in %s', (header, language) => {
  expect(pickLanguage(header)).toBe(language);
});
