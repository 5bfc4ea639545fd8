import { Command, InvalidArgumentError } from 'commander';
import { ledgerPath, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { writeWholeFile } from '../../core/host/write-whole-file.ts';
import { renderHead } from '../../ledger/checkpoint/checkpoint.ts';
import { CheckpointError } from '../../ledger/checkpoint/checkpoint-error.ts';
import { renderNote } from '../../ledger/checkpoint/signed-note.ts';
import {
  type CheckpointRows,
  leavesOf,
  readCheckpointRows,
} from '../../ledger/sqlite/checkpoints/checkpoint-rows.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import type { Context } from '../shell/context.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';

interface Options extends PlaceOptions {
  readonly size?: number;
  readonly heads?: boolean;
  readonly timestamp?: string;
  readonly json?: boolean;
}

/** `camwatch checkpoint show`: what was issued, signed, stamped and sent. */
export function buildShowCommand({ terminal }: Context): Command {
  return addPlaceOptions(new Command('show'))
    .description('Show checkpoints on record: who signed them, and where they were sent.')
    .option('--size <number>', 'this one, as a note with all its signatures', parseSize)
    .option('--heads', 'all heads of the tree, as heads.txt has them')
    .option(
      '--timestamp <file>',
      'write the answer of the time stamp server of --size there, for openssl ts -verify',
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  camwatch checkpoint show
  camwatch checkpoint show --size 12 --timestamp checkpoint-000012.tsr > checkpoint-000012.txt
  camwatch checkpoint show --heads > heads.txt`,
    )
    .action(async (options: Options) => {
      using reader = recordStore(await ledgerPath(options)).openReader();
      const rows = readCheckpointRows(reader.decisions('checkpoint'));
      if (options.heads) return terminal.print(leavesOf(rows.issued).map(renderHead).join('\n'));
      if (options.size !== undefined) return terminal.print(showOne(rows, options.size, options.timestamp));
      const list = listRows(rows);
      if (options.json) return terminal.printJson(list);
      terminal.print(
        list.map(renderRow).join('\n') || 'no checkpoint is on record: camwatch checkpoint issue',
      );
    });
}

function showOne(
  { issued, cosigned, timestamped }: CheckpointRows,
  size: number,
  file: string | undefined,
): string {
  const one = issued.find(({ checkpoint }) => checkpoint.size === size);
  if (!one)
    throw new CheckpointError('CHECKPOINT_UNKNOWN', `--size: expected a checkpoint on record, got ${size}`);
  const answer = timestamped.get(one.id);
  if (file !== undefined && !answer)
    throw new CheckpointError(
      'CHECKPOINT_UNKNOWN',
      `--timestamp: checkpoint ${size} has no time stamp on record`,
    );
  if (file !== undefined && answer) {
    writeWholeFile(file, answer);
    // The stamp is of the note as it was handed out, without what others signed later.
    return one.written.trimEnd();
  }
  const others = cosigned.filter(({ id }) => id === one.id).map(({ signature }) => signature);
  return renderNote({ ...one.note, signatures: [...one.note.signatures, ...others] }).trimEnd();
}

interface ListedCheckpoint {
  readonly size: number;
  readonly row: number;
  readonly heads: readonly string[];
  readonly issuedAt: string;
  readonly signedBy: readonly string[];
  readonly sentTo: readonly string[];
}

function listRows({ issued, cosigned, sent, timestamped }: CheckpointRows): readonly ListedCheckpoint[] {
  return issued.map(({ seq, id, recordedMs, checkpoint }) => ({
    size: checkpoint.size,
    row: seq,
    heads: checkpoint.heads.map(renderHead),
    issuedAt: new Date(recordedMs).toISOString(),
    signedBy: cosigned.filter((row) => row.id === id).map(({ key }) => key.name),
    sentTo: [...(timestamped.has(id) ? ['timestamp'] : []), ...(sent.get(id) ?? [])],
  }));
}

const renderRow = ({ size, issuedAt, heads, signedBy, sentTo }: ListedCheckpoint): string =>
  `${size}  ${issuedAt}  ${heads.join(', ')}  signed by ${signedBy.join(', ') || 'nobody else'}  sent to ${sentTo.join(', ') || 'nobody'}`;

function parseSize(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a whole number from 1 on');
}
