import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { omitUndefined } from '../core/text/omit-undefined.ts';
import { phrase } from './contract-terms/term-values.ts';
import { secretReference, seenText, slug } from './files/values.ts';
import { emailAddress } from './settings/alert-recipient-schema.ts';
import { hasNoUser, isSeenAddress, isThisMachine } from './settings/web-address.ts';

const clock = phrase('a time of the day such as 00:30', (text) =>
  /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? text : undefined,
).meta({ value: 'time of the day' });

const SPKI_BYTES = 44;
const RAW_BYTES = 32;
const A_KEY =
  'an Ed25519 public key: its 32 bytes or its SubjectPublicKeyInfo in base64, or a verifier key name+id+base64';

/** The 32 bytes in base64, however the key was written. */
const publicKey = phrase(A_KEY, (text) => {
  const written = /^[^\s+]+\+[0-9a-f]{8}\+(.+)$/.exec(text)?.[1] ?? text;
  const bytes = Buffer.from(written, 'base64');
  if (bytes.toString('base64') !== written) return undefined;
  if (bytes.length === RAW_BYTES) return written;
  // A verifier key has the byte of the cosignature before the key.
  if (bytes.length === RAW_BYTES + 1 && bytes[0] === 0x04) return bytes.subarray(1).toString('base64');
  return bytes.length === SPKI_BYTES && isEd25519(bytes)
    ? bytes.subarray(SPKI_BYTES - RAW_BYTES).toString('base64')
    : undefined;
});

function isEd25519(der: Buffer): boolean {
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' }).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

const keyName = phrase(
  'a name without white space and plus sign, such as dost.example.org/camwatch',
  (text) => (/^[^\s+\p{Z}\p{C}]{1,200}$/u.test(text) ? text : undefined),
);

const Witness = z.strictObject({
  name: keyName.meta({
    value: 'text',
    example: 'dost.example.org/camwatch',
    description: 'Name of the key that it signs with.',
  }),
  key: publicKey.meta({
    value: 'Ed25519 public key',
    example: '11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=',
    description:
      'Its public key, which it has told by another way than mail. After a change of key both stand here, under one name.',
  }),
});

/** http only where nothing leaves the machine. */
const address = (example: string, description: string) =>
  z
    .url({ protocol: /^https?$/, error: `expected an address such as ${example}` })
    .refine(hasNoUser, 'expected an address without user and password')
    .refine(isSeenAddress, 'expected an address of characters that can be seen')
    .refine((url) => url.startsWith('https:') || isThisMachine(new URL(url).hostname), {
      error: 'expected https, since it is not this machine',
    })
    .optional()
    .meta({ value: 'https address', example, description });

/** Heads of the ledger that leave the machine by themselves. */
export const Checkpoints = z
  .strictObject({
    at: clock
      .prefault('00:30')
      .describe('When the day’s checkpoint is made and sent, in the time of the city.'),
    origin: keyName.optional().meta({
      value: 'text',
      example: 'camwatch.example.org/hanoi',
      description:
        'Name of this log in checkpoints; where absent `camwatch/` and the beginning of the hash of row 1.',
    }),
    addresses: z
      .array(emailAddress, { error: 'expected a list of e-mail addresses' })
      .default([])
      .meta({ value: 'list of e-mail addresses', example: ['kiem-toan@example.org'] })
      .describe('Who gets it by e-mail (`alerts.mail` sends it).'),
    contacts: z
      .array(slug, { error: 'expected a list of contacts' })
      .default([])
      .meta({ value: 'list of ids', example: ['truc-cong-an'] })
      .describe('Contacts of contacts.yaml who get it by e-mail.'),
    folder: seenText('a path').optional().meta({
      example: '/mnt/archive/checkpoints',
      description:
        'Folder that it is written to, relative to the configuration folder: on another machine, or a medium that is written once.',
    }),
    url: address('https://example.org/checkpoints', 'Where it is sent to by HTTP.'),
    method: z
      .enum(['put', 'post'], { error: 'expected put or post' })
      .default('put')
      .describe('`put`: to `url`, a slash and the name of the file; `post`: to `url` itself.'),
    token: secretReference.optional().meta({
      example: 'env:CHECKPOINT_TOKEN',
      description: 'Where the bearer token of `url` is kept.',
    }),
    timestamp: address(
      'https://tsa.example.org/tsr',
      'Server of RFC 3161 that stamps each checkpoint with the time.',
    ),
    witnesses: z
      .array(Witness, { error: 'expected a list of witnesses' })
      .default([])
      .describe('Parties whose signatures on checkpoints are taken in and count.'),
  })
  .transform((settings) => omitUndefined(settings));

export type CheckpointSettings = z.output<typeof Checkpoints>;
