import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadPseudonymKey, pseudonymKeyPath, readPseudonymKey } from '#server/pseudonym-key.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';

const newLedger = () => join(tempFolder(), 'ledger.sqlite');

test('a key is made once beside the ledger, and only its owner may read it', () => {
  const ledger = newLedger();

  const made = loadPseudonymKey(ledger).reveal();

  expect(made).toMatch(/^[0-9a-f]{64}$/);
  expect(loadPseudonymKey(ledger).reveal()).toBe(made);
  expect(readPseudonymKey(ledger).reveal()).toBe(made);
  expect(statSync(pseudonymKeyPath(ledger)).mode & 0o777).toBe(0o600);
  expect(loadPseudonymKey(newLedger()).reveal()).not.toBe(made);
});

test('who only reads makes none', () => {
  const ledger = newLedger();

  expect(() => readPseudonymKey(ledger)).toThrow(
    `${ledger}.pseudonym-key: expected a key of 64 hexadecimal digits that only its owner may read, got ENOENT`,
  );
});

test.each<[string, (path: string) => void, string]>([
  ['that others may read', (path) => chmodSync(path, 0o640), 'got one with the mode 640: chmod 600'],
  [
    'that is cut short',
    (path) => writeFileSync(path, readFileSync(path).subarray(0, 20)),
    'got something else',
  ],
  ['that is very long', (path) => writeFileSync(path, 'a'.repeat(9_999)), 'got 9999 bytes'],
])('a key %s is refused, and not replaced', (_what, spoil, expected) => {
  const ledger = newLedger();
  loadPseudonymKey(ledger);
  spoil(pseudonymKeyPath(ledger));
  const before = readFileSync(pseudonymKeyPath(ledger), 'utf8');

  expect(() => loadPseudonymKey(ledger)).toThrow(expected);
  expect(readFileSync(pseudonymKeyPath(ledger), 'utf8')).toBe(before);
});

test('no link is followed, which somebody else may turn', () => {
  const [ledger, other] = [newLedger(), newLedger()];
  loadPseudonymKey(other);
  symlinkSync(pseudonymKeyPath(other), pseudonymKeyPath(ledger));

  expect(() => loadPseudonymKey(ledger)).toThrow('got ELOOP');
});
