import { z } from 'zod';
import type { Decision } from '../record/decisions.ts';
import type { RowSpan } from '../record/row-hashes.ts';
import { type Checkpoint, type Head, parseCheckpoint } from './checkpoint.ts';
import {
  decodeBase64,
  keyOfRaw,
  type NamedKey,
  type NoteSignature,
  parseNote,
  parseSignature,
  type SignedNote,
} from './signed-note.ts';

/** Steps in the life of a checkpoint, as rows of the table `checkpoint`; its `id` is the size of its tree. */
export const ISSUED = 'issued';
export const COSIGNED = 'cosigned';
export const TIMESTAMPED = 'timestamped';
export const SENT = 'sent';
/** The rows since the last checkpoint as a tree; the row is the head that the checkpoint signs. */
export const ROWS = 'rows';

/** A row that holds the root of a tree over rows before it. */
export interface RowTree extends RowSpan {
  readonly seq: number;
  /** In hexadecimal digits. */
  readonly root: string;
}

export interface IssuedCheckpoint {
  readonly seq: number;
  readonly id: string;
  readonly recordedMs: number;
  readonly note: SignedNote;
  readonly checkpoint: Checkpoint;
  /** The text as it was handed out. */
  readonly written: string;
  /** What the operator signed with. */
  readonly key: NamedKey;
}

export interface CosignedRow {
  readonly seq: number;
  readonly id: string;
  readonly recordedMs: number;
  readonly key: NamedKey;
  readonly signature: NoteSignature;
}

export interface CheckpointRows {
  readonly issued: readonly IssuedCheckpoint[];
  readonly cosigned: readonly CosignedRow[];
  /** By checkpoint, where it was sent to. */
  readonly sent: ReadonlyMap<string, ReadonlySet<string>>;
  /** By checkpoint, the answer of the time stamp server, as `openssl ts -verify` reads it. */
  readonly timestamped: ReadonlyMap<string, Buffer>;
  /** In the order of their rows: together they cover the chain from its first row on. */
  readonly trees: readonly RowTree[];
  /** Rows that claim to be of these and are not, by number. */
  readonly unreadable: readonly number[];
}

const IssuedBody = z.object({ note: z.string(), key: z.string() });
const CosignedBody = z.object({ line: z.string(), key: z.string() });
const TimestampedBody = z.object({ response: z.string() });
const RowsBody = z.object({
  fromSeq: z.int().positive(),
  toSeq: z.int().positive(),
  root: z.string().regex(/^[0-9a-f]{64}$/),
});
const SentBody = z.object({ to: z.string() });

export function readCheckpointRows(rows: Iterable<Decision>): CheckpointRows {
  const issued: IssuedCheckpoint[] = [];
  const cosigned: CosignedRow[] = [];
  const sent = new Map<string, Set<string>>();
  const timestamped = new Map<string, Buffer>();
  const trees: RowTree[] = [];
  const unreadable: number[] = [];
  for (const row of rows) {
    switch (row.action) {
      case ISSUED: {
        const one = parseIssued(row);
        if (one) issued.push(one);
        else unreadable.push(row.seq);
        break;
      }
      case COSIGNED: {
        const one = parseCosigned(row);
        if (one) cosigned.push(one);
        else unreadable.push(row.seq);
        break;
      }
      case ROWS: {
        const { data } = RowsBody.safeParse(row.body);
        if (data) trees.push({ seq: row.seq, ...data });
        else unreadable.push(row.seq);
        break;
      }
      case SENT: {
        const { data } = SentBody.safeParse(row.body);
        if (data) sent.set(row.id, (sent.get(row.id) ?? new Set()).add(data.to));
        break;
      }
      case TIMESTAMPED: {
        const { data } = TimestampedBody.safeParse(row.body);
        if (data) timestamped.set(row.id, Buffer.from(data.response, 'base64'));
        break;
      }
    }
  }
  return { issued, cosigned, sent, timestamped, trees, unreadable };
}

/** All leaves of the tree of these, in order. */
export const leavesOf = (issued: readonly IssuedCheckpoint[]): readonly Head[] =>
  issued.flatMap(({ checkpoint }) => checkpoint.heads);

function parseIssued({ seq, id, recordedMs, body }: Decision): IssuedCheckpoint | undefined {
  const { data } = IssuedBody.safeParse(body);
  const note = data && parseNote(data.note);
  const checkpoint = note && parseCheckpoint(note.text);
  const publicKey = data && keyOfBase64(data.key);
  if (!data || !note || !checkpoint || !publicKey) return undefined;
  const key = { name: checkpoint.origin, publicKey };
  return { seq, id, recordedMs, note, checkpoint, written: data.note, key };
}

function parseCosigned({ seq, id, recordedMs, body }: Decision): CosignedRow | undefined {
  const { data } = CosignedBody.safeParse(body);
  const signature = data && parseSignature(data.line);
  const publicKey = data && keyOfBase64(data.key);
  if (!signature || !publicKey) return undefined;
  return { seq, id, recordedMs, signature, key: { name: signature.name, publicKey } };
}

function keyOfBase64(text: string): ReturnType<typeof keyOfRaw> | undefined {
  const raw = decodeBase64(text);
  return raw?.length === 32 ? keyOfRaw(raw) : undefined;
}
