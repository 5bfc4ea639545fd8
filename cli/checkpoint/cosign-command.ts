import { createPublicKey } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import { loadStatementKey } from '../../contracts/statements/statement-key.ts';
import { writeWholeFile } from '../../core/host/write-whole-file.ts';
import { seconds } from '../../core/time/units.ts';
import { type Checkpoint, growTree, parseHeads } from '../../ledger/checkpoint/checkpoint.ts';
import { CheckpointError } from '../../ledger/checkpoint/checkpoint-error.ts';
import { cosign } from '../../ledger/checkpoint/cosignature.ts';
import { readBounded, readCheckpointFile } from '../../ledger/checkpoint/read-checkpoint-file.ts';
import {
  isKeyName,
  isSignedBy,
  type NamedKey,
  parseVerifierKey,
  rawKeyOf,
  renderNote,
} from '../../ledger/checkpoint/signed-note.ts';
import type { Context } from '../shell/context.ts';

interface Options {
  readonly key: string;
  readonly name: string;
  readonly operator?: NamedKey;
  readonly before?: string;
  readonly heads?: string;
  readonly out?: string;
}

/** `camwatch checkpoint cosign`: for parties; needs neither ledger nor configuration. */
export function buildCosignCommand({ terminal }: Context): Command {
  return new Command('cosign')
    .description('Sign a checkpoint as a party that keeps it; needs no ledger and no configuration.')
    .argument('<file>', 'the checkpoint: the note, or the mail that carries it')
    .requiredOption('--key <file>', 'your Ed25519 key (PKCS#8 in PEM), made where there is none')
    .requiredOption('--name <name>', 'name of that key, as the operator has it in its settings', parseKeyName)
    .option('--operator <key>', 'verifier key of the operator, which must have signed it', parseOperator)
    .option(
      '--before <file>',
      'the last checkpoint that you signed: this one must go on from it (with --heads)',
    )
    .option(
      '--heads <file>',
      'all heads of the tree (heads.txt): its tree, and that of --before, must be those of its lines',
    )
    .option('--out <file>', 'file to write (default: standard output)')
    .addHelpText(
      'after',
      `
Send back what it prints, or its last line, by mail. You say by it that you have seen this checkpoint at this time, and none before
that contradicts it. Your public key, for the operator's settings, is told on standard error when the key is made. docs/checkpoints.md

Examples:
  camwatch checkpoint cosign checkpoint-000012.txt --key our.pem --name dost.example.org/camwatch
  camwatch checkpoint cosign mail.eml --key our.pem --name dost.example.org/camwatch --before checkpoint-000011.txt --heads heads.txt`,
    )
    .action((file: string, { key: keyFile, name, operator, before, heads, out }: Options) => {
      const { note, checkpoint } = readCheckpointFile(file);
      if (operator && !isSignedBy(note, operator))
        throw refused(`${file}: expected a signature of ${operator.name}, got none that holds`);
      if (before !== undefined) expectGrowth(readCheckpointFile(before).checkpoint, checkpoint, heads);
      else if (heads !== undefined) expectTrees(heads, [checkpoint]);
      const { privateKey, isNew } = loadStatementKey(keyFile);
      if (isNew) {
        const publicKey = rawKeyOf(createPublicKey(privateKey)).toString('base64');
        terminal.printError(
          `camwatch: a new key was made: ${keyFile}; tell the operator by another way than mail: name ${name}, key ${publicKey}`,
        );
      }
      const atSeconds = Math.floor(Date.now() / seconds(1));
      const signed = renderNote({
        ...note,
        signatures: [...note.signatures, cosign(note.text, { name, privateKey, atSeconds })],
      });
      if (out === undefined) terminal.print(signed.trimEnd());
      else writeWholeFile(out, signed);
    });
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

function parseKeyName(text: string): string {
  if (isKeyName(text)) return text;
  throw new InvalidArgumentError('expected a name without white space and plus sign');
}

function parseOperator(text: string): NamedKey {
  const key = parseVerifierKey(text, 'log');
  if (key) return key;
  throw new InvalidArgumentError('expected a verifier key: name+key id+base64');
}
