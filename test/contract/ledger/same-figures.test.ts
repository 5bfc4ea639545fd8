import { expect, test } from 'vitest';
import { usePostgres } from '#test/support/postgres.ts';
import { figuresOfRandom } from '#test/support/same-figures.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';

const server = usePostgres();

/** `npm run bench -- stores` asks 500 of them. */
const SEEDS = [2_010, 5_000_538];

test.each(SEEDS)(
  'random ledger %i: statements, availability, days and incidents are the same to the last digit',
  async (seed) => {
    const { inFile, there } = await figuresOfRandom(seed, tempFolder(), await server().newPlace());

    expect(there).toEqual(inFile);
    expect(JSON.stringify(inFile)).toContain('"entities"');
  },
);
