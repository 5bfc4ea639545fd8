import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { startPostgres } from '../support/postgres.ts';
import { copyPlace, figuresAt, figuresOfRandom } from '../support/same-figures.ts';
import { provideLedger } from './sla.ts';

const PORTION = 25;
const PERIODS = [
  '2025',
  ...Array.from({ length: 12 }, (_, month) => `2025-${String(month + 1).padStart(2, '0')}`),
];

/** So many answers were compared, and these differ. */
interface Compared {
  readonly answers: number;
  readonly different: readonly string[];
}

/**
 * A made-up year and random ledgers, asked the same questions in SQLite and in PostgreSQL: statements, availability, days,
 * incidents and what verify says. How many differ, by period and by seed; with a difference the command fails.
 *
 * @param devices Of the made-up year; 0 leaves it out.
 */
export async function benchStores({
  devices,
  ledgers,
  seed,
}: {
  readonly devices: number;
  readonly ledgers: number;
  readonly seed: number;
}): Promise<string> {
  const server = await startPostgres();
  const folder = mkdtempSync(join(tmpdir(), 'camwatch-stores-'));
  try {
    const year =
      devices > 0
        ? [
            [
              `a made-up year of ${devices.toLocaleString('en')} devices, and its months`,
              await timed(() => compareYear(server, folder, devices)),
            ] as const,
          ]
        : [];
    const random =
      ledgers > 0
        ? [
            [
              `${ledgers} random ledgers (seeds ${seed} to ${seed + ledgers - 1})`,
              await timed(() => compareRandom(server, folder, seed, ledgers)),
            ] as const,
          ]
        : [];
    const rows = [...year, ...random];
    if (rows.some(([, { different }]) => different.length > 0)) process.exitCode = 1;
    return [
      '| SQLite and PostgreSQL | answers compared to the last digit | of them different | time |',
      '|---|---|---|---|',
      ...rows.map(
        ([name, { answers, different, seconds }]) =>
          `| ${[name, answers.toLocaleString('en'), [different.length, ...different].join(' '), `${seconds.toFixed(0)} s`].join(' | ')} |`,
      ),
    ].join('\n');
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

type Server = Awaited<ReturnType<typeof startPostgres>>;
type Answers = Readonly<Record<string, unknown>>;

async function compareYear(server: Server, folder: string, devices: number): Promise<Compared> {
  const made = await provideLedger(devices);
  const moved = await server.newPlace();
  await copyPlace(made, moved);
  const key = join(folder, 'key.pem');
  let answers = 0;
  const different: string[] = [];
  for (const period of PERIODS) {
    // Drafts are on record, each with salts of its own: every period has the record as it was.
    const [file, place] = [join(folder, 'year.sqlite'), await server.newPlace(moved)];
    copyFileSync(made, file);
    const of = (name: string) => ({ period, folder: join(folder, period, name), key });
    const [inFile, there] = [await figuresAt(file, of('file')), await figuresAt(place, of('there'))];
    answers += Object.keys(inFile).length;
    different.push(...differing(inFile, there).map((question) => `${period}: ${question}`));
    process.stderr.write(`bench: ${period}: ${answers} answers, ${different.length} with a difference\n`);
    await server.dropPlace(place);
    for (const name of readdirSync(folder).filter((one) => one.startsWith('year.sqlite')))
      rmSync(join(folder, name), { recursive: true });
  }
  return { answers, different };
}

async function compareRandom(server: Server, root: string, seed: number, ledgers: number): Promise<Compared> {
  let answers = 0;
  const different: string[] = [];
  const empty = await server.newPlace();
  openStore(empty, { nowMs: () => 0 }).close();
  for (let one = seed; one < seed + ledgers; one++) {
    const folder = join(root, String(one));
    mkdirSync(folder);
    const place = await server.newPlace(empty);
    const { inFile, there } = await figuresOfRandom(one, folder, place);
    answers += Object.keys(inFile).length;
    different.push(...differing(inFile, there).map((question) => `${one}: ${question}`));
    await server.dropPlace(place);
    rmSync(folder, { recursive: true });
    const done = one - seed + 1;
    if (done % PORTION === 0)
      process.stderr.write(`bench: ${done} of ${ledgers} ledgers, ${different.length} with a difference\n`);
  }
  return { answers, different };
}

const differing = (a: Answers, b: Answers): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (question) => !isDeepStrictEqual(a[question], b[question]),
  );

async function timed(work: () => Promise<Compared>): Promise<Compared & { readonly seconds: number }> {
  const startedMs = performance.now();
  return { ...(await work()), seconds: (performance.now() - startedMs) / 1_000 };
}
