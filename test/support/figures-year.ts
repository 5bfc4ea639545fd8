import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { fingerprintOf, type StatementKey } from '#contracts/statements/statement-key.ts';
import type { FiguresOptions } from '#reports/figures/build-figures.ts';
import { HANOI_DIR } from './hanoi.ts';

const PROGRAM = new URL('../../camwatch', import.meta.url).pathname;

/** Writes the ledger of the made-up year of the sample city, with its hand-overs of March, July and October 2025. */
export async function simulateYear(path: string): Promise<void> {
  const { stderr } = await promisify(execFile)(PROGRAM, [
    ...['simulate', 'history', '--config', HANOI_DIR, '--from', '2024-12-01', '--to', '2025-11-16'],
    ...['--seed', '7', '--ledger', path],
  ]);
  expect(stderr).toBe('');
}

/** A key of its own for each run. */
export const FIGURES_KEY: StatementKey = createKey();

function createKey(): StatementKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return { privateKey, signer: { publicKey: pem, fingerprint: fingerprintOf(publicKey) }, isNew: true };
}

/** The report of the made-up year. */
export const figuresOptions = (given: Partial<FiguresOptions> = {}): FiguresOptions => ({
  city: { name: 'Hà Nội', timeZone: 'Asia/Ho_Chi_Minh' },
  year: 2025,
  fromDate: '2024-12-01',
  toDate: '2025-11-16',
  deadlineDate: '2025-11-30',
  recordedBeforeMs: Date.parse('2025-11-17T00:00:00+07:00'),
  scope: { kind: 'city' },
  given: { minimumCoveragePpm: 800_000, mostListed: 20, secretSites: 'leave-out' },
  version: '1.0.0',
  signer: FIGURES_KEY.signer,
  builders: {},
  ...given,
});
