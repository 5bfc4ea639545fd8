import { z } from 'zod';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import {
  type TakenFile,
  type TakenSignature,
  takeFile,
} from '../../ledger/sqlite/checkpoints/take-cosignatures.ts';
import { withPlace } from '../print/place-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { AUTHOR, authorOf, PLACE, TOLD } from '../shell/shared-options.ts';
import { witnessKeysOf } from './witness-keys.ts';

/** `camwatch checkpoint take`: what parties sent back. */
export const buildTakeCommand = defineCommand({
  name: 'take',
  description: 'Take in signatures of parties on checkpoints, from notes or mails, and put them on record.',
  arguments: ['files'],
  options: {
    ...{ ...PLACE, author: AUTHOR, json: TOLD.json },
    files: z.array(z.string()).describe('notes, or mails (.eml) that carry them'),
  },
  help: `
Whose signatures count, and by which keys, the settings say (checkpoints.witnesses). Each is checked against the checkpoints on
record. Exit code 1 when a file has no signature of a witness, one that belongs to no checkpoint on
record, or carries another checkpoint than those on record.

Examples:
  camwatch checkpoint take answer.eml
  camwatch checkpoint take /srv/mail/*.eml --config /etc/camwatch --json`,
  open: withPlace,
  run: async ({ place, path }, { files, ...options }) => {
    const witnesses = witnessKeysOf(await loadSettings(place.config));
    const context = { witnesses, author: authorOf(options), nowMs: Date.now };
    return files.map((file) => takeFile(path, file, context));
  },
  json: (outcomes) => outcomes,
  render: (outcomes) => outcomes.flatMap(renderTaken),
  isProblem: (outcomes) => outcomes.some(({ isGood }) => !isGood),
});

const WORDS: Readonly<Record<TakenSignature['outcome'], string>> = {
  taken: 'put on record',
  'already-there': 'is on record already',
  'unknown-name': 'not taken: checkpoints.witnesses of the settings has no such name and key',
  'not-of-a-checkpoint':
    'not taken: it belongs to no checkpoint on record; were rows lost, or was the note changed?',
  'of-the-future': 'not taken: it claims to be signed in the future',
};

function renderTaken({ file, signatures, isOtherText }: TakenFile): readonly string[] {
  const name = showUntrusted(file);
  if (signatures.length === 0) return [`${name}: no signature of a party found`];
  const lines = signatures.map(({ name: signer, outcome, checkpoint, atMs }) => {
    const of =
      checkpoint === undefined || atMs === undefined
        ? ''
        : ` on checkpoint ${checkpoint} at ${new Date(atMs).toISOString()}`;
    return `${name}: ${showUntrusted(signer)}${of}: ${WORDS[outcome]}`;
  });
  if (!isOtherText) return lines;
  return [
    ...lines,
    `${name}: the checkpoint in it is not on record: only the lines of signatures were looked at`,
  ];
}
