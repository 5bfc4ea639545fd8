import { hash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { besidePath } from '../../core/domain/record-place.ts';
import { PRIVATE_FOLDER_MODE } from '../../core/host/private-files.ts';
import { writeWholeFile } from '../../core/host/write-whole-file.ts';
import type { SettledMonth } from './settled-month.ts';

/** Of another make it is settled again. */
const MAKE = 1;

interface KeptMonth {
  readonly make: number;
  readonly month: SettledMonth;
}

/**
 * What was settled last of each contract and period, beside the ledger: a page is shown at once with its age, also after a
 * restart. Nothing rests on it; without it all is settled again.
 */
export function openKeptMonths(ledgerPath: string) {
  const folder = `${besidePath(ledgerPath)}.months`;
  const pathOf = (contract: string, label: string) =>
    join(folder, `${hash('sha256', `${contract}\n${label}`, 'hex').slice(0, 32)}.json`);
  return {
    read: (contract: string, label: string): SettledMonth | undefined => {
      const kept = parseKept(readText(pathOf(contract, label)));
      return kept?.make === MAKE && kept.month.contract === contract ? kept.month : undefined;
    },
    write: (month: SettledMonth): void => {
      mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
      writeWholeFile(
        pathOf(month.contract, month.period.label),
        JSON.stringify({ make: MAKE, month } satisfies KeptMonth),
      );
    },
  };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Not there yet, or not to be read: it is settled again.
    return undefined;
  }
}

function parseKept(text: string | undefined): KeptMonth | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Cut short: it is settled again.
    return undefined;
  }
}
