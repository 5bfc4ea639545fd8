import {
  lineKey,
  linesDisputedBy,
  linesOf,
  readLineKey,
} from '../../contracts/statements/statement-disputes.ts';
import type { StatementDocument } from '../../contracts/statements/statement-schema.ts';
import { upFirst } from '../../core/text/up-first.ts';
import type { Block } from '../../documents/model/block.ts';
import { limitsInWords, objectionOutcome } from './dossier-words.ts';
import { createNaming, type Naming } from './naming.ts';
import type { StatementInput } from './statement-input.ts';

/** What a reader must know, what is worth a look, and what the contractor objects to. */
export function notesSection(input: StatementInput): readonly Block[] {
  const { document, words } = input;
  const texts = words.texts.notes;
  const naming = createNaming(input);
  const { objections } = input.since ?? document;
  const findings = document.findings && findingLines(document.findings, input, naming);
  return [
    { kind: 'section', title: texts.title },
    { kind: 'clause', title: texts.warnings },
    ...dashes(words.warnings(document).map(naming.sentence), texts.noWarnings),
    { kind: 'clause', title: texts.findings },
    ...(findings === undefined
      ? [
          {
            kind: 'missing',
            ...texts.notLookedFor,
            reason: 'not-looked-for',
          } as const,
        ]
      : dashes(findings, texts.noFindings)),
    { kind: 'clause', title: texts.objections },
    ...dashes(
      objections.map((objection) => objectionInWords(objection, input, naming)),
      texts.noObjections,
    ),
  ];
}

function dashes(lines: readonly string[], none: string): readonly Block[] {
  if (lines.length === 0) return [{ kind: 'paragraph', text: none }];
  return lines.map((line) => ({
    kind: 'dash',
    text: `${ID.test(line) ? line : upFirst(line)}${/[.!?]$/.test(line) ? '' : '.'}`,
  }));
}

/** `device:cam-1`: an id is written as it is, also where a line begins with it. */
const ID = /^[a-z-]+:\S/;

/** One line for what is found of many devices for one reason: the file has each of them. */
function findingLines(
  findings: NonNullable<StatementDocument['findings']>,
  { words }: StatementInput,
  naming: Naming,
): readonly string[] {
  return [
    ...Map.groupBy(
      findings,
      ({ code, ref, entity }) => `${code} ${ref} ${ref.startsWith('change:') ? entity : ''}`,
    ),
  ].map(([, [first, ...others]]) => {
    if (!first) return '';
    const more = others.length === 0 ? '' : words.texts.notes.others(words.count(others.length));
    return `${naming.sentence(words.finding(first))}${more}`;
  });
}

type Objection = StatementDocument['objections'][number];

function objectionInWords(objection: Objection, input: StatementInput, naming: Naming): string {
  const { number, recordedMs, by, why } = objection;
  const { words } = input;
  const texts = words.texts.notes;
  const { dossier } = input.document;
  const entry = dossier?.objections.find((one) => one.number === number);
  const context = { words, naming };
  const papers = entry?.files.map(({ name }) => name).join('; ');
  const rest = [
    texts.about(aboutInWords(objection, input, naming)),
    ...(papers ? [texts.papers(papers)] : []),
    ...(entry ? [limitsInWords(entry.limits, context)] : []),
    ...(entry && dossier
      ? [
          objectionOutcome(entry, linesDisputedBy(input.document.figures, objection), {
            claims: dossier.claims,
            context,
          }),
        ]
      : []),
  ];
  return texts.objection({
    ...{ number: String(number), time: words.time(recordedMs), party: naming.party(by) },
    ...{ why, rest: rest.join('; ') },
  });
}

/** What an objection is against: lines by number and kind, outages by when they began, devices. */
export function aboutInWords(
  { lines, outages, entities }: Objection,
  input: StatementInput,
  naming: Naming,
): string {
  const { document, words } = input;
  const texts = words.texts.notes;
  const all = linesOf(document.figures);
  const about = [
    ...lines.map((key) => {
      const line = all.find((one) => lineKey(one) === key);
      const { rule, entity } = readLineKey(key);
      const what = line
        ? texts.line(line.line, words.moneyName(line.type))
        : texts.lineGone(words.ruleName(rule));
      return entity === undefined ? what : `${what}, ${naming.entity(entity)}`;
    }),
    ...outages.map((ref) => outageInWords(ref, input, naming)),
    ...entities.map(naming.entity),
  ];
  return about.join('; ') || texts.everyLine;
}

function outageInWords(ref: string, { document, words }: StatementInput, naming: Naming): string {
  for (const { entities } of document.figures.parts)
    for (const { entity, outages } of entities) {
      const outage = outages.find((one) => one.ref === ref);
      if (outage) return words.texts.notes.outage(naming.entity(entity), words.time(outage.fromMs));
    }
  return ref.startsWith('incident:') ? naming.entity(ref) : naming.sentence(ref);
}
