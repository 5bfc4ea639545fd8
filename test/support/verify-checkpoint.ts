// An independent reader of checkpoints: shares no code with camwatch, follows docs/checkpoints.md and C2SP only.
import { createHash, createPublicKey, verify } from 'node:crypto';

const sha256 = (...parts: readonly Uint8Array[]) =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

/** Keys by name: 32 bytes in base64. Returns who has signed (`log NAME` or `witness NAME SECONDS`), or what is wrong. */
export function verifyCheckpoint(
  note: string,
  heads: string,
  keys: {
    readonly log: Readonly<Record<string, string>>;
    readonly witness: Readonly<Record<string, string>>;
  },
): { signed: string[]; problems: string[] } {
  const cut = note.lastIndexOf('\n\n') + 1;
  const body = note.slice(0, cut);
  const [origin, size, root] = body.split('\n');
  const problems: string[] = [];
  const leaves = heads
    .trimEnd()
    .split('\n')
    .slice(0, Number(size))
    .map((line) => {
      const [, collector, seq, hash] = line.split(' ');
      return sha256(Buffer.of(0), Buffer.from(`camwatch head\n${collector}\n${seq}\n${hash}\n`));
    });
  if (String(leaves.length) !== size) problems.push(`expected ${size} heads, got ${leaves.length}`);
  if (treeHash(leaves).toString('base64') !== root) problems.push('the heads do not give the root');

  const signed: string[] = [];
  for (const line of note
    .slice(cut + 1)
    .trimEnd()
    .split('\n')) {
    const [, name = '', text = ''] = line.split(' ');
    const bytes = Buffer.from(text, 'base64');
    const [id, rest] = [bytes.subarray(0, 4), bytes.subarray(4)];
    const [log, witness] = [keys.log[name], keys.witness[name]];
    if (log && name === origin && id.equals(idOf(name, 1, log))) {
      if (verify(null, Buffer.from(body), keyOf(log), rest)) signed.push(`log ${name}`);
      else problems.push(`the signature of ${name} does not hold`);
    }
    if (witness && id.equals(idOf(name, 4, witness))) {
      const seconds = rest.readBigUInt64BE();
      const message = Buffer.from(`cosignature/v1\ntime ${seconds}\n${body}`);
      if (verify(null, message, keyOf(witness), rest.subarray(8))) signed.push(`witness ${name} ${seconds}`);
      else problems.push(`the cosignature of ${name} does not hold`);
    }
  }
  return { signed, problems };
}

/** RFC 9162, 2.1.1, word for word. */
function treeHash(leaves: readonly Buffer[]): Buffer {
  const [only = sha256()] = leaves;
  if (leaves.length < 2) return only;
  let k = 1;
  while (k << 1 < leaves.length) k <<= 1;
  return sha256(Buffer.of(1), treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)));
}

const idOf = (name: string, type: number, key: string) =>
  sha256(Buffer.from(`${name}\n`), Buffer.of(type), Buffer.from(key, 'base64')).subarray(0, 4);

const keyOf = (key: string) =>
  createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(key, 'base64')]),
    format: 'der',
    type: 'spki',
  });
