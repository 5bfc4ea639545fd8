import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { startPostgres } from '../support/postgres.ts';
import { figuresOfRandom } from '../support/same-figures.ts';

const PORTION = 25;

/**
 * Random ledgers, asked the same questions in SQLite and in PostgreSQL: statements, availability, days, incidents and what verify
 * says. How many differ, with their seeds; with a difference the command fails.
 */
export async function benchStores({
  ledgers,
  seed,
}: {
  readonly ledgers: number;
  readonly seed: number;
}): Promise<string> {
  const startedMs = performance.now();
  const server = await startPostgres();
  const different: number[] = [];
  let answers = 0;
  try {
    for (let one = seed; one < seed + ledgers; one++) {
      const folder = mkdtempSync(join(tmpdir(), 'camwatch-stores-'));
      const place = await server.newPlace();
      const { inFile, there } = await figuresOfRandom(one, folder, place);
      answers += Object.keys(inFile).length;
      if (!isDeepStrictEqual(inFile, there)) different.push(one);
      await server.dropPlace(place);
      rmSync(folder, { recursive: true });
      const done = one - seed + 1;
      if (done % PORTION === 0)
        process.stderr.write(`bench: ${done} of ${ledgers} ledgers, ${different.length} with a difference\n`);
    }
  } finally {
    await server.stop();
  }
  if (different.length > 0) process.exitCode = 1;
  const rows = [
    ['random ledgers', `${ledgers} (seeds ${seed} to ${seed + ledgers - 1})`],
    ['answers compared to the last digit', String(answers)],
    [
      'ledgers with a difference',
      different.length === 0 ? '0' : `${different.length}: ${different.join(', ')}`,
    ],
    ['time', `${((performance.now() - startedMs) / 1_000).toFixed(0)} s`],
  ];
  return [
    '| SQLite and PostgreSQL | |',
    '|---|---|',
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
  ].join('\n');
}
