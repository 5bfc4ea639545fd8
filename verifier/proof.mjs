import { finding, judge } from './report.mjs';
import { canonicalJson, sha256 } from './sealed/canonical.mjs';
import { isSigned, leafOf, publicKeyOf, readNote, rootOf } from './sealed/note.mjs';
import { checkSeal, fingerprintOf } from './sealed/seal.mjs';
import { sealFinding } from './verify-statement.mjs';
import { wordsOf } from './words.mjs';

/** docs/statements.md, "Proof of one line": rows with their path to a signed checkpoint, in one file and without the ledger. */

/** @typedef {import('./words.mjs').Words} Words */

/**
 * @param {string} text The proof.
 * @param {{ fingerprint?: string, statement?: string | undefined, language?: string }} told `statement`: the sealed file, where it is at hand.
 * @returns {import('./report.mjs').Verdict}
 */
export function verifyProof(text, { fingerprint, statement, language = 'en' }) {
  const words = wordsOf(language);
  const file = JSON.parse(text);
  const seal = checkSeal(text, file, fingerprint, words);
  const proof = file.document ?? {};
  if (proof.format !== 'camwatch-proof-1') seal.problems.push(words.noProof);
  /** A file that was changed may lack anything. @param {import('./report.mjs').Finding['check']} check @param {() => string[]} work @param {() => string[]} [notes] */
  const findingOf = (check, work, notes = () => /** @type {string[]} */ ([])) => {
    try {
      return finding(check, work(), 'good', notes());
    } catch (error) {
      return finding(check, [words.unreadable(error instanceof Error ? error.message : error)]);
    }
  };
  const verdict = judge([
    sealFinding(seal, fingerprint, words),
    findingOf('chain', () => checkRows(proof, words)),
    findingOf(
      'checkpoint',
      () => [...checkTrees(proof, words), ...checkNote(proof, seal, words)],
      () => [words.signedBy(proof.checkpoint.keys.map(({ name }) => name).join(', '))],
    ),
    findingOf(
      'record',
      () => checkRecord(proof, statement, words),
      () => (statement === undefined ? [words.noSealed] : []),
    ),
  ]);
  return { ...verdict, isProof: true };
}

/** The hash of a row is that of the one before and of its text. @param {any} proof @param {Words} words */
function checkRows({ rows }, words) {
  const problems = [];
  for (const [index, { seq, collector, prev, hash, body, withheld }] of rows.entries()) {
    const say = (what) => problems.push(words.inRow(seq, what));
    if (index > 0 && seq <= rows[index - 1].seq) say(words.otherPlace);
    if (body === undefined && withheld !== 'secret') say(words.noText);
    if (body === undefined) continue;
    if (sha256(`${prev}\n${body}`) !== hash) say(words.otherHash);
    const said = JSON.parse(body);
    const receipt = collector === undefined ? undefined : receiptOf(rows, seq);
    if (collector !== undefined && receipt?.collector !== collector) say(words.otherReceipt(collector));
    // Of a row of a collector its receipt says which number it has in its own chain.
    if (said.seq !== (receipt ? receipt.from_seq + seq - receipt.first_seq : seq))
      say(words.otherText(said.seq));
  }
  return problems;
}

/** The receipt of a row of a collector is the next row of the ledger itself. @param {any[]} rows @param {number} wanted */
function receiptOf(rows, wanted) {
  const next = rows.find(({ seq, collector }) => seq > wanted && collector === undefined);
  const said = JSON.parse(next?.body ?? '{}');
  return said.table === 'receipt' && said.first_seq <= wanted ? said : undefined;
}

/** Each row is a leaf of a tree whose root stands in a row `rows`. @param {any} proof @param {Words} words */
function checkTrees({ rows, trees }, words) {
  const covered = new Set(trees.map(({ row }) => row));
  const problems = [];
  for (const { row, hashes } of trees) {
    const { table, action, body } = JSON.parse(rowOf(rows, row).body);
    const { fromSeq, toSeq, root } = body;
    const inside = rows.filter(({ seq }) => seq >= fromSeq && seq <= toSeq);
    const leaves = inside.map(({ seq, hash }) => [seq - fromSeq, leafOf('camwatch row', seq, hash)]);
    for (const { seq } of inside) covered.add(seq);
    if (table !== 'checkpoint' || action !== 'rows' || toSeq >= row) problems.push(words.noTree(row));
    if (rootOf(toSeq - fromSeq + 1, new Map(leaves), hashes)?.toString('hex') !== root)
      problems.push(words.otherTree(row));
  }
  return [
    ...problems,
    ...rows.filter(({ seq }) => !covered.has(seq)).map(({ seq }) => words.underNoTree(seq)),
  ];
}

/** Those rows are heads of the tree that the note signs. @param {any} proof @param {import('./sealed/seal.mjs').Seal} seal @param {Words} words */
function checkNote({ rows, trees, checkpoint }, seal, words) {
  const { keys, heads, hashes } = checkpoint;
  const { text, origin, size, root, signatures } = readNote(checkpoint.note);
  const isHead = (wanted) => heads.some(({ row }) => row === wanted);
  const problems = trees.filter(({ row }) => !isHead(row)).map(({ row }) => words.noHead(row));
  const leaves = heads.map(({ index, collector, row }) => [
    index,
    leafOf('camwatch head', collector, row, rowOf(rows, row).hash),
  ]);
  if (rootOf(size, new Map(leaves), hashes)?.toString('base64') !== root) problems.push(words.otherRoot);
  const signed = keys.filter((key) => signatures.some((line) => isSigned(text, line, key)));
  if (signed.length !== keys.length || signatures.length !== keys.length) problems.push(words.otherCosigner);
  const isOperator = ({ type, name, key }) =>
    type === 'log' && name === origin && fingerprintOf(publicKeyOf(key)) === seal.fingerprint;
  return signed.some(isOperator) ? problems : [...problems, words.otherSigner];
}

/** The row of the statement names its seal; where the statement is at hand, it says what the proof says. @param {any} proof @param {string | undefined} text @param {Words} words */
function checkRecord({ statement, parts, rows }, text, words) {
  const { table, id, body } = JSON.parse(rowOf(rows, statement.row).body);
  const problems = [];
  if (table !== 'statement' || id !== statement.id || body.sha256 !== statement.seal.sha256)
    problems.push(words.noRecord);
  if (body.fingerprint !== statement.signer.fingerprint) problems.push(words.otherKey);
  return text === undefined
    ? problems
    : [...problems, ...compareWith(JSON.parse(text), text, statement, parts, words)];
}

/** @param {any} file @param {string} text @param {any} statement @param {any[]} parts @param {Words} words */
function compareWith(file, text, { row: _, seal, ...header }, parts, words) {
  const { problems, sha256: hash } = checkSeal(text, file, undefined, words);
  if (hash !== seal.sha256) problems.push(words.otherStatement);
  const { figures, ...sealed } = file.document;
  const expectSame = (where, proven, said) => {
    if (canonicalJson(proven) !== canonicalJson(said ?? null)) problems.push(words.saysElse(where));
  };
  for (const name of Object.keys(header)) expectSame(name, header[name], sealed[name]);
  for (const { stretches: _stretches, entities, lines, caps, ...members } of parts) {
    const of = figures.parts.find(({ fromMs }) => fromMs === members.fromMs) ?? {};
    for (const name of Object.keys(members)) expectSame(name, members[name], of[name]);
    for (const one of entities)
      expectSame(
        one.entity,
        one,
        of.entities?.find(({ entity }) => entity === one.entity),
      );
    for (const one of lines)
      expectSame(
        words.line(one.line),
        one,
        of.money?.lines.find(({ line }) => line === one.line),
      );
    if (caps.length > 0) expectSame('caps', caps, of.money?.caps);
  }
  return problems;
}

/** @param {any[]} rows @param {number} wanted */
const rowOf = (rows, wanted) => rows.find(({ seq }) => seq === wanted) ?? {};
