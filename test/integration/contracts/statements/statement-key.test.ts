import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadStatementKey } from '#contracts/statements/statement-key.ts';
import { folderFlaw, keyFlaw } from '#core/host/key-permissions.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';

describe('loadStatementKey', () => {
  test('makes a key that only its owner may read, and reads it again', () => {
    const path = join(tempFolder(), 'keys', 'statement.pem');

    const made = loadStatementKey(path);
    const read = loadStatementKey(path);

    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
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
    expect(() => loadStatementKey(path)).toThrow(
      `${path}: ${expected} one with the mode 644: chmod 600 ${path}`,
    );
    expect(() => loadStatementKey(other)).toThrow(`${other}: ${expected} something else`);
  });

  test('refuses a key that the group may read: whoever is in it could sign', () => {
    const path = join(tempFolder(), 'statement.pem');
    loadStatementKey(path);
    chmodSync(path, 0o640);

    expect(() => loadStatementKey(path)).toThrow(`got one with the mode 640: chmod 600 ${path}`);
  });

  test('reads no key through a link, which somebody else may turn', () => {
    const folder = tempFolder();
    loadStatementKey(join(folder, 'real.pem'));
    symlinkSync(join(folder, 'real.pem'), join(folder, 'link.pem'));

    expect(() => loadStatementKey(join(folder, 'link.pem'))).toThrow(
      'got a symbolic link: name the file that it leads to',
    );
  });

  test('makes and reads none in a folder that everybody may write to, unless it is sticky', () => {
    const folder = join(tempFolder(), 'open');
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    const path = join(folder, 'statement.pem');

    expect(() => loadStatementKey(path)).toThrow(
      `${folder}: expected a folder of keys that others cannot write to, got one with the mode 777: chmod o-w ${folder}`,
    );
    chmodSync(folder, 0o1777);
    expect(folderFlaw(folder)).toBeUndefined();
    expect(loadStatementKey(path).isNew).toBe(true);
  });

  test('refuses a key of another account, which may read and replace it; root may use any, and hand out its own', () => {
    const key = { mode: 0o100600, uid: 1_001, isFile: () => true };

    expect(keyFlaw('/keys/a.pem', key, 1_000)?.en).toBe(
      'one of the user 1001, who can read and replace it: chown 1000 /keys/a.pem',
    );
    expect(keyFlaw('/keys/a.pem', key, 1_001)).toBeUndefined();
    expect(keyFlaw('/keys/a.pem', key, 0)).toBeUndefined();
    expect(keyFlaw('/keys/a.pem', { ...key, uid: 0 }, 1_000)).toBeUndefined();
    expect(keyFlaw('/keys', { ...key, isFile: () => false }, 1_001)?.en).toBe('something that is no file');
  });
});
