import { ledgerPath, localZone } from '../../config/settings/ledger-place.ts';
import { createFormats } from '../../core/language/formats.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { type IssuedFile, IssueReport, issueReport } from '../../reports/actions/issue-report.ts';
import { inOneLanguage } from '../../reports/words/problem-words.ts';
import { renderSigners } from '../../reports/words/render-signers.ts';
import type { Telling } from '../../reports/words/render-verification.ts';
import { defineCommand, openNothing } from '../shell/define-command.ts';
import { AUTHOR, authorOf, PLACE, TOLD } from '../shell/shared-options.ts';
import { type IssueTexts, issueTexts } from './issue-texts.ts';

/** `camwatch report issue`: what was signed and sent goes on record. */
export const buildIssueCommand = defineCommand({
  name: 'issue',
  description: 'Put the files of a report on record as they are signed and sent, edited or not.',
  arguments: ['files'],
  options: { ...PLACE, ...IssueReport.shape, author: AUTHOR, ...TOLD },
  help: `
Each file is compared with the one that was handed out; its hash, a copy, and whether its figures are those that were sealed go into
the chain of the ledger. "camwatch report verify" then knows the file, and any other of that report is red where it says something
else. A file that is none of a report of this ledger is refused, unless --report says of which it is (a scan of the paper). Nothing
is on record where one is refused: a file that is no document of the report, or another content under a number that is on record, unless
it says that it replaces that (--replaces, by number or row) and why (--reason). Exit code 1 where figures differ: it is on record all the same, as a file that was issued so.

Examples:
  camwatch report issue signed/bao-cao-city-2025.docx signed/bao-cao-city-2025.pdf --number 45/BC-SKHCN --date 2025-11-28
  camwatch report issue signed.pdf --signed-by "Nguyễn Văn A" --lang vi
  camwatch report issue scan.pdf --report city:2025 --number 45/BC-SKHCN --date 2025-11-28 --json
  camwatch report issue mended.docx --number 45/BC-SKHCN --replaces 45/BC-SKHCN --reason "page 3: name of the unit"
  camwatch report issue signed.docx --original reports-2025/bao-cao-city-2025.docx`,
  open: openNothing,
  run: async (_scope, options) => {
    const place = omitUndefined(options);
    const store = recordStore(await ledgerPath(place));
    const files = await issueReport({ store, author: authorOf(options) }, options);
    return { files, timeZone: (await localZone(place)).timeZone };
  },
  json: ({ files }) => ({ files }),
  render: ({ files, timeZone }, { cli }, { lang: language = cli.language }) =>
    files.flatMap((file) => renderIssued(file, { language, timeZone, style: cli.terminal.style })),
  isProblem: ({ files }) => files.some(({ issued }) => issued.figures === 'differ'),
});

const STYLES = { equal: 'green', differ: 'red', 'not-comparable': 'yellow' } as const;

function renderIssued(
  { file, report, sha256, issued, toRead, signed, isNew }: IssuedFile,
  { language, timeZone, style }: Telling,
): readonly string[] {
  const [texts, formats] = [issueTexts(language), createFormats(language, timeZone)];
  const { figures, equal, problems, replaces } = issued;
  const isPartly = figures === 'equal' && toRead.length > 0;
  const found = isPartly ? style('yellow', texts.partly) : style(STYLES[figures], texts.figures[figures]);
  const said = saidOf(issued, texts);
  return [
    `${showUntrusted(file)}: ${isNew ? texts.recorded(report) : texts.known(report)}`,
    `  ${found}${equal > 0 ? texts.equal(formats.count(equal)) : ''}`,
    ...(signed ? [`  ${texts.signatures}`] : []),
    ...(signed ? renderSigners(signed, language, formats.exact).map((line) => `    ${line}`) : []),
    ...problems.map((problem) => `    ${inOneLanguage(problem, language)}`),
    ...(toRead.length > 0 ? [`  ${texts.toRead(formats.count(toRead.length))}`] : []),
    ...toRead.map((line) => `    - ${inOneLanguage(line, language)}`),
    ...(said.length > 0 ? [`  ${said.join(', ')}`] : []),
    ...(replaces ? [`  ${texts.replaces(replaces.rows.join(', '), showUntrusted(replaces.reason))}`] : []),
    `  SHA-256 ${sha256}`,
  ];
}

function saidOf({ number, date, signedBy }: IssuedFile['issued'], texts: IssueTexts): readonly string[] {
  return [
    [texts.number, number],
    [texts.date, date],
    [texts.signedBy, signedBy],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${showUntrusted(value)}`]));
}
