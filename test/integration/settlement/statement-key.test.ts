import { chmodSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadStatementKey } from '#settlement/statement-key.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';

describe('loadStatementKey', () => {
  test('makes a key that only its owner may read, and reads it again', () => {
    const path = join(tempFolder(), 'keys', 'statement.pem');

    const made = loadStatementKey(path);
    const read = loadStatementKey(path);

    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect([made.isNew, read.isNew]).toEqual([true, false]);
    expect(read.signer).toEqual(made.signer);
    expect(made.signer.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  test('refuses a key that others may read, and what is no key', () => {
    const path = join(tempFolder(), 'statement.pem');
    loadStatementKey(path);
    chmodSync(path, 0o644);
    const other = join(tempFolder(), 'other.pem');
    writeFileSync(other, 'x', { mode: 0o600 });

    const expected = 'expected an Ed25519 key (PKCS#8 in PEM) that only its owner may read, got';
    expect(() => loadStatementKey(path)).toThrow(`${path}: ${expected} one with the mode 644`);
    expect(() => loadStatementKey(other)).toThrow(`${other}: ${expected} something else`);
  });
});
