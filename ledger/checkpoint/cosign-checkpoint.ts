import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { must, parseInput } from '../../core/input/parse-input.ts';
import { seconds } from '../../core/time/units.ts';
import { type Checkpoint, growTree, parseHeads } from './checkpoint.ts';
import { CheckpointError } from './checkpoint-error.ts';
import { cosign } from './cosignature.ts';
import { readBounded, readCheckpointFile } from './read-checkpoint-file.ts';
import { isKeyName, isSignedBy, parseVerifierKey, renderNote, type SignedNote } from './signed-note.ts';

const VerifierKey = z
  .string()
  .superRefine(
    must(
      (text) => parseVerifierKey(text, 'log') !== undefined,
      'expected a verifier key: name+key id+base64',
      'cần khóa kiểm tra: name+key id+base64',
    ),
  );

export const CosignCheckpoint = z.object({
  name: z
    .string()
    .superRefine(
      must(
        isKeyName,
        'expected a name without white space and plus sign',
        'cần tên không có khoảng trắng và dấu cộng',
      ),
    )
    .describe('name of that key, as the operator has it in its settings'),
  operator: VerifierKey.optional()
    .meta({ value: 'key' })
    .describe('verifier key of the operator, which must have signed it'),
  before: z
    .string()
    .optional()
    .meta({ value: 'file' })
    .describe('the last checkpoint that you signed: this one must go on from it (with --heads)'),
  heads: z
    .string()
    .optional()
    .meta({ value: 'file' })
    .describe(
      'all heads of the tree (heads.txt): its tree, and that of --before, must be those of its lines',
    ),
  file: z.string().describe('the checkpoint: the note, or the mail that carries it'),
});
type Input = z.output<typeof CosignCheckpoint>;

export interface CosignContext {
  /** Asked for once the checkpoint was found good: a key is made where there is none. */
  readonly openKey: () => KeyObject;
  readonly nowMs: () => number;
}

/**
 * The note of a checkpoint with the signature of a party that keeps it; needs no ledger.
 * @throws INPUT_INVALID, CHECKPOINT_INVALID, CHECKPOINT_REFUSED, and what `openKey` does.
 */
export function cosignCheckpoint(
  { openKey, nowMs }: CosignContext,
  input: z.input<typeof CosignCheckpoint>,
): string {
  const options = parseInput(CosignCheckpoint, input);
  const { note, checkpoint } = readCheckpointFile(options.file);
  expectSigned(note, options);
  expectContinuation(checkpoint, options);
  const atSeconds = Math.floor(nowMs() / seconds(1));
  const signature = cosign(note.text, { name: options.name, privateKey: openKey(), atSeconds });
  return renderNote({ ...note, signatures: [...note.signatures, signature] });
}

function expectSigned(note: SignedNote, { file, operator = '' }: Input): void {
  const key = parseVerifierKey(operator, 'log');
  if (key && !isSignedBy(note, key))
    throw refused(`${file}: expected a signature of ${key.name}, got none that holds`);
}

function expectContinuation(checkpoint: Checkpoint, { before, heads }: Input): void {
  if (before !== undefined) expectGrowth(readCheckpointFile(before).checkpoint, checkpoint, heads);
  else if (heads !== undefined) expectTrees(heads, [checkpoint]);
}

/** @throws CHECKPOINT_REFUSED where the later tree is not the earlier one with heads added. */
function expectGrowth(before: Checkpoint, now: Checkpoint, headsFile: string | undefined): void {
  if (before.origin !== now.origin)
    throw refused(`expected a checkpoint of ${before.origin}, as the last one, got one of ${now.origin}`);
  if (now.size < before.size)
    throw refused(
      `expected a tree of at least ${before.size} heads, as the last one, got one of ${now.size}`,
    );
  if (headsFile === undefined)
    throw refused('--before: expected --heads as well, with all heads of the tree');
  expectTrees(headsFile, [before, now]);
}

/** @throws CHECKPOINT_REFUSED where a tree is not that of the lines of the file. */
function expectTrees(headsFile: string, checkpoints: readonly Checkpoint[]): void {
  const heads = parseHeads(readBounded(headsFile).toString('utf8').trimEnd().split('\n')) ?? [];
  for (const { size, root } of checkpoints) {
    if (heads.length < size || !growTree(heads.slice(0, size)).root().equals(root))
      throw refused(
        `${headsFile}: expected the heads of the tree of ${size}, got others: the checkpoint does not go on from the last one, is not of its heads, or the file is another's`,
      );
  }
}

const refused = (message: string): CheckpointError => new CheckpointError('CHECKPOINT_REFUSED', message);
