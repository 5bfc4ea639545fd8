import { type ProofVerification, verifyProof } from '../../contracts/proof/verify-proof.ts';
import { readStatementFile } from '../../contracts/statements/read-statement-file.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { createWords, type Words } from '../../reports/statement/words/words.ts';
import type { Context } from '../shell/context.ts';
import { proofTexts } from './proof-texts.ts';

interface ProofOptions {
  readonly fingerprint?: string;
  /** The sealed file of the statement. */
  readonly statement?: string;
}

/** Checks a proof. */
export const verifyProofFile = (proof: string, { fingerprint, statement }: ProofOptions): ProofVerification =>
  verifyProof({
    text: readStatementFile(proof),
    ...(fingerprint !== undefined && { fingerprint }),
    ...(statement !== undefined && { statement: readStatementFile(statement) }),
  });

/** What was found. */
export function renderProof(
  proof: string,
  verification: ProofVerification,
  { language, terminal }: Pick<Context, 'language' | 'terminal'>,
): readonly string[] {
  const { isGood, document } = verification;
  const zone = isGood ? document?.statement.period.timeZone : undefined;
  const words = createWords(language, zone ?? 'UTC', terminal.style);
  return [`${showUntrusted(proof)}:`, ...render(verification, words, proofTexts(language))];
}

const COLOURS = { good: 'green', bad: 'red', 'not-checked': 'dim' } as const;
const VERDICT_COLOURS = { good: 'green', bad: 'red', 'key-not-checked': 'yellow' } as const;

function render(
  { verdict, checks, signedBy, withheld, document }: ProofVerification,
  { style, texts: { outcomes }, time, count }: Words,
  texts: ReturnType<typeof proofTexts>,
): readonly string[] {
  const about = document && aboutOf(document, texts);
  return [
    `  ${style(VERDICT_COLOURS[verdict], texts.verdicts[verdict])}`,
    ...(about ? [`  ${about.map(showUntrusted).join(' · ')}`] : []),
    ...checks.flatMap(({ name, outcome, problems }) => [
      `  ${texts.checks[name]}: ${style(COLOURS[outcome], outcomes[outcome])}`,
      ...problems.slice(0, MOST_TOLD).map((problem) => `      ${problem}`),
    ]),
    ...signedBy.map(
      ({ name, fingerprint, atMs }) =>
        `  ${texts.signedBy(showUntrusted(name), fingerprint, atMs === undefined ? undefined : time(atMs))}`,
    ),
    ...(withheld.length > 0 ? [`  ${texts.withheld(count(withheld.length))}`] : []),
    `  ${texts.notSettled}`,
  ];
}

const MOST_TOLD = 20;

/** The statement, and the outage of a device or the line that it is about. */
function aboutOf(
  { statement, about }: NonNullable<ProofVerification['document']>,
  texts: ReturnType<typeof proofTexts>,
): readonly string[] {
  const { entity, outage, line } = about;
  const told = [statement.id, entity, outage, line === undefined ? undefined : texts.line(line)];
  return told.filter((each) => each !== undefined);
}
