import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { keyIdOf, type NamedKey, type NoteSignature } from './signed-note.ts';

const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** What a witness signs (C2SP tlog-cosignature, cosignature/v1): the time, and the whole text of the checkpoint. */
const messageOf = (text: string, atSeconds: number | bigint): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${atSeconds}\n${text}`);

export function cosign(
  text: string,
  {
    name,
    privateKey,
    atSeconds,
  }: { readonly name: string; readonly privateKey: KeyObject; readonly atSeconds: number },
): NoteSignature {
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(BigInt(atSeconds));
  return {
    name,
    keyId: keyIdOf({ name, publicKey: createPublicKey(privateKey) }, 'cosignature'),
    bytes: Buffer.concat([time, sign(null, messageOf(text, atSeconds), privateKey)]),
  };
}

/** Whether the line claims to be of this key: by name and key id. */
export const claimsToBeOf = ({ name, keyId }: NoteSignature, key: NamedKey): boolean =>
  name === key.name && keyId.equals(keyIdOf(key, 'cosignature'));

/** When the witness signed this text, in seconds since 1970; `undefined` where it did not. */
export function verifyCosignature(text: string, signature: NoteSignature, key: NamedKey): number | undefined {
  const { bytes } = signature;
  if (!claimsToBeOf(signature, key) || bytes.length !== TIME_BYTES + SIGNATURE_BYTES) return undefined;
  const atSeconds = bytes.readBigUInt64BE();
  if (atSeconds > Number.MAX_SAFE_INTEGER) return undefined;
  const isSigned = verify(null, messageOf(text, atSeconds), key.publicKey, bytes.subarray(TIME_BYTES));
  return isSigned ? Number(atSeconds) : undefined;
}
