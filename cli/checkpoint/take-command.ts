import { Command } from 'commander';
import { ledgerPath, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { findCheckpoint, findSignatures } from '../../ledger/checkpoint/find-signatures.ts';
import { readBounded } from '../../ledger/checkpoint/read-checkpoint-file.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import {
  isIssued,
  type TakenSignature,
  takeCosignatures,
} from '../../ledger/sqlite/checkpoints/take-cosignatures.ts';
import type { Context } from '../shell/context.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';
import { authorOf } from '../shell/shared-options.ts';
import { addAuthorOption } from '../statements/options.ts';
import { witnessKeysOf } from './witness-keys.ts';

interface Options extends PlaceOptions {
  readonly author?: string;
  readonly json?: boolean;
}

/** `camwatch checkpoint take`: what parties sent back. */
export function buildTakeCommand({ terminal, reportProblem }: Context): Command {
  return addAuthorOption(addPlaceOptions(new Command('take')))
    .description('Take in signatures of parties on checkpoints, from notes or mails, and put them on record.')
    .argument('<files...>', 'notes, or mails (.eml) that carry them')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Whose signatures count, and by which keys, the settings say (checkpoints.witnesses). Each is checked against the checkpoints on
record. Exit code 1 when a file has no signature of a witness, one that belongs to no checkpoint on
record, or carries another checkpoint than those on record.

Examples:
  camwatch checkpoint take answer.eml
  camwatch checkpoint take /srv/mail/*.eml --config /etc/camwatch --json`,
    )
    .action(async (files: readonly string[], { json, ...options }: Options) => {
      const path = await ledgerPath(options);
      const witnesses = witnessKeysOf(await loadSettings(options.config));
      const outcomes = files.map((file) => {
        const content = readBounded(file);
        const signatures = findSignatures(content);
        const carried = findCheckpoint(content)?.note.text;
        const taken = takeCosignatures(path, signatures, {
          witnesses,
          author: authorOf(options),
          nowMs: Date.now,
        });
        // Mail programs change what stands around a line; a whole checkpoint that says something else is no such change.
        const isOtherText = carried !== undefined && !isIssued(path, carried);
        return {
          file,
          signatures: taken,
          isOtherText,
          isGood: taken.some(isGood) && !taken.some(isBad) && !isOtherText,
        };
      });
      if (json) terminal.printJson(outcomes);
      else terminal.print(outcomes.flatMap(render).join('\n'));
      if (outcomes.some((outcome) => !outcome.isGood)) reportProblem();
    });
}

const isGood = ({ outcome }: TakenSignature): boolean => outcome === 'taken' || outcome === 'already-there';
const isBad = ({ outcome }: TakenSignature): boolean =>
  outcome === 'not-of-a-checkpoint' || outcome === 'of-the-future';

const WORDS: Readonly<Record<TakenSignature['outcome'], string>> = {
  taken: 'put on record',
  'already-there': 'is on record already',
  'unknown-name': 'not taken: checkpoints.witnesses of the settings has no such name and key',
  'not-of-a-checkpoint':
    'not taken: it belongs to no checkpoint on record; were rows lost, or was the note changed?',
  'of-the-future': 'not taken: it claims to be signed in the future',
};

function render({
  file,
  signatures,
  isOtherText,
}: {
  readonly file: string;
  readonly signatures: readonly TakenSignature[];
  readonly isOtherText: boolean;
}): readonly string[] {
  const name = showUntrusted(file);
  if (signatures.length === 0) return [`${name}: no signature of a party found`];
  const lines = signatures.map(({ name: signer, outcome, checkpoint, atMs }) => {
    const of =
      checkpoint === undefined || atMs === undefined
        ? ''
        : ` on checkpoint ${checkpoint} at ${new Date(atMs).toISOString()}`;
    return `${name}: ${showUntrusted(signer)}${of}: ${WORDS[outcome]}`;
  });
  return isOtherText
    ? [
        ...lines,
        `${name}: the checkpoint in it is not on record: only the lines of signatures were looked at`,
      ]
    : lines;
}
