import type { HandedOut, Issued } from '../../contracts/statements/handed-out.ts';
import { createFormats, type Formats } from '../../core/language/formats.ts';
import type { Language } from '../../core/language/language.ts';
import type { StyleText } from '../../core/text/style-text.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { PrintedCheck } from '../actions/check-printed.ts';
import type { IssuedOnRecord } from '../actions/issued-files.ts';
import type { ComparedWith, JudgedCheck } from '../actions/judge-printed.ts';
import type { VerifiedReport } from '../actions/verify-report.ts';
import { inOneLanguage } from './problem-words.ts';
import { renderSigners } from './render-signers.ts';
import { type VerifyTexts, verifyTexts } from './verify-texts.ts';

/** In which words, colours and time zone it is told. */
export interface Telling {
  readonly language: Language;
  readonly timeZone: string;
  readonly style: StyleText;
}

interface Voice extends Telling {
  readonly texts: VerifyTexts;
  readonly formats: Formats;
}

/** What was checked and found, one line each. */
export function renderVerification(file: string, verified: VerifiedReport, telling: Telling): string {
  const { language, timeZone } = telling;
  const texts = verifyTexts(language);
  const voice = { ...telling, texts, formats: createFormats(language, timeZone) };
  const { printed, figures } = verified;
  return [
    file,
    ...renderOnRecord(verified, voice),
    ...renderIssues(verified, voice),
    ...(printed ? [...renderPrinted(printed, voice), texts.sealed(verified.sealedPath)] : []),
    ...figures.checks.flatMap(({ name, outcome, problems }) => [
      `  ${texts.checks[name]}: ${look(outcome, voice)}`,
      ...problems.map((problem) => `    ${inOneLanguage(problem, language)}`),
    ]),
    ...(figures.compared > 0 ? [`  ${texts.compared(voice.formats.count(figures.compared))}`] : []),
    ...figures.notes.map((note) => `  ${inOneLanguage(note, language)}`),
  ].join('\n');
}

const COLOURS = { good: 'green', bad: 'red', 'not-checked': 'dim' } as const;

const look = (outcome: keyof typeof COLOURS, { style, texts }: Voice): string =>
  style(COLOURS[outcome], texts.outcomes[outcome]);

function renderPrinted(printed: JudgedCheck, voice: Voice): readonly string[] {
  const { texts, formats, language } = voice;
  const { signed, problems, toRead, equal, comparedWith } = printed;
  const count = equal === 0 ? '' : `, ${texts.equal(formats.count(equal))}`;
  return [
    `  ${texts.document}: ${lookOf(printed, voice)}${count}`,
    ...(comparedWith ? [`    ${comparedLine(comparedWith, voice)}`] : []),
    ...(signed && signed.signers.length > 0
      ? [
          `    ${texts.signatures}`,
          ...renderSigners(signed, language, formats.exact).map((line) => `      ${line}`),
        ]
      : []),
    ...problems.map((problem) => `    ${inOneLanguage(problem, language)}`),
    ...(toRead.length > 0 ? [`    ${texts.toRead(formats.count(toRead.length))}`] : []),
    ...toRead.map((line) => `    - ${inOneLanguage(line, language)}`),
  ];
}

function lookOf({ isGood, toRead }: PrintedCheck, voice: Voice): string {
  if (isGood && toRead.length > 0) return voice.style('yellow', voice.texts.partly);
  return look(isGood ? 'good' : 'bad', voice);
}

function comparedLine(found: ComparedWith, { texts: { comparedWith }, formats }: Voice): string {
  if (found.is === 'drawn') return comparedWith.drawn;
  if (found.is === 'file') return comparedWith.file(showUntrusted(found.path));
  const { file, recordedMs, seq } = found.row;
  return comparedWith['handed-out'](showUntrusted(file.name), formats.exact(recordedMs), seq);
}

function renderOnRecord({ handedOut, signedOf, isChanged }: VerifiedReport, voice: Voice): readonly string[] {
  const { texts, formats, style } = voice;
  const signed = (signedOf ?? []).map(
    ({ id, recordedMs, file }) =>
      `  ${texts.signedBehind(formats.exact(recordedMs), showUntrusted(file.name), id)}`,
  );
  if (!handedOut) return signed;
  if (handedOut.length === 0) return signed.length > 0 ? signed : [`  ${texts.notOnRecord}`];
  return [
    ...handedOut.map((row) => `  ${handedOutLine(row, voice)}`),
    ...signed,
    ...(isChanged ? [`  ${style('red', texts.changedRow)}`] : []),
  ];
}

function handedOutLine({ id, recordedMs, file, author, to, issued, seq }: HandedOut, voice: Voice): string {
  const { texts, formats } = voice;
  const [at, name, by] = [formats.exact(recordedMs), showUntrusted(file.name), showUntrusted(author)];
  if (issued) return `${issuedWords(issued, texts)}: ${name}, ${id}, ${at}, ${by}, ${texts.row(seq)}`;
  const whom = to === undefined ? '' : texts.to(showUntrusted(to));
  return `${texts.handedOut(at, name, id)}, ${by}${whom}, ${texts.row(seq)}`;
}

/** As its clerk put it on record. */
function issuedWords({ number, date, signedBy }: Issued, texts: VerifyTexts): string {
  const said = [
    number === undefined ? '' : texts.number(showUntrusted(number)),
    date === undefined ? '' : texts.date(showUntrusted(date)),
    signedBy === undefined ? '' : texts.signedBy(showUntrusted(signedBy)),
  ];
  return `${texts.issued}${said.join('')}`;
}

function renderIssues(
  { issues = [], handedOut = [], isOtherThanIssued }: VerifiedReport,
  voice: Voice,
): readonly string[] {
  const { texts, style } = voice;
  const [first] = issues;
  if (!first) return [];
  const own = new Set(handedOut.map(({ seq }) => seq));
  return [
    `  ${texts.issues(first.row.id.replace('report:', ''))}`,
    ...issues.map((one) => `    ${issueLine(one, own.has(one.row.seq), voice)}`),
    ...(isOtherThanIssued ? [`  ${style('yellow', texts.otherThanIssued)}`] : []),
  ];
}

/** With what stands in its place by now. */
function issueLine({ row, replacedBy }: IssuedOnRecord, isOwn: boolean, { texts, formats }: Voice): string {
  const { issued, file, recordedMs, seq } = row;
  const later = replacedBy
    ? texts.replaced(replacedBy.seq, showUntrusted(replacedBy.issued.replaces?.reason ?? ''))
    : '';
  const what = `${issuedWords(issued, texts)}: ${showUntrusted(file.name)}${isOwn ? texts.thisFile : ''}`;
  return `${what}, ${formats.exact(recordedMs)}, ${texts.row(seq)}${texts.figures[issued.figures]}${later}`;
}
