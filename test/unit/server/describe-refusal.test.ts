import { expect, test } from 'vitest';
import { ConfigError } from '#config/files/config-error.ts';
import { VanishedError } from '#config/inventory/vanished-error.ts';
import { LedgerError } from '#ledger/record/ledger-error.ts';
import { describeRefusal } from '#server/describe-refusal.ts';

test('says how many problems there are and where the first stands, and not what stands there', () => {
  const problem = { line: 12, col: 3, path: 'site', message: 'expected the id of a site, got "tram-bi-mat"' };
  const error = new ConfigError('/etc/camwatch', [
    { ...problem, file: 'devices.csv' },
    { ...problem, file: 'links.csv' },
  ]);

  expect(describeRefusal(error, 7)).toEqual({ atMs: 7, problemCount: 2, firstPlace: 'devices.csv:12' });
});

test('counts entries that vanished', () => {
  const vanished = ['device:a', 'device:b', 'link:c'].map((key) => ({ key, name: undefined }));

  expect(describeRefusal(new VanishedError(vanished), 7)).toEqual({ atMs: 7, problemCount: 3 });
});

test('of another failure knows only that there is one', () => {
  expect(describeRefusal(new LedgerError('LEDGER_FULL', 'no space'), 7)).toEqual({
    atMs: 7,
    problemCount: 1,
  });
});
