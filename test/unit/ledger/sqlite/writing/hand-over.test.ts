import { expect, test } from 'vitest';
import { LedgerError } from '#ledger/record/ledger-error.ts';
import { handOver } from '#ledger/sqlite/writing/hand-over.ts';

const rows = (count: number) => Array.from({ length: count }, (_, index) => index);

test('rows go in portions of a thousand, in their order', async () => {
  const queue = rows(2_500);
  const portions: number[] = [];

  await handOver(queue, {
    send: async (some) => void portions.push(some.length),
    onRefused: () => undefined,
  });

  expect(portions).toEqual([1_000, 1_000, 500]);
  expect(queue).toEqual([]);
});

test('of a portion with refused rows the others are taken, each once', async () => {
  const taken: number[] = [];
  const refused: number[] = [];

  await handOver(rows(100), {
    send: async (some) => {
      if (some.some((row) => row % 30 === 7)) throw new LedgerError('LEDGER_REFUSED', 'not these');
      taken.push(...some);
    },
    onRefused: (row) => refused.push(row),
  });

  expect(refused).toEqual([7, 37, 67, 97]);
  expect(taken).toEqual(rows(100).filter((row) => row % 30 !== 7));
});

test('what fails for another reason stays in the queue from that portion on', async () => {
  const queue = rows(1_500);
  const taken: number[] = [];

  await expect(
    handOver(queue, {
      send: async (some) => {
        if (some.includes(1_200)) throw new LedgerError('LEDGER_BUSY', 'busy');
        taken.push(...some);
      },
      onRefused: () => undefined,
    }),
  ).rejects.toThrow('busy');

  expect(taken).toEqual(rows(1_000));
  expect(queue).toEqual(rows(1_500).slice(1_000));
});
