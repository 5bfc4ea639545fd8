import { createPublicKey, hash, sign, verify } from 'node:crypto';
import type { z } from 'zod';
import { canonicalJson, type Json } from '../../core/text/canonical-json.ts';
import { isShallow } from '../../core/text/parse-json.ts';
import { fingerprintOf, type Signer, type StatementKey } from './statement-key.ts';

/** A document that names who signs it. */
export type Signable = Json & { readonly signer: Signer };

export interface Seal {
  readonly algorithm: 'Ed25519';
  /** Of the canonical JSON of the document, in hexadecimal digits. */
  readonly sha256: string;
  /** Of the same bytes, in base64. */
  readonly signature: string;
}

/** A sealed document as it is handed out. */
export interface SealedText<Document> {
  readonly document: Document;
  /** SHA-256 of the canonical document, in hexadecimal digits. */
  readonly sha256: string;
  /** Content of the file: canonical JSON of document and seal, and a line feed. */
  readonly text: string;
}

/** One that was sealed just now, with the bytes of its file: a large one is made bytes once. */
export interface NewlySealed<Document> extends SealedText<Document> {
  readonly bytes: Buffer;
}

/** Seals a document with the key whose public part it names. */
export function sealDocument<Document extends Signable>(
  document: Document,
  { privateKey }: StatementKey,
): NewlySealed<Document> {
  const body = canonicalJson(document);
  const signed = Buffer.from(body);
  const sha256 = hash('sha256', signed, 'hex');
  const signature = sign(null, signed, privateKey).toString('base64');
  // Canonical as well: its two names are in order. A large document is rendered once.
  const [before, after] = [
    '{"document":',
    `,"seal":${canonicalJson({ algorithm: 'Ed25519', sha256, signature })}}\n`,
  ];
  const bytes = Buffer.concat([Buffer.from(before), signed, Buffer.from(after)]);
  return { document, sha256, text: `${before}${body}${after}`, bytes };
}

/** What can be said of a file by itself: whether it is such a document, and what is wrong with its seal. */
export type OpenedText<Document> =
  | { readonly sealed: SealedText<Document>; readonly problems: readonly string[] }
  | { readonly sealed?: undefined; readonly problems: readonly string[] };

export interface SealedKind<Document> {
  /** Such as `a statement`. */
  readonly what: string;
  readonly schema: z.ZodType<{ readonly document: Document; readonly seal: Seal }>;
}

/** Reads a file that claims to be a sealed document and checks its bytes, its hash and its signature. */
export function openDocument<Document extends Signable>(
  text: string,
  { what, schema }: SealedKind<Document>,
): OpenedText<Document> {
  const parsed = parseJson(text, what);
  if (parsed.problem !== undefined) return { problems: [parsed.problem] };
  const { data, error } = schema.safeParse(parsed.value);
  if (!data) {
    const [issue] = error.issues;
    const place = issue?.path.join('.') || 'the file';
    return { problems: [`${place}: expected ${what} of camwatch, got: ${issue?.message ?? 'another'}`] };
  }
  const { document, seal } = data;
  const body = canonicalJson(document);
  const bytes = Buffer.from(body);
  const sha256 = hash('sha256', bytes, 'hex');
  const problems = [
    ...(text === `{"document":${body},"seal":${canonicalJson({ ...seal })}}\n`
      ? []
      : ['the bytes of the file are not those that were written']),
    ...(sha256 === seal.sha256
      ? []
      : [`hash: expected ${seal.sha256} as the seal says, got ${sha256} of the document`]),
    ...checkSignature(document, bytes, seal.signature),
  ];
  return { sealed: { document, sha256, text }, problems };
}

const SIGNATURE_BYTES = 64;

function checkSignature({ signer }: Signable, bytes: Buffer, signature: string): readonly string[] {
  try {
    const key = createPublicKey(signer.publicKey);
    const fingerprint = fingerprintOf(key);
    if (fingerprint !== signer.fingerprint)
      return [`signer: expected the key ${signer.fingerprint}, got the key ${fingerprint}`];
    const signed = Buffer.from(signature, 'base64');
    // Node reads base64 with what is no base64 in it: one signature would have many texts.
    if (signed.length !== SIGNATURE_BYTES || signed.toString('base64') !== signature)
      return [`signature: expected ${SIGNATURE_BYTES} bytes as base64, got something else`];
    const isSigned = key.asymmetricKeyType === 'ed25519' && verify(null, bytes, key, signed);
    return isSigned ? [] : [`signature: does not belong to this document and the key ${fingerprint}`];
  } catch {
    return ['signer: expected a public key in PEM, got something else'];
  }
}

type Parsed = { readonly value: Json; readonly problem?: undefined } | { readonly problem: string };

function parseJson(text: string, what: string): Parsed {
  try {
    const value: Json = JSON.parse(text);
    return isShallow(value) ? { value } : { problem: `expected ${what}, got JSON that is nested too deeply` };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { problem: `expected ${what} as JSON, got something else: ${error.message}` };
  }
}
