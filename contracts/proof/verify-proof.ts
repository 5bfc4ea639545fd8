import { canonicalJson, type Json } from '../../core/text/canonical-json.ts';
import { differ } from '../sla/sum-difference.ts';
import { openDocument } from '../statements/document-seal.ts';
import { openStatement } from '../statements/statement-seal.ts';
import { checkEntity } from '../verification/check-sums.ts';
import { checkOf, isGood, listChecks, type VerificationCheck } from '../verification/verification-check.ts';
import { checkPaths, type SignedBy } from './check-paths.ts';
import { checkProvenRows, type ProvenBodies } from './check-proven-rows.ts';
import { type ProofDocument, type ProofPart, SealedProof } from './proof-schema.ts';

export const PROOF_CHECKS = ['seal', 'signer', 'rows', 'paths', 'record', 'statement', 'money'] as const;
export type ProofCheckName = (typeof PROOF_CHECKS)[number];

export type ProofCheck = VerificationCheck<ProofCheckName>;

/** What became of every check of a proof. Its texts are safe to print. */
export interface ProofVerification {
  /** Without a fingerprint from elsewhere nobody knows whose keys these are. */
  readonly verdict: 'good' | 'bad' | 'key-not-checked';
  readonly isGood: boolean;
  readonly checks: readonly ProofCheck[];
  readonly document?: ProofDocument;
  /** Who signed the checkpoint that the rows are under. */
  readonly signedBy: readonly SignedBy[];
  /** Rows whose content is withheld: their hashes are proven, and nothing of what they say. */
  readonly withheld: readonly number[];
}

export interface VerifyProofInput {
  readonly text: string;
  /** Of the operator's key, from elsewhere. */
  readonly fingerprint?: string;
  /** The sealed file of the statement, where it is at hand. */
  readonly statement?: string;
}

/** Checks a proof by itself: no ledger is asked, and nothing is settled again. */
export function verifyProof({ text, fingerprint, statement }: VerifyProofInput): ProofVerification {
  const { sealed, problems } = openDocument(text, { what: 'a proof', schema: SealedProof });
  const seal = checkOf('seal', problems);
  if (!sealed) return conclude([seal], { signedBy: [], withheld: [] });
  const { document } = sealed;
  const rows = checkProvenRows(document.rows);
  const paths = checkPaths(document, rows.bodies);
  const checks = [
    seal,
    ...(fingerprint === undefined
      ? []
      : [checkOf('signer', checkSigner(document, paths.signedBy, fingerprint))]),
    checkOf('rows', rows.problems),
    checkOf('paths', paths.problems),
    checkOf('record', checkRecord(document, rows.bodies)),
    ...(statement === undefined ? [] : [checkOf('statement', checkStatement(document, statement))]),
    checkOf(
      'money',
      document.parts.flatMap((part) => checkPart(part, document)),
    ),
  ];
  const withheld = document.rows.filter(({ body }) => body === undefined).map(({ seq }) => seq);
  return conclude(checks, { document, signedBy: paths.signedBy, withheld });
}

function conclude(
  done: readonly ProofCheck[],
  rest: Pick<ProofVerification, 'document' | 'signedBy' | 'withheld'>,
): ProofVerification {
  const checks = listChecks(PROOF_CHECKS, done);
  const holds = isGood(checks);
  const isKnown = checks.some(({ name, outcome }) => name === 'signer' && outcome === 'good');
  return { ...rest, checks, isGood: holds, verdict: holds ? (isKnown ? 'good' : 'key-not-checked') : 'bad' };
}

/** The operator signed the proof, and the checkpoint that its rows are under. */
function checkSigner(
  { signer }: ProofDocument,
  signedBy: readonly SignedBy[],
  fingerprint: string,
): readonly string[] {
  return [
    ...(signer.fingerprint === fingerprint
      ? []
      : [`expected the key ${fingerprint}, got the key ${signer.fingerprint}`]),
    ...(signedBy.some((one) => one.type === 'log' && one.fingerprint === fingerprint)
      ? []
      : [`expected a checkpoint that is signed with the key ${fingerprint}, got none`]),
  ];
}

/** The row that put the statement on record names its seal and its key. */
function checkRecord({ statement }: ProofDocument, bodies: ProvenBodies): readonly string[] {
  const { id, row, seal, signer } = statement;
  const { table, id: named, body } = bodies.get(row) ?? {};
  const { sha256, fingerprint } = membersOf(body);
  return [
    ...differ(`row ${row}: table`, 'statement', table),
    ...differ(`row ${row}: id`, id, named),
    ...differ(`row ${row}: body.sha256`, seal.sha256, sha256),
    ...differ(`row ${row}: body.fingerprint`, signer.fingerprint, fingerprint),
  ];
}

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** The sealed file says just that. */
function checkStatement({ statement, parts }: ProofDocument, text: string): readonly string[] {
  const { statement: opened, problems } = openStatement(text);
  if (!opened || problems.length > 0) return problems;
  const { row: _, seal, ...header } = statement;
  const sealed: Readonly<Record<string, unknown>> = opened.document;
  return [
    ...differ('sha256', seal.sha256, opened.sha256),
    ...Object.entries(header).flatMap(([name, value]) => differJson(name, value, sealed[name])),
    ...parts.flatMap(({ stretches: _stretches, entities, lines, caps, ...part }) => {
      const of = opened.document.figures.parts.find(({ fromMs }) => fromMs === part.fromMs);
      const members: Readonly<Record<string, unknown>> = of ?? {};
      return [
        ...Object.entries(part).flatMap(([name, value]) => differJson(name, value, members[name])),
        ...entities.flatMap((one) =>
          differJson(
            one.entity,
            one,
            of?.entities.find(({ entity }) => entity === one.entity),
          ),
        ),
        ...lines.flatMap((one) =>
          differJson(
            `line ${one.line}`,
            one,
            of?.money.lines.find(({ line }) => line === one.line),
          ),
        ),
        ...(caps.length > 0 ? differJson('caps', caps, of?.money.caps) : []),
      ];
    }),
  ];
}

const differJson = (where: string, proven: unknown, sealed: unknown): readonly string[] =>
  canonicalJson(toJson(proven)) === canonicalJson(toJson(sealed))
    ? []
    : [`${where}: the statement says something else`];

function toJson(value: unknown): Json {
  const json: Json = JSON.parse(JSON.stringify(value ?? null));
  return json;
}

/** Sums follow from stretches, lines from sums; what is explained is all of the time, each once. */
function checkPart(
  { label, fromMs, toMs, entities, lines, stretches }: ProofPart,
  { about }: ProofDocument,
): readonly string[] {
  const spans = stretches.map(membersOf);
  const isWhole = about.outage === undefined && entities.length > 0;
  const gaps = spans.filter((span, index) => index > 0 && span.fromMs !== spans[index - 1]?.toMs);
  const [first, last] = [spans[0], spans.at(-1)];
  return [
    ...entities.flatMap((entity) => checkEntity(entity, toMs - fromMs)),
    ...lines.flatMap(({ line, entity, inputs }) => {
      const of = entities.find((one) => one.entity === entity);
      if (!of || inputs.goodMs === undefined) return [];
      return (['goodMs', 'countedMs'] as const).flatMap((name) =>
        differ(`line ${line}: inputs.${name}`, inputs[name], of[name]),
      );
    }),
    ...(isWhole && (gaps.length > 0 || first?.fromMs !== fromMs || last?.toMs !== toMs)
      ? [`${label}: stretches are not all of the time from ${fromMs} to ${toMs}`]
      : []),
    ...(isWhole ? entities.flatMap(({ entity, sums }) => checkClasses(entity, sums, spans)) : []),
  ];
}

function checkClasses(
  entity: string,
  sums: Readonly<Record<string, number>>,
  spans: readonly Readonly<Record<string, unknown>>[],
): readonly string[] {
  return Object.entries(sums).flatMap(([name, ms]) => {
    const own = spans.filter((span) => span.class === name);
    const explainedMs = own.reduce((sumMs, span) => sumMs + Number(span.toMs) - Number(span.fromMs), 0);
    return differ(`${entity}: ${name} as explained`, ms, explainedMs);
  });
}
