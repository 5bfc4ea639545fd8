import { isSigned, leafOf, notesIn, readNote, rootOf } from './note.mjs';
import { readKey } from './seal.mjs';

/** docs/checkpoints.md, "To check": a head of the chain that a party keeps, signed by the operator. */

/**
 * @param {string} text The checkpoint as it was received: alone or in a mail, which may have several. @param {import('./chain.mjs').Export} ledger
 * @param {string} publicKey Of the operator: PEM, as a statement names it. @param {import('../words.mjs').Words} words
 * @returns {{ problems: string[], seq: number }} `seq`: the last row that they name.
 */
export function checkCheckpoint(text, ledger, publicKey, words) {
  const checked = notesIn(text).map((note) => checkNote(readNote(note), ledger, publicKey, words));
  return {
    problems: checked.length === 0 ? [words.noCheckpoint] : checked.flatMap(({ problems }) => problems),
    seq: Math.max(0, ...checked.map(({ seq }) => seq)),
  };
}

/** @param {ReturnType<typeof readNote>} note @param {import('./chain.mjs').Export} ledger @param {string} publicKey @param {import('../words.mjs').Words} words */
function checkNote(note, ledger, publicKey, words) {
  const raw = readKey(publicKey)?.export({ type: 'spki', format: 'der' }).subarray(-32);
  const key = { name: note.origin, type: /** @type {const} */ ('log'), key: raw?.toString('base64') ?? '' };
  const problems = note.signatures.some((line) => isSigned(note.text, line, key)) ? [] : [words.otherSigner];
  const heads = note.heads.map((line) => line.split(' '));
  // The first is of the ledger's own chain, the others are of the chains of collectors.
  for (const [index, [, collector, seq, hash]] of heads.entries()) {
    const hashes = index === 0 ? ledger.hashes : (ledger.chains.get(collector) ?? []);
    if (hashes[Number(seq)] !== hash) problems.push(words.otherRow(seq));
  }
  const leaves = headsOnRecord(ledger, note.size).map(leafOfHead);
  if (leaves.length !== note.size) {
    // Of a row that is withheld nobody can say whether it is a checkpoint.
    if (ledger.withheld.length === 0) problems.push(words.otherSize(leaves.length, note.size));
  } else if (rootOf(note.size, new Map(leaves.entries()))?.toString('base64') !== note.root)
    problems.push(words.otherRoot);
  return { problems, seq: Number(heads[0]?.[2]) };
}

/** Every head that was handed out up to a size, from the rows of the table `checkpoint`. */
const headsOnRecord = ({ rows }, size) =>
  rows
    .filter(({ table, action, id }) => table === 'checkpoint' && action === 'issued' && Number(id) <= size)
    .flatMap(({ body }) => readNote(String(body.note)).heads);

/** @param {string} head */
function leafOfHead(head) {
  const [, collector, seq, hash] = head.split(' ');
  return leafOf('camwatch head', collector, seq, hash);
}
