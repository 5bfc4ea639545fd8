import { createHash, createPublicKey, verify } from 'node:crypto';
import { canonicalJson, sha256 } from './canonical.mjs';
import { judge } from './report.mjs';
import { checkSeal } from './seal.mjs';

/** docs/statements.md, "Proof of one line": rows with their path to a signed checkpoint, in one file and without the ledger. */

/**
 * @param {string} text The proof.
 * @param {{ fingerprint?: string | undefined, statement?: string | undefined }} told The sealed file, where it is at hand.
 * @returns {import('./report.mjs').Verdict}
 */
export function verifyProof(text, { fingerprint, statement }) {
  const file = JSON.parse(text);
  const seal = checkSeal(text, file, fingerprint);
  const proof = file.document ?? {};
  if (proof.format !== 'camwatch-proof-1') seal.problems.push('expected a proof of camwatch');
  const parts = [
    { check: /** @type {const} */ ('chain'), problems: () => checkRows(proof) },
    {
      check: /** @type {const} */ ('checkpoint'),
      problems: () => [...checkTrees(proof), ...checkNote(proof, seal)],
    },
    { check: /** @type {const} */ ('record'), problems: () => checkRecord(proof, statement) },
  ];
  return judge([
    finding('seal', seal.problems, fingerprint === undefined ? [`${seal.fingerprint}`] : undefined),
    ...parts.map(({ check, problems }) => finding(check, trying(problems))),
  ]);
}

/**
 * @param {import('./report.mjs').Finding['check']} check
 * @param {string[]} problems
 * @param {string[]} [open] Why it cannot be told, where nothing is wrong.
 * @returns {import('./report.mjs').Finding}
 */
const finding = (check, problems, open) =>
  problems.length > 0
    ? { check, outcome: 'bad', notes: problems }
    : { check, outcome: open ? 'unknown' : 'good', notes: open ?? [] };

/** A file that was changed may lack anything. @param {() => string[]} work */
function trying(work) {
  try {
    return work();
  } catch (error) {
    return [`cannot be read: ${error instanceof Error ? error.message : error}`];
  }
}

/** The hash of a row is that of the one before and of its text. @param {any} proof */
function checkRows({ rows }) {
  const problems = [];
  for (const [index, { seq, prev, hash, body, withheld }] of rows.entries()) {
    if (index > 0 && seq <= rows[index - 1].seq) problems.push(`row ${seq} stands at a wrong place`);
    if (body === undefined && withheld !== 'secret') problems.push(`row ${seq} has no text`);
    if (body === undefined) continue;
    if (sha256(`${prev}\n${body}`) !== hash) problems.push(`row ${seq} has not the hash of its text`);
    if (JSON.parse(body).seq !== seq) problems.push(`row ${seq} says another number`);
  }
  return problems;
}

/** Each row is a leaf of a tree whose root stands in a row `rows`. @param {any} proof */
function checkTrees({ rows, trees }) {
  const covered = new Set(trees.map((/** @type {any} */ { row }) => row));
  const problems = [];
  for (const { row, hashes } of trees) {
    const { table, action, body } = JSON.parse(rowOf(rows, row).body);
    const { fromSeq, toSeq, root } = body;
    if (table !== 'checkpoint' || action !== 'rows' || toSeq >= row)
      problems.push(`row ${row} is no tree of rows`);
    const leaves = new Map();
    for (const { seq, hash } of rows) {
      if (seq < fromSeq || seq > toSeq) continue;
      covered.add(seq);
      leaves.set(seq - fromSeq, leafHash(`camwatch row\n${seq}\n${hash}\n`));
    }
    if (rootOf(toSeq - fromSeq + 1, leaves, hashes)?.toString('hex') !== root)
      problems.push(`the rows under row ${row} do not give its root`);
  }
  for (const { seq } of rows) if (!covered.has(seq)) problems.push(`row ${seq} is under no tree`);
  return problems;
}

/** Those rows are heads of the tree that the note signs. @param {any} proof @param {import('./seal.mjs').Seal} seal */
function checkNote({ rows, trees, checkpoint }, seal) {
  const { note, keys, heads, hashes } = checkpoint;
  const cut = note.indexOf('\n\n') + 1;
  const [origin, size, root] = note.slice(0, cut).split('\n');
  const leaves = new Map();
  for (const { index, collector, row } of heads)
    leaves.set(index, leafHash(`camwatch head\n${collector}\n${row}\n${rowOf(rows, row).hash}\n`));
  const problems = trees
    .filter((/** @type {any} */ tree) => !heads.some((/** @type {any} */ { row }) => row === tree.row))
    .map((/** @type {any} */ { row }) => `row ${row} is no head of the checkpoint`);
  if (rootOf(Number(size), leaves, hashes)?.toString('base64') !== root)
    problems.push('the heads do not give the root of the checkpoint');
  const lines = note
    .slice(cut + 1)
    .split('\n')
    .filter(Boolean);
  const signed = keys.filter((/** @type {any} */ key) =>
    lines.some((/** @type {string} */ line) => isSigned(note.slice(0, cut), line, key)),
  );
  if (signed.length !== keys.length || lines.length !== keys.length)
    problems.push('a signature under the checkpoint is not of its key');
  const isOperator = (/** @type {any} */ key) =>
    key.type === 'log' && key.name === origin && fingerprintOf(key) === seal.fingerprint;
  if (!signed.some(isOperator)) problems.push('the checkpoint is not signed with the key of the proof');
  return problems;
}

/** The row of the statement names its seal; where the statement is at hand, it says what the proof says. @param {any} proof @param {string | undefined} text */
function checkRecord({ statement, parts, rows }, text) {
  const { table, id, body } = JSON.parse(rowOf(rows, statement.row).body);
  const problems = [];
  if (table !== 'statement' || id !== statement.id || body.sha256 !== statement.seal.sha256)
    problems.push(`row ${statement.row} is not that of the statement`);
  if (body.fingerprint !== statement.signer.fingerprint)
    problems.push(`row ${statement.row} names another key than the statement`);
  return text === undefined ? problems : [...problems, ...compareStatement(statement, parts, text)];
}

/** @param {any} statement @param {any[]} parts @param {string} text */
function compareStatement({ row: _, seal, ...header }, parts, text) {
  const file = JSON.parse(text);
  const { problems, sha256: hash } = checkSeal(text, file, undefined);
  if (hash !== seal.sha256) problems.push('the statement is another one');
  const { figures, ...sealed } = file.document;
  for (const name of Object.keys(header)) expectSame(name, header[name], sealed[name]);
  for (const { stretches: _stretches, entities, lines, caps, ...members } of parts) {
    const of = figures.parts.find((/** @type {any} */ { fromMs }) => fromMs === members.fromMs) ?? {};
    for (const name of Object.keys(members)) expectSame(name, members[name], of[name]);
    for (const one of entities)
      expectSame(
        one.entity,
        one,
        of.entities?.find((/** @type {any} */ { entity }) => entity === one.entity),
      );
    for (const one of lines)
      expectSame(
        `line ${one.line}`,
        one,
        of.money?.lines.find((/** @type {any} */ { line }) => line === one.line),
      );
    if (caps.length > 0) expectSame('caps', caps, of.money?.caps);
  }
  return problems;

  /** @param {string} where @param {any} proven @param {any} said */
  function expectSame(where, proven, said) {
    if (canonicalJson(proven) !== canonicalJson(said ?? null))
      problems.push(`${where}: the statement says something else`);
  }
}

/** @param {any[]} rows @param {number} wanted */
const rowOf = (rows, wanted) => rows.find(({ seq }) => seq === wanted) ?? {};

const sha = (/** @type {Uint8Array[]} */ ...parts) =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

const leafHash = (/** @type {string} */ content) => sha(Buffer.of(0), Buffer.from(content));

/**
 * The root of a tree by some of its leaves, and the roots of the subtrees that hold none of them, from left to right.
 * @param {number} size @param {Map<number, Buffer>} leaves @param {string[]} hashes @returns {Buffer | undefined}
 */
function rootOf(size, leaves, hashes) {
  let used = 0;
  /** @param {number} from @param {number} to @param {number[]} places @returns {Buffer} */
  const walk = (from, to, places) => {
    if (places.length === 0) return Buffer.from(String(hashes[used++]), 'hex');
    if (to - from === 1) return /** @type {Buffer} */ (leaves.get(from));
    let half = 1;
    while (half * 2 < to - from) half *= 2;
    const left = walk(
      from,
      from + half,
      places.filter((place) => place < from + half),
    );
    return sha(
      Buffer.of(1),
      left,
      walk(
        from + half,
        to,
        places.filter((place) => place >= from + half),
      ),
    );
  };
  const root = walk(0, size, [...leaves.keys()]);
  return used === hashes.length ? root : undefined;
}

/** @param {any} key */
const publicKeyOf = ({ key }) =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key, 'base64').toString('base64url') },
    format: 'jwk',
  });

/** @param {any} key */
const fingerprintOf = (key) => sha(publicKeyOf(key).export({ type: 'spki', format: 'der' })).toString('hex');

/** C2SP: of the log its text, of a witness the text with the time before it. @param {string} text @param {string} line @param {any} key */
function isSigned(text, line, key) {
  const [, name, encoded = ''] = line.split(' ');
  const bytes = Buffer.from(encoded, 'base64');
  const type = key.type === 'log' ? 1 : 4;
  const id = sha(Buffer.from(`${key.name}\n`), Buffer.of(type), Buffer.from(key.key, 'base64')).subarray(
    0,
    4,
  );
  if (name !== key.name || !id.equals(bytes.subarray(0, 4))) return false;
  if (type === 1) return verify(null, Buffer.from(text), publicKeyOf(key), bytes.subarray(4));
  const message = `cosignature/v1\ntime ${bytes.readBigUInt64BE(4)}\n${text}`;
  return verify(null, Buffer.from(message), publicKeyOf(key), bytes.subarray(12));
}
