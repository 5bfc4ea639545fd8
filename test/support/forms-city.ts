import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withPlan } from '#cli/plan/with-plan.ts';
import { loadConfig } from '#config/load-config.ts';
import { type CollectOutcome, collectForms } from '#plan/actions/collect-forms.ts';
import { writeForms } from '#plan/actions/write-forms.ts';
import { buildFormsContext, type FormsContext } from '#plan/collecting/forms-context.ts';
import { takeOverInventory } from '#server/take-over-inventory.ts';
import { makeConfigDir } from './config-dir.ts';
import { openTempLedger, tempLedgerPath } from './temp-ledger.ts';

/** In time for the forms of 2025. */
export const IN_TIME_MS = Date.UTC(2025, 10, 19);
/** A day after their deadline. */
export const LATE_MS = Date.UTC(2025, 10, 22);

const AGENCIES = `agencies:
  - { id: police, name: Công an thành phố, kind: police }
  - { id: ward, name: UBND phường Ba Đình, kind: ward }
`;

const PLAN = `name: Kế hoạch mẫu
tasks:
  - { id: I.1, name: Ban hành quy chế, lead: police, coordinators: [ward] }
sites: [{ id: pole-1, agency: ward, request: { document: 8/UBND, date: 2025-09-01 } }]
targets: { cameras: 10, ptz: 4, fixed: 6 }
report:
  agency: police
  years: [{ year: 2025, from: 2024-12-01, to: 2025-11-16, deadline: 2025-11-30, units_deadline: 2025-11-20 }]
`;

export interface FormsCity {
  readonly config: string;
  readonly ledger: string;
  /** Where its forms are. */
  readonly folder: string;
  readonly formOf: (agency: string) => string;
  readonly collect: (
    paths: readonly string[],
    given?: { readonly dryRun?: boolean; readonly receivedMs?: number; readonly nowMs?: number },
  ) => Promise<CollectOutcome>;
}

/** A police with four cameras and a ward without any, a plan, what is on record of them, and their forms. */
export async function makeFormsCity(
  more: { readonly agencies?: string; readonly plan?: string } = {},
): Promise<FormsCity> {
  const config = await makeConfigDir({ devices: 4 });
  await writeFile(join(config, 'agencies.yaml'), `${AGENCIES}${more.agencies ?? ''}`);
  await writeFile(join(config, 'plan.yaml'), `${PLAN}${more.plan ?? ''}`);
  const ledger = tempLedgerPath();
  const owner = await openTempLedger(ledger);
  await takeOverInventory(owner, await loadConfig(config), {
    author: 'test',
    effectiveMs: Date.UTC(2024, 11, 1),
  });
  await owner.close();
  const options = { config, ledger };
  const folder = join(config, 'forms');
  const { signal: stop } = new AbortController();
  const work = { stop, onProgress: () => undefined };
  await withPlan(options, (plan) => writeForms({ plan, ...work }, { year: 2025, out: folder }));
  return {
    config,
    ledger,
    folder,
    formOf: (agency) => join(folder, `${agency}.xlsx`),
    collect: (places, { nowMs = IN_TIME_MS, ...given } = {}) =>
      withPlan(options, (plan) =>
        collectForms(
          { plan, author: 'an', nowMs: () => nowMs, ...work },
          { year: 2025, places: [...places], ...given },
        ),
      ),
  };
}

/** The forms of 2025, by what is on record now. */
export const formsOf = (options: Pick<FormsCity, 'config' | 'ledger'>): Promise<FormsContext> =>
  withPlan(options, (plan) => buildFormsContext(plan, 2025));
