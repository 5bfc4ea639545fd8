import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderHead } from '#ledger/checkpoint/checkpoint.ts';
import { leavesOf, readCheckpointRows } from '#ledger/checkpoint/checkpoint-rows.ts';
import { cosignCheckpoint } from '#ledger/checkpoint/cosign-checkpoint.ts';
import { listCheckpoints, noteOf, stampOf } from '#ledger/checkpoint/show-checkpoints.ts';
import { renderVerifierKey } from '#ledger/checkpoint/signed-note.ts';
import { issueCheckpoint } from '#ledger/sqlite/checkpoints/issue-checkpoint.ts';
import { takeFile } from '#ledger/sqlite/checkpoints/take-cosignatures.ts';
import {
  change,
  openTempLedger,
  openTempReader,
  tempFolder,
  tempLedgerPath,
} from '#test/support/temp-ledger.ts';

const OPERATOR = generateKeyPairSync('ed25519').privateKey;
const PARTY = generateKeyPairSync('ed25519').privateKey;
const AT_MS = Date.UTC(2026, 10, 25, 0, 30);
const NAME = 'dost.example.org/camwatch';

/** Two checkpoints of a ledger, as a party has them in files. */
async function kept() {
  const [path, folder] = [tempLedgerPath(), tempFolder()];
  const ledger = await openTempLedger(path);
  await ledger.record({ changes: [change('device:a', 'down', 1_000)] });
  await ledger.close();
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const issue = () =>
    issueCheckpoint(path, { collector: 'c-1', author: 'an', privateKey: OPERATOR, nowMs: () => AT_MS });
  const [first, second] = [issue(), issue()];
  const rows = () => readCheckpointRows(openTempReader(path).decisions('checkpoint'));
  const heads = leavesOf(rows().issued).map((head) => `${renderHead(head)}\n`);
  return {
    ...{ path, rows, file, origin: first.checkpoint.origin },
    first: file('first.txt', first.written),
    second: file('second.txt', second.written),
    heads: file('heads.txt', heads.join('')),
    otherHeads: file('other-heads.txt', heads.toReversed().join('')),
  };
}

const sign = (input: Omit<Parameters<typeof cosignCheckpoint>[1], 'name'>) =>
  cosignCheckpoint({ openKey: () => PARTY, nowMs: () => AT_MS }, { name: NAME, ...input });

test('a party signs a checkpoint that goes on from the last one, and the operator takes it', async () => {
  const { path, rows, file, first, second, heads } = await kept();
  const witnesses = [{ name: NAME, publicKey: createPublicKey(PARTY) }];

  const answer = file('answer.txt', sign({ file: second, before: first, heads }));

  const taken = takeFile(path, answer, { witnesses, author: 'an', nowMs: () => AT_MS });
  expect(taken).toMatchObject({ isGood: true, isOtherText: false, signatures: [{ outcome: 'taken' }] });
  expect(listCheckpoints(rows()).map(({ size, signedBy }) => ({ size, signedBy }))).toEqual([
    { size: 1, signedBy: [] },
    { size: 2, signedBy: [NAME] },
  ]);
  expect(noteOf(rows(), 2)).toBe(sign({ file: second }));
});

test('what does not go on from the last one is not signed, and no key is made for it', async () => {
  const { first, second, heads, otherHeads, origin } = await kept();
  const operator = renderVerifierKey({ name: origin, publicKey: createPublicKey(PARTY) }, 'log');

  for (const [input, said] of [
    [{ file: second, before: first }, '--before: expected --heads as well, with all heads of the tree'],
    [
      { file: first, before: second, heads },
      'expected a tree of at least 2 heads, as the last one, got one of 1',
    ],
    [{ file: second, before: first, heads: otherHeads }, 'expected the heads of the tree of 1, got others'],
    [{ file: second, operator }, `expected a signature of ${origin}, got none that holds`],
  ] as const)
    expect(() =>
      cosignCheckpoint(
        {
          nowMs: () => AT_MS,
          openKey: () => {
            throw new Error('a key was asked for');
          },
        },
        { name: NAME, ...input },
      ),
    ).toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_REFUSED', message: expect.stringContaining(said) }),
    );
});

test('a checkpoint that is not on record, and one without a time stamp, are unknown', async () => {
  const { rows } = await kept();

  const unknown = (message: string) => expect.objectContaining({ code: 'CHECKPOINT_UNKNOWN', message });
  expect(() => noteOf(rows(), 3)).toThrow(unknown('--size: expected a checkpoint on record, got 3'));
  expect(() => stampOf(rows(), 2)).toThrow(unknown('--timestamp: checkpoint 2 has no time stamp on record'));
});
