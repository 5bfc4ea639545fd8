import { createHash, createPublicKey, verify } from 'node:crypto';

/** docs/checkpoints.md: a head of the chain that a party keeps, signed by the operator. */

const sha = (/** @type {Uint8Array[]} */ ...parts) =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

/**
 * @param {string} note The checkpoint as it was received.
 * @param {import('./chain.mjs').Export} ledger
 * @param {string} publicKey Of the operator: PEM, as a statement names it.
 * @returns {{ problems: string[], seq: number | undefined }} The last row that the checkpoint names.
 */
export function checkCheckpoint(note, ledger, publicKey) {
  const text = note.replaceAll('\r', '');
  const cut = text.indexOf('\n\n') + 1;
  const body = text.slice(0, cut);
  const [origin, size, root, ...heads] = body.slice(0, -1).split('\n');
  const problems = cut === 0 ? ['this is no checkpoint: expected an empty line and signatures'] : [];
  const signature = text
    .slice(cut)
    .split('\n')
    .find((line) => line.startsWith(`— ${origin} `));
  if (cut > 0 && !isSigned(body, signature, origin, publicKey))
    problems.push('the checkpoint is not signed with the key of the statement');
  for (const line of heads) {
    const [, , seq, hash] = line.split(' ');
    if (ledger.hashes[Number(seq)] !== hash)
      problems.push(`row ${seq} of the export is not the row of the checkpoint`);
  }
  const leaves = headsOnRecord(ledger, Number(size));
  if (leaves.length === Number(size) && treeHash(leaves.map(leafHash)).toString('base64') !== root)
    problems.push('the heads on record do not give the root of the checkpoint');
  const last = heads.at(-1)?.split(' ')[2];
  return { problems, seq: last === undefined ? undefined : Number(last) };
}

/** @param {string} body @param {string | undefined} line @param {string} origin @param {string} publicKey */
function isSigned(body, line, origin, publicKey) {
  if (line === undefined) return false;
  const key = createPublicKey(publicKey);
  const raw = key.export({ type: 'spki', format: 'der' }).subarray(-32);
  const bytes = Buffer.from(line.split(' ')[2] ?? '', 'base64');
  const id = sha(Buffer.from(`${origin}\n`), Buffer.of(1), raw).subarray(0, 4);
  return id.equals(bytes.subarray(0, 4)) && verify(null, Buffer.from(body), key, bytes.subarray(4));
}

/** Every head that was handed out up to a size, from the rows of the table `checkpoint`. @param {import('./chain.mjs').Export} ledger @param {number} size */
const headsOnRecord = (ledger, size) =>
  ledger.rows
    .filter(({ table, action, id }) => table === 'checkpoint' && action === 'issued' && Number(id) <= size)
    .flatMap(({ body }) => String(body.note).split('\n\n')[0].split('\n').slice(3))
    .filter((line) => line.startsWith('head '));

/** @param {string} head */
function leafHash(head) {
  const [, collector, seq, hash] = head.split(' ');
  return sha(Buffer.of(0), Buffer.from(`camwatch head\n${collector}\n${seq}\n${hash}\n`));
}

/** RFC 9162, 2.1.1. @param {Buffer[]} leaves @returns {Buffer} */
function treeHash(leaves) {
  if (leaves.length < 2) return leaves[0] ?? sha();
  let half = 1;
  while (half << 1 < leaves.length) half <<= 1;
  return sha(Buffer.of(1), treeHash(leaves.slice(0, half)), treeHash(leaves.slice(half)));
}
