import { z } from 'zod';
import { writeWholeFile } from '../../core/host/write-whole-file.ts';
import { Whole } from '../../core/input/fields.ts';
import { renderHead } from '../../ledger/checkpoint/checkpoint.ts';
import {
  type CheckpointRows,
  leavesOf,
  readCheckpointRows,
} from '../../ledger/checkpoint/checkpoint-rows.ts';
import {
  type ListedCheckpoint,
  listCheckpoints,
  noteOf,
  stampOf,
} from '../../ledger/checkpoint/show-checkpoints.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { withPlace } from '../print/place-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';

/** `camwatch checkpoint show`: what was issued, signed, stamped and sent. */
export const buildShowCommand = defineCommand({
  name: 'show',
  description: 'Show checkpoints on record: who signed them, and where they were sent.',
  options: {
    ...PLACE,
    size: Whole.optional().describe('this one, as a note with all its signatures'),
    heads: z.boolean().default(false).describe('all heads of the tree, as heads.txt has them'),
    timestamp: z
      .string()
      .optional()
      .meta({ value: 'file' })
      .describe('write the answer of the time stamp server of --size there, for openssl ts -verify'),
    json: TOLD.json,
  },
  help: `
Examples:
  camwatch checkpoint show
  camwatch checkpoint show --size 12 --timestamp checkpoint-000012.tsr > checkpoint-000012.txt
  camwatch checkpoint show --heads > heads.txt`,
  open: withPlace,
  run: ({ path }, { heads, size, timestamp }): Told => {
    using reader = recordStore(path).openReader();
    const rows = readCheckpointRows(reader.decisions('checkpoint'));
    if (heads) return { text: leavesOf(rows.issued).map(renderHead).join('\n') };
    return size === undefined ? { list: listCheckpoints(rows) } : { text: handOut(rows, size, timestamp) };
  },
  json: ({ list }) => list,
  render: ({ list = [], text = list.map(renderRow).join('\n') || NONE }) => [text],
});

/** Heads and notes are texts, also with `--json`. */
interface Told {
  readonly list?: readonly ListedCheckpoint[];
  readonly text?: string;
}

function handOut(rows: CheckpointRows, size: number, stampFile: string | undefined): string {
  if (stampFile === undefined) return noteOf(rows, size).trimEnd();
  const { answer, note } = stampOf(rows, size);
  writeWholeFile(stampFile, answer);
  return note.trimEnd();
}

const NONE = 'no checkpoint is on record: camwatch checkpoint issue';

const renderRow = ({ size, issuedAt, heads, signedBy, sentTo }: ListedCheckpoint): string =>
  `${size}  ${issuedAt}  ${heads.join(', ')}  signed by ${signedBy.join(', ') || 'nobody else'}  sent to ${sentTo.join(', ') || 'nobody'}`;
