import { seconds } from '../../../core/time/units.ts';
import { COSIGNED, type IssuedCheckpoint, readCheckpointRows } from '../../checkpoint/checkpoint-rows.ts';
import { claimsToBeOf, verifyCosignature } from '../../checkpoint/cosignature.ts';
import { findCheckpoint as findCarried, findSignatures } from '../../checkpoint/find-signatures.ts';
import { readBounded } from '../../checkpoint/read-checkpoint-file.ts';
import {
  type NamedKey,
  type NoteSignature,
  rawKeyOf,
  renderSignature,
} from '../../checkpoint/signed-note.ts';
import { openLedgerReader } from '../reading/read-ledger.ts';
import { openDecisions } from '../writing/open-decisions.ts';

export interface TakeOptions {
  /** Whose signatures count. */
  readonly witnesses: readonly NamedKey[];
  readonly author: string;
  readonly nowMs: () => number;
}

/** What became of one line. */
export interface TakenSignature {
  readonly name: string;
  readonly outcome: 'taken' | 'already-there' | 'unknown-name' | 'not-of-a-checkpoint' | 'of-the-future';
  /** Size of the tree. */
  readonly checkpoint?: number;
  readonly atMs?: number;
}

/** A line is tried on so many checkpoints, the newest first: more than a year of them. */
const MOST_TRIED = 500;
/** Clocks differ; what is signed further ahead was not signed by then. */
const MOST_AHEAD_MS = seconds(600);

/** Checks cosignatures against the checkpoints on record, and puts those that hold on record once. */
export function takeCosignatures(
  path: string,
  signatures: readonly NoteSignature[],
  { witnesses, author, nowMs }: TakeOptions,
): readonly TakenSignature[] {
  const reader = openLedgerReader(path);
  const pen = openDecisions(path, { author, nowMs });
  try {
    const { issued } = readCheckpointRows(reader.decisions('checkpoint'));
    const candidates = issued.toReversed().slice(0, MOST_TRIED);
    return signatures.flatMap((signature): TakenSignature[] => {
      const { name } = signature;
      // The operator's own line stands in every note.
      if (issued.some(({ note }) => note.signatures.some(({ bytes }) => bytes.equals(signature.bytes))))
        return [];
      const keys = witnesses.filter((key) => claimsToBeOf(signature, key));
      if (keys.length === 0) return [{ name, outcome: 'unknown-name' }];
      const found = findCheckpoint(signature, keys, candidates);
      if (!found) return [{ name, outcome: 'not-of-a-checkpoint' }];
      const [checkpoint, atMs] = [found.of.checkpoint.size, seconds(found.atSeconds)];
      if (atMs > nowMs() + MOST_AHEAD_MS) return [{ name, outcome: 'of-the-future', checkpoint, atMs }];
      return [{ name, outcome: append(found.of, found.key, signature), checkpoint, atMs }];
    });
  } finally {
    pen.close();
    reader.close();
  }

  function append({ id }: IssuedCheckpoint, key: NamedKey, signature: NoteSignature) {
    const line = renderSignature(signature).trimEnd();
    let isThere = false;
    try {
      pen.append(
        'checkpoint',
        { id, action: COSIGNED, body: { line, key: rawKeyOf(key.publicKey).toString('base64') } },
        (rows) => {
          const { cosigned } = readCheckpointRows(rows);
          isThere = cosigned.some(
            (row) => row.signature.name === key.name && row.signature.keyId.equals(signature.keyId),
          );
          if (isThere) throw ALREADY_THERE;
        },
        { id },
      );
    } catch (error) {
      if (error !== ALREADY_THERE) throw error;
    }
    return isThere ? 'already-there' : 'taken';
  }
}

/** What became of a note or mail. */
export interface TakenFile {
  readonly file: string;
  readonly signatures: readonly TakenSignature[];
  /** It carries another checkpoint than those on record. */
  readonly isOtherText: boolean;
  readonly isGood: boolean;
}

/** Takes the signatures of a note, or of a mail that carries one. @throws CHECKPOINT_INVALID where it cannot be read */
export function takeFile(path: string, file: string, options: TakeOptions): TakenFile {
  const content = readBounded(file);
  const carried = findCarried(content)?.note.text;
  const signatures = takeCosignatures(path, findSignatures(content), options);
  // Mail programs change what stands around a line; a whole checkpoint that says something else is no such change.
  const isOtherText = carried !== undefined && !isIssued(path, carried);
  const isGood = signatures.some(counts) && !signatures.some(contradicts) && !isOtherText;
  return { file, signatures, isOtherText, isGood };
}

const counts = ({ outcome }: TakenSignature): boolean => outcome === 'taken' || outcome === 'already-there';

const contradicts = ({ outcome }: TakenSignature): boolean =>
  outcome === 'not-of-a-checkpoint' || outcome === 'of-the-future';

/** Whether a checkpoint of just this text is on record. */
function isIssued(path: string, text: string): boolean {
  const reader = openLedgerReader(path);
  try {
    return readCheckpointRows(reader.decisions('checkpoint')).issued.some(({ note }) => note.text === text);
  } finally {
    reader.close();
  }
}

const ALREADY_THERE = new Error('the witness has signed this checkpoint before');

function findCheckpoint(
  signature: NoteSignature,
  keys: readonly NamedKey[],
  candidates: readonly IssuedCheckpoint[],
): { readonly of: IssuedCheckpoint; readonly key: NamedKey; readonly atSeconds: number } | undefined {
  for (const of of candidates) {
    for (const key of keys) {
      const atSeconds = verifyCosignature(of.note.text, signature, key);
      if (atSeconds !== undefined) return { of, key, atSeconds };
    }
  }
  return undefined;
}
