import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** What is handed out once and kept as its hash alone: whoever reads the file can enter with none of it. */
export interface Secret {
  /** 43 characters of base64url. */
  readonly text: string;
  readonly hash: Uint8Array;
}

export function makeSecret(): Secret {
  const text = randomBytes(SECRET_BYTES).toString('base64url');
  return { text, hash: hashOfSecret(text) };
}

/** 256 bits of chance need no slow hash. */
export const hashOfSecret = (text: string): Uint8Array => createHash('sha256').update(text).digest();

/** Names a session or token in a list. */
export const makeName = (): string => randomBytes(6).toString('hex');
