import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'vitest';
import type { FiguresOptions } from '#reports/figures/build-figures.ts';
import { fingerprintOf, type StatementKey } from '#settlement/statement-key.ts';
import { runCamwatch } from './camwatch.ts';
import { HANOI_DIR } from './hanoi.ts';
import { tempLedgerPath } from './temp-ledger.ts';

/** A ledger of the sample city, whose hand-overs of March, July and October 2025 are in it. */
export async function simulateYear(
  span: { readonly from: string; readonly to: string } = { from: '2024-12-01', to: '2025-11-16' },
): Promise<string> {
  const path = tempLedgerPath();
  const { code, err } = await runCamwatch(
    ...['simulate', 'history', '--config', HANOI_DIR, '--from', span.from, '--to', span.to],
    ...['--seed', '7', '--ledger', path],
  );
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return path;
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
