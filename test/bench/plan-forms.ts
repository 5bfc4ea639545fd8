import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { pino } from 'pino';
import { withPlan } from '#cli/plan/with-plan.ts';
import { loadConfig } from '#config/load-config.ts';
import { openLedger } from '#ledger/sqlite/writing/open-ledger.ts';
import { collectForms } from '#plan/actions/collect-forms.ts';
import { writeForms } from '#plan/actions/write-forms.ts';
import { buildFormsContext } from '#plan/collecting/forms-context.ts';
import { takeOverInventory } from '#server/take-over-inventory.ts';
import { SAMPLE_CITY_DIR, writeSimulatedCity } from '#simulator/write-city.ts';

const YEAR = 2025;
const FIRST_ROW = 4;

/**
 * Forms for every unit of a made-up city of `devices`: what is on record is read, all forms are written, each device is
 * confirmed in each of them, and all are read back and recorded. Against bare loading of the same files by the same library.
 */
export async function benchPlanForms({ devices }: { readonly devices: number }): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-bench-'));
  const stop = new AbortController().signal;
  const onProgress = () => undefined;
  try {
    const config = join(dir, 'city');
    const ledger = join(dir, 'ledger.sqlite');
    await recordCity({ devices, config, ledger });
    const options = { config, ledger };
    const [, opening] = await timed(() => withPlan(options, (plan) => buildFormsContext(plan, YEAR)));
    const out = join(dir, 'forms');
    const work = { stop, onProgress };
    const [written, writing] = await withPlan(options, (plan) =>
      timed(() => writeForms({ plan, ...work }, { year: YEAR, out })),
    );
    const paths = written.forms.map(({ file }) => file);
    const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
    await fillAll(out);
    const [, bare] = await timed(() => loadAll(out));
    const [collected, collecting] = await withPlan(options, (plan) =>
      timed(() => collectForms({ plan, author: 'bench', ...work }, { year: YEAR, places: paths })),
    );
    const rows = collected.forms.reduce((sum, form) => sum + form.rows, 0);
    const refused = collected.forms.filter(({ outcome }) => outcome !== 'recorded').length;
    const largest = Math.max(...written.forms.map((form) => form.devices));
    const table: readonly (readonly [string, string])[] = [
      ['devices / forms / devices of the largest', `${devices} / ${paths.length} / ${largest}`],
      ['record read', seconds(opening)],
      ['forms written', `${seconds(writing)}, ${megabytes(sizes.reduce((sum, size) => sum + size, 0))}`],
      ['forms read back and recorded', `${seconds(collecting)}, ${rows} rows, ${refused} refused`],
      ['bare loading of the same files', seconds(bare)],
      ['ratio to bare loading', (collecting.cpuMs / bare.cpuMs).toFixed(1)],
      ['memory at the end', megabytes(process.memoryUsage().rss)],
    ];
    return ['| plan forms | |', '|---|---|', ...table.map(([name, value]) => `| ${name} | ${value} |`)].join(
      '\n',
    );
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

export async function recordCity({
  devices,
  config,
  ledger: path,
}: {
  readonly devices: number;
  readonly config: string;
  readonly ledger: string;
}): Promise<void> {
  await writeSimulatedCity({
    devices,
    seed: 1,
    addressing: 'private',
    outDir: config,
    mayOverwrite: false,
    signal: new AbortController().signal,
  });
  await copyFile(join(SAMPLE_CITY_DIR, 'plan.yaml'), join(config, 'plan.yaml'));
  const logger = pino({ level: 'silent' });
  const ledger = await openLedger({ path, collector: 'bench', run: 'bench', logger });
  try {
    const loaded = await loadConfig(config);
    await takeOverInventory(ledger, loaded, { author: 'bench', effectiveMs: Date.UTC(2024, 11, 1) });
  } finally {
    await ledger.close();
  }
}

/** As a unit would: every device confirmed, one document reported. */
async function fillAll(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const workbook = await load(join(folder, name));
    const sheet = workbook.getWorksheet('Thiết bị');
    for (let row = FIRST_ROW; row <= (sheet?.rowCount ?? 0); row++) {
      if (!sheet?.getCell(row, 1).value) continue;
      sheet.getCell(row, 9).value = 'Có';
      sheet.getCell(row, 10).value = 'Hoạt động tốt';
    }
    const documents = workbook.getWorksheet('Văn bản')?.getRow(FIRST_ROW);
    if (documents) for (const [column, value] of DOCUMENT) documents.getCell(column).value = value;
    await writeFile(join(folder, name), Buffer.from(await workbook.xlsx.writeBuffer()));
  }
}

const DOCUMENT = [
  [2, '12/BC-UBND'],
  [3, '03/09/2025'],
  [4, 'Báo cáo hiện trạng camera'],
] as const;

async function loadAll(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await load(join(folder, name));
}

async function load(file: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(await readFile(file)).buffer);
  return workbook;
}

export interface Taken {
  readonly wallMs: number;
  readonly cpuMs: number;
}

export async function timed<Value>(work: () => Promise<Value>): Promise<readonly [Value, Taken]> {
  const startedMs = performance.now();
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return [value, { wallMs: performance.now() - startedMs, cpuMs: (user + system) / 1_000 }];
}

export const seconds = ({ wallMs, cpuMs }: Taken): string =>
  `${(wallMs / 1_000).toFixed(1)} s (${(cpuMs / 1_000).toFixed(1)} CPU-s)`;
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
