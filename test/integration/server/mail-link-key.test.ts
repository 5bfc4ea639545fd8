import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadMailLinkKey } from '#server/mail-link-key.ts';

function accountsPath(): string {
  const dir = mkdtempSync(join(tmpdir(), 'camwatch-link-key-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return join(dir, 'data', 'accounts.sqlite');
}

test('the key of links in mails is made once beside the accounts, for its owner alone', () => {
  const path = accountsPath();

  const key = loadMailLinkKey(path).reveal();

  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(loadMailLinkKey(path).reveal()).toBe(key);
  expect(statSync(`${path}.mail-link-key`).mode & 0o777).toBe(0o600);
  expect(readFileSync(`${path}.mail-link-key`, 'utf8')).toBe(`${key}\n`);
});

test('a key that others may read, or that is none, is refused by name and without what it says', () => {
  const path = accountsPath();
  const key = loadMailLinkKey(path).reveal();
  chmodSync(`${path}.mail-link-key`, 0o644);

  expect(() => loadMailLinkKey(path)).toThrow(/accounts\.sqlite\.mail-link-key: expected a key of 64/);
  chmodSync(`${path}.mail-link-key`, 0o600);
  writeFileSync(`${path}.mail-link-key`, `${key}x`);
  expect(() => loadMailLinkKey(path)).toThrow('got something else');
  expect(() => loadMailLinkKey(path)).not.toThrow(key);
});
