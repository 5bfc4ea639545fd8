import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { runCli } from '#cli/run-cli.ts';
import { shownPlace } from '#core/domain/record-place.ts';
import { copyRecord } from '#ledger/sqlite/keeping/copy-record.ts';
import { openStore, openStoreReadOnly } from '#ledger/sqlite/store/open-store.ts';
import { drawLedger } from './settlers/random-ledger.ts';
import { writeLedger } from './settlers/settle-both.ts';

/** Puts the record of one place into another that is empty, whatever it is worth. */
export async function copyPlace(from: string, to: string): Promise<void> {
  const [source, target] = [openStoreReadOnly(from), openStore(to, { nowMs: () => 0 })];
  await copyRecord(source, target);
  source.close();
  target.close();
}

/** What people are told of a period by commands, from the record at this place: each answer by its question. */
export async function figuresAt(
  place: string,
  { period, folder, key }: { readonly period: string; readonly folder: string; readonly key: string },
): Promise<Readonly<Record<string, unknown>>> {
  mkdirSync(folder, { recursive: true });
  // A copy: a key is not read through a link, and both sign with the same.
  const own = join(folder, 'key.pem');
  if (existsSync(key)) copyFileSync(key, own);
  const answers: Record<string, unknown> = {};
  for (const question of QUESTIONS) {
    const asked = question.replaceAll('PERIOD', period).split(' ');
    answers[question] = await ask([...asked, '--ledger', place, '--json']);
  }
  const drafts = join(folder, 'drafts');
  const named = ['--contract', 'all', '--period', period, '--key', own, '--out', drafts, '--author', 'clerk'];
  await ask(['statement', 'draft', ...named, '--ledger', place]);
  if (!existsSync(key) && existsSync(own)) copyFileSync(own, key);
  for (const name of existsSync(drafts) ? readdirSync(drafts).sort() : [])
    answers[name] = withoutInstants(JSON.parse(readFileSync(join(drafts, name), 'utf8')).document);
  return JSON.parse(
    JSON.stringify(answers).replaceAll(place, 'PLACE').replaceAll(shownPlace(place), 'PLACE'),
  );
}

const QUESTIONS = [
  'sla --period PERIOD --by device',
  'sla --period PERIOD --by contract',
  'sla --period PERIOD --by agency',
  'ledger days check',
  'incidents list --all',
  'ledger verify --full',
];

/** When it was made. */
const withoutInstants = (document: object): object =>
  Object.fromEntries(Object.entries(document).filter(([name]) => !/Ms$|^ledger$|^head$/.test(name)));

async function ask(args: readonly string[]): Promise<unknown> {
  const told: string[] = [];
  const stream = () =>
    new Writable({
      write: (chunk, _encoding, done) => {
        told.push(String(chunk));
        done();
      },
    });
  let exitCode = 0;
  await runCli(args, {
    env: { LANG: 'en' },
    out: stream(),
    err: stream(),
    stop: new AbortController().signal,
    setExitCode: (code) => {
      exitCode = code;
    },
  });
  return { exitCode, told: told.join('') };
}

/** The same questions to one random ledger, in a file and at another place. */
export async function figuresOfRandom(seed: number, folder: string, place: string) {
  const ledger = drawLedger(seed, seed % 2 === 0 ? 2 : 1, 3);
  const file = join(folder, 'ledger.sqlite');
  writeLedger(file, ledger.rows);
  await copyPlace(file, place);
  const of = (name: string) => ({
    ...{ period: ledger.period, folder: join(folder, name), key: join(folder, 'key.pem') },
  });
  // What lasts until now lasts as long for both.
  const { now } = Date;
  const nowMs = now();
  Date.now = () => nowMs;
  try {
    return { inFile: await figuresAt(file, of('file')), there: await figuresAt(place, of('there')) };
  } finally {
    Date.now = now;
  }
}
