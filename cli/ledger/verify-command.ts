import { z } from 'zod';
import { markFiles } from '../../config/settings/ledger-place.ts';
import { verifyRecord } from '../../contracts/verification/verify-record.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { ownHeadOf } from '../../ledger/checkpoint/checkpoint.ts';
import { readCheckpointFile } from '../../ledger/checkpoint/read-checkpoint-file.ts';
import { HeadName, parseHeadName, renderHeadName } from '../../ledger/record/chain-heads.ts';
import type { AcceptedLossRow, Verification } from '../../ledger/record/verification.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { witnessKeys } from '../checkpoint/witness-keys.ts';
import { watched, withPlace } from '../print/place-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';

/** `camwatch ledger verify`: recomputes the hash chain. */
export const buildLedgerVerifyCommand = defineCommand({
  name: 'verify',
  description:
    'Recompute the hash chain, from the last seal on or from the first row, and compare schema and working tables with it.',
  options: {
    ...PLACE,
    full: z
      .boolean()
      .default(false)
      .describe("from the first row, with the file's inner structure and the attached files"),
    head: HeadName.optional().describe('a head that was handed out earlier must still be there'),
    checkpoint: z
      .string()
      .optional()
      .meta({ value: 'file' })
      .describe('a checkpoint that was handed out: it and its head must still be on record'),
    json: TOLD.json,
  },
  help: `
Tables, indexes and triggers must be those of this version, and present states and sums of days what the rows give, each time. Exit code
1 when a row was changed, removed, added or put in another order, when they differ, or when an attached file is not what it was.

Examples:
  camwatch ledger verify
  camwatch ledger verify --full --config /etc/camwatch
  camwatch ledger verify --ledger /backup/ledger.sqlite --full --json
  camwatch ledger verify --checkpoint checkpoint-000012.txt
  camwatch ledger verify --head 48211:9f2c…e1     # as "camwatch ledger seal" printed it`,
  open: withPlace,
  run: async ({ cli, place, path }, { full, head, checkpoint: file }) => {
    const found = file === undefined ? undefined : readCheckpointFile(file);
    const expected = {
      expectedHead: (found && ownHeadOf(found.checkpoint)) ?? parseHeadName(head),
      handedOut: found && { size: found.checkpoint.size, text: found.note.text },
      witnesses: await witnessKeys(place),
    };
    return await verifyRecord(recordStore(path), {
      scope: full ? 'full' : 'since-last-seal',
      ...omitUndefined(expected),
      attachments: 'check',
      markFiles: await markFiles(place),
      ...watched(cli, 'verify'),
    });
  },
  json: (verification, { shown: path }) => ({ ledger: path, ...verification }),
  render: (verification, { shown: path }) => [renderVerification(path, verification)],
  isProblem: ({ problemCount }) => problemCount > 0,
});

function renderVerification(path: string, verification: Verification): string {
  const { fromSeq, rows, head, problems, problemCount, acceptedLosses } = verification;
  const start = fromSeq === 1 ? 'the first row' : `row ${fromSeq}`;
  const checked = `${rows} rows checked from ${start} on; head ${renderHeadName(head)}`;
  const isWhole = fromSeq === 1;
  const unchecked = isWhole
    ? ''
    : `\n  rows 1 to ${fromSeq - 1} were not checked this time: --full checks them too`;
  const losses = `${renderWitnessed(verification)}${acceptedLosses.map(renderLoss).join('')}`;
  if (problemCount === 0)
    return `${path}: the chain holds${isWhole ? '' : ` from row ${fromSeq} on`}, and schema and working tables agree with it\n  ${checked}${unchecked}${losses}`;
  const unprinted = problemCount - problems.length;
  return [
    `${path}: the ledger is broken: ${problemCount} ${problemCount === 1 ? 'problem' : 'problems'}`,
    ...problems.map(({ message }) => `  ${message}`),
    ...(unprinted > 0 ? [`  and ${unprinted} more`] : []),
    `  ${checked}${losses}`,
  ].join('\n');
}

function renderWitnessed({ witnessed, unwitnessedRows, head }: Verification): string {
  if (!witnessed) return '\n  unwitnessed: nobody but the operator has signed a head of this ledger';
  const { seq, hash, checkpoint, by } = witnessed;
  const names = by.map(({ name, key, atMs }) => `${name} (key ${key}) at ${new Date(atMs).toISOString()}`);
  const signed = `\n  witnessed up to row ${seq}:${hash}: checkpoint ${checkpoint}, signed by ${names.join(', ')}`;
  return unwitnessedRows > 0
    ? `${signed}\n  unwitnessed: ${nameRows(seq + 1, head.seq)}, which nobody but the operator has signed`
    : signed;
}

const nameRows = (first: number, last: number): string =>
  first === last ? `row ${first}` : `rows ${first} to ${last}`;

const renderLoss = ({ seq, recordedMs, author, reason, endedAtSeq, markSeq }: AcceptedLossRow): string =>
  `\n  a loss is on record (row ${seq}, ${new Date(recordedMs).toISOString()}, ${author}): ${
    markSeq === undefined || markSeq <= endedAtSeq
      ? `after row ${endedAtSeq}`
      : nameRows(endedAtSeq + 1, markSeq)
  }: ${reason}`;
