import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { loadStatementKey } from '../../contracts/statements/statement-key.ts';
import { writeWholeFile } from '../../core/host/write-whole-file.ts';
import { CosignCheckpoint, cosignCheckpoint } from '../../ledger/checkpoint/cosign-checkpoint.ts';
import { rawKeyOf } from '../../ledger/checkpoint/signed-note.ts';
import { defineCommand, openNothing } from '../shell/define-command.ts';
import type { Terminal } from '../shell/terminal.ts';

const file = z.string().meta({ value: 'file' });

/** `camwatch checkpoint cosign`: for parties; needs neither ledger nor configuration. */
export const buildCosignCommand = defineCommand({
  name: 'cosign',
  description: 'Sign a checkpoint as a party that keeps it; needs no ledger and no configuration.',
  arguments: ['file'],
  options: {
    key: file.describe('your Ed25519 key (PKCS#8 in PEM), made where there is none'),
    ...CosignCheckpoint.shape,
    out: file.optional().describe('file to write (default: standard output)'),
  },
  help: `
Send back what it prints, or its last line, by mail. You say by it that you have seen this checkpoint at this time, and none before
that contradicts it. Your public key, for the operator's settings, is told on standard error when the key is made. docs/checkpoints.md

Examples:
  camwatch checkpoint cosign checkpoint-000012.txt --key our.pem --name dost.example.org/camwatch
  camwatch checkpoint cosign mail.eml --key our.pem --name dost.example.org/camwatch --before checkpoint-000011.txt --heads heads.txt`,
  open: openNothing,
  run: ({ cli: { terminal } }, { key, out, ...input }) => {
    const openKey = () => openPartyKey(key, input.name, terminal);
    const signed = cosignCheckpoint({ openKey, nowMs: Date.now }, input);
    if (out === undefined) return [signed.trimEnd()];
    writeWholeFile(out, signed);
    return [];
  },
  render: (lines) => lines,
});

function openPartyKey(path: string, name: string, { printError }: Terminal): KeyObject {
  const { privateKey, isNew } = loadStatementKey(path);
  if (isNew) {
    const publicKey = rawKeyOf(createPublicKey(privateKey)).toString('base64');
    printError(
      `camwatch: a new key was made: ${path}; tell the operator by another way than mail: name ${name}, key ${publicKey}`,
    );
  }
  return privateKey;
}
