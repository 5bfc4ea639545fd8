import { expect, test } from 'vitest';
import { canonicalJson } from '#core/text/canonical-json.ts';
import { drawLedger } from '#test/support/settlers/random-ledger.ts';
import { type Settled, settleLedger } from '#test/support/settlers/settle-both.ts';

/** Rows have other numbers where receipts stand between them; clocks of incidents that are open run until now. */
const figuresOf = ({ statements }: Settled): readonly string[] =>
  statements.map(({ figures: { parts }, money }) =>
    canonicalJson({
      parts: parts.map(({ aggregate, entities }: Settled['statements'][number]) => ({ aggregate, entities })),
      money,
    })
      .replaceAll(/(change|imported|outage):\d+/g, '$1:#')
      .replaceAll(/"(seq|row)":\d+/g, '"$1":0'),
  );

test.each([
  [2_008, 2],
  [2_009, 1],
  [3_000_012, 2],
] as const)(
  'random ledger %i by version %i of the rules gives the same figures where collectors sent what was measured',
  async (seed, rules) => {
    const itself = await settleLedger(drawLedger(seed, rules, 3));
    const received = await settleLedger(drawLedger(seed, rules, 3), 'collectors');

    expect(received.differences).toEqual([]);
    expect(figuresOf(received)).toEqual(figuresOf(itself));
    expect(received.statements.at(-1)?.ledger.heads).toMatchObject([
      { chain: 'centre' },
      { chain: 'zone-1' },
      { chain: 'zone-2' },
    ]);
  },
  60_000,
);
