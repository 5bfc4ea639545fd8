import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Json } from '#core/text/canonical-json.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { loadPlan } from '#plan/definition/load-plan.ts';
import { createFiguresBuilders } from '#reports/actions/figures-builders.ts';
import { buildFigures, type FiguresOptions } from '#reports/figures/build-figures.ts';
import { FiguresDocument, type FiguresSections } from '#reports/figures/document/annual-figures.ts';
import { isMissing, type MissingCode } from '#reports/figures/document/figure-parts.ts';
import { missing } from '#reports/figures/document/missing-words.ts';
import { figuresOptions } from './figures-year.ts';
import { HANOI_DIR } from './hanoi.ts';

const PROGRAM = new URL('../../camwatch', import.meta.url).pathname;
const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const WINDOW = { fromDate: '2025-08-15', toDate: '2025-10-15' } as const;

/** Made-up years of the sample city by name, from ledgers in this folder: what was measured, decided and found differs. */
export async function makeUpYears(folder: string): Promise<ReadonlyMap<string, FiguresDocument>> {
  const [third, fifth, long] = [
    await simulate(join(folder, '3.sqlite'), 3, WINDOW.fromDate),
    await simulate(join(folder, '5.sqlite'), 5, WINDOW.fromDate),
    await simulate(join(folder, '9.sqlite'), 9, '2024-08-14'),
  ];
  const city = await figuresOf(third);
  const without = (code: MissingCode, ...names: readonly (keyof FiguresSections)[]) =>
    changed(city, Object.fromEntries(names.map((name) => [name, missing(code)])));
  const measured = [...MEASURED, 'contracts', 'links'] as const;
  return new Map([
    ['a city', city],
    ['another seed', await figuresOf(fifth)],
    ['no plan', await figuresOf(fifth, { isPlanned: false })],
    ['one agency', await figuresOf(third, { scope: { kind: 'agency', agency: 'cong-an-thanh-pho' } })],
    ['an agency that ended', await figuresOf(long, { scope: { kind: 'agency', agency: 'so-xay-dung' } })],
    ['a month', await figuresOf(third, { scope: { kind: 'month', month: '2025-09' }, ...SEPTEMBER })],
    ['nothing measured', without('no-measurements', ...measured)],
    ['no contracts', without('no-contracts', 'contracts')],
    ['secret sites named', await figuresOf(fifth, { given: { ...GIVEN, secretSites: 'include' } })],
    ['a year before', await figuresOf(long)],
    ['statements issued', changed(city, { contracts: withStatements(city.sections) })],
    ['findings of security', changed(city, { security: withFindings(city.sections) })],
  ]);
}

const MEASURED = ['availability', 'outages', 'causes', 'months', 'rankings', 'reconciliation'] as const;
const GIVEN = { minimumCoveragePpm: 500_000, mostListed: 10, secretSites: 'leave-out' } as const;
const SEPTEMBER = { fromDate: '2025-09-01', toDate: '2025-10-01' };

async function simulate(path: string, seed: number, from: string): Promise<string> {
  await promisify(execFile)(PROGRAM, [
    ...['simulate', 'history', '--config', HANOI_DIR, '--from', from, '--to', WINDOW.toDate],
    ...['--seed', `${seed}`, '--ledger', path],
  ]);
  return path;
}

async function figuresOf(
  ledger: string,
  { isPlanned = true, ...options }: Partial<FiguresOptions> & { readonly isPlanned?: boolean } = {},
): Promise<FiguresDocument> {
  const plan = await loadPlan(HANOI_DIR, { timeZone: TIME_ZONE });
  const targets = plan?.targets && {
    ...{ cameras: plan.targets.cameras, ptz: plan.targets.ptz, fixed: plan.targets.fixed },
    byPurpose: plan.targets.byPurpose.map(({ id, purposes, cameras }) => ({
      ...{ id, purposes: [...purposes], target: cameras },
    })),
  };
  using reader = recordStore(ledger).openReader();
  return parsed(
    buildFigures(
      reader,
      figuresOptions({
        ...WINDOW,
        given: { ...GIVEN, ...(isPlanned && targets && { targets }) },
        recordedBeforeMs: Date.parse('2025-10-20T00:00:00+07:00'),
        builders: createFiguresBuilders(ledger, isPlanned ? plan : undefined),
        ...options,
      }),
    ),
  );
}

/** As a reader of the sealed file has it. */
const parsed = (document: FiguresDocument): FiguresDocument =>
  FiguresDocument.parse(JSON.parse(JSON.stringify(document)));

const changed = (document: FiguresDocument, sections: Partial<FiguresSections>): FiguresDocument =>
  parsed({ ...document, sections: { ...document.sections, ...sections } });

/** Some issued, some drafted, some not made, and money that is not agreed on. */
function withStatements({ contracts }: FiguresSections): FiguresSections['contracts'] {
  if (isMissing(contracts)) return contracts;
  const money = (total: number, disputed: number) => ({
    byType: { penalty: `${total / 2}`, deduction: `${total / 2}`, damages: '0' },
    ...{ total: `${total}`, undisputed: `${total - disputed}`, disputed: `${disputed}` },
  });
  return {
    rows: contracts.rows.map((row, index) => ({
      ...{ ...row, issued: index % 3, drafts: index % 2, none: 1 },
      ...(index % 3 > 0 && { money: money(1_500_000, 0) }),
    })),
    ...{ money: money(15_000_000, 200_000), draftMoney: money(0, 0) },
  };
}

function withFindings({ security }: FiguresSections): FiguresSections['security'] {
  if (isMissing(security)) return security;
  const row = (id: 'default-password' | 'telnet-open', atEnd: number) => ({
    ...{ id, atEnd, inWindow: atEnd + 1, cameUp: atEnd, gone: 1 },
  });
  return {
    findings: { rows: [row('default-password', 4), row('telnet-open', 0)], devicesAtEnd: 4, devices: 5 },
    certificates: { valid: 40, withoutDate: 3, expired: 2, none: 150 },
  };
}

/** The same with other counts: zero, one, as they are, or anything else. The plan, places and instants stay. */
export function withOtherCounts(document: FiguresDocument, seed: number): FiguresDocument {
  const next = randomOf(seed);
  const counts = (node: Json, name: string): Json => {
    if (Array.isArray(node)) return node.map((member) => counts(member, name));
    if (typeof node === 'number')
      return FIXED.test(name)
        ? node
        : ([0, 1, node, Math.floor(next() * 3_000)][Math.floor(next() * 4)] ?? 0);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, member]) => [key, member === undefined ? null : counts(member, key)]),
    );
  };
  const { plan, ...sections } = JSON.parse(JSON.stringify(document.sections));
  return FiguresDocument.parse({ ...document, sections: { ...(counts(sections, '') as object), plan } });
}

const FIXED = /^(?:fromMs|toMs|atMs|sinceMs|endedMs|longitudeE6|latitudeE6)$/u;

/** The same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
