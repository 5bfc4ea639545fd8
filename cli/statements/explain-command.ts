import { z } from 'zod';
import { ExplainFigure, explainFigure } from '../../contracts/actions/statements/explain-figure.ts';
import type { Explanation } from '../../contracts/statements/explain.ts';
import { StatementError } from '../../contracts/statements/statement-error.ts';
import { parseEntity } from '../../core/domain/state.ts';
import { Ordinal } from '../../core/input/fields.ts';
import { exactJson } from '../../core/text/exact-json.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { DossierWords } from '../../reports/statement/dossier-words.ts';
import { namesOnRecord } from '../../reports/statement/names-on-record.ts';
import { createNaming } from '../../reports/statement/naming.ts';
import type { Words } from '../../reports/statement/words/words.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';
import { type WrittenProof, writeProof } from './make-proof.ts';
import { proofTexts } from './proof-texts.ts';
import { dossierWordsOf } from './render-dossier.ts';
import { renderExplanation, renderOneOutage } from './render-explanation.ts';
import { openStatementScope, type StatementScope } from './statement-scope.ts';

const { contract, period, name } = ExplainFigure.shape;
const number = Ordinal.optional();
const file = z.string().optional().meta({ value: 'file' });
const flag = z.boolean().default(false);

/** `camwatch statement explain`: second by second, why a figure is what it is. */
export const buildExplainCommand = defineCommand({
  name: 'explain',
  description: 'Explain why the figure of a device or link under a contract is what it is, second by second.',
  arguments: ['name'],
  options: {
    ...{ contract, period, ...PLACE, ...TOLD, name: name.optional() },
    outage: number.describe('only this outage, as the explanation of the whole period counts them'),
    line: number.describe('with --proof: this money line of the statement that counts now'),
    proof: file.describe('write what was sealed of it, with the rows that it rests on, as one signed file'),
    includeSecret: flag.describe('with --proof: also what rows say of secret sites'),
    key: file.describe('with --proof: Ed25519 key to sign with (default: as "statement issue")'),
    force: flag.describe('with --proof: write over a file that is there'),
  },
  help: `
Figures are those of now, also of a period that is not over; "statement show" has those that were sealed. A proof (--proof) is of those that
were sealed: one file that is checked without the ledger (statement verify --proof), down to a checkpoint that the parties signed.

Examples:
  camwatch statement explain cam-1 --contract c-1 --period 2026-10
  camwatch statement explain cam-1 --contract c-1 --period 2026-10 --outage 2 --lang vi
  camwatch statement explain link:l-17 --contract lines --period 2026-10 --json
  camwatch statement explain cam-1 --contract c-1 --period 2026-10 --outage 2 --proof outage-2.json
  camwatch statement explain --line 3 --contract c-1 --period 2026-10 --proof line-3.json`,
  check: ({ name, line, proof }) =>
    (name === undefined) === (line === undefined || proof === undefined)
      ? {
          en: 'expected a device or link, or --line with --proof',
          vi: 'cần một thiết bị hoặc đường truyền, hoặc --line cùng --proof',
        }
      : undefined,
  open: openStatementScope,
  run: async ({ statements, cli }, { name, proof, ...options }) => {
    statements.expectContract(options.contract);
    if (name === undefined || proof !== undefined)
      return await writeProof(statements, name, { ...omitUndefined(options), proof: proof ?? '' }, cli);
    const explanation = explainFigure(statements, { ...options, name });
    return {
      explanation,
      names: namesOnRecord(statements, toldIn(explanation), explanation.period.toMs - 1),
    };
  },
  json: (found, _scope, { outage }) => {
    if (!('explanation' in found)) return found;
    const { explanation, names } = found;
    return toJson({ ...explanation, ...nameAndPlace(explanation, names) }, outage);
  },
  render: (found, { statements }, { outage }) => {
    if (!('explanation' in found)) return renderWritten(found, statements);
    const { explanation, names } = found;
    const { words } = statements;
    const dossier = contextOf(names, statements);
    if (outage === undefined) return [renderExplanation(explanation, dossier, words)];
    return [renderOutageOf(explanation, outage, { dossier, words })];
  },
});

function renderWritten(
  { file, rows, sizeBytes, sha256 }: WrittenProof,
  { words: { count }, language }: StatementScope,
): readonly string[] {
  return [`${file}: ${proofTexts(language).written(count(rows), count(sizeBytes))}`, `  SHA-256 ${sha256}`];
}

type Names = ReturnType<typeof namesOnRecord>;

/** Itself, and whatever its decisions name. */
const toldIn = ({ entity, decisions }: Explanation): readonly string[] => [
  entity,
  ...(decisions?.claims.flatMap(({ entities }) => entities) ?? []),
  ...(decisions?.works.flatMap(({ entities }) => entities) ?? []),
];

function nameAndPlace({ entity }: Explanation, { entities, places }: Names) {
  const [name, place] = [entities.get(entity), places.get(entity)];
  return { ...(name !== undefined && { name }), ...(place !== undefined && { place }) };
}

function contextOf(names: Names, { words, timeZone, language }: StatementScope): DossierWords {
  const own = dossierWordsOf(words, timeZone, language);
  return {
    words: own,
    naming: createNaming({ document: { contract: { contractor: '' } }, names, words: own }),
  };
}

function renderOutageOf(
  explanation: Explanation,
  number: number,
  texts: { readonly dossier: DossierWords; readonly words: Words },
): string {
  const parts = explanation.parts.filter(({ outages }) => number <= outages.length);
  if (parts.length > 0)
    return parts.map((part) => renderOneOutage(explanation, part, number, texts)).join('\n\n');
  const most = Math.max(...explanation.parts.map(({ outages }) => outages.length));
  throw new StatementError('STATEMENT_UNKNOWN', {
    en: `--outage: expected ${most === 0 ? 'none, since there is none' : `a number from 1 to ${most}`}, got ${number}`,
    vi: `--outage: ${most === 0 ? 'không có lần gián đoạn nào' : `cần số từ 1 đến ${most}`}, nhận được ${number}`,
  });
}

function toJson({ parts, ...rest }: Explanation, number: number | undefined) {
  return exactJson({
    ...rest,
    kind: parseEntity(rest.entity)?.kind,
    parts: parts.map(({ figures, ...part }) => ({
      ...part,
      outages: number === undefined ? part.outages : part.outages.slice(number - 1, number),
      stretches:
        number === undefined ? part.stretches : part.stretches.filter(({ outage }) => outage === number),
      figures: { ...figures, segments: undefined, outages: undefined },
    })),
  });
}
