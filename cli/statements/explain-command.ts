import { Command, InvalidArgumentError } from 'commander';
import { expectPeriod } from '../../contracts/actions/statement-context.ts';
import { type Explanation, explainEntity } from '../../contracts/statements/explain.ts';
import { StatementError } from '../../contracts/statements/statement-error.ts';
import { type Entity, parseEntity } from '../../core/domain/state.ts';
import { exactJson } from '../../core/text/exact-json.ts';
import { findEntity } from '../../ledger/history/find-entity.ts';
import type { DossierWords } from '../../reports/statement/dossier-words.ts';
import { createNaming } from '../../reports/statement/naming.ts';
import type { Words } from '../../reports/statement/words/words.ts';
import type { Context } from '../shell/context.ts';
import { writeProof } from './make-proof.ts';
import { namesOnRecord } from './names-on-record.ts';
import { type Office, withOffice } from './office.ts';
import { addCommonOptions, addWhichOptions, type CommonOptions } from './options.ts';
import { proofTexts } from './proof-texts.ts';
import { dossierWordsOf } from './render-dossier.ts';
import { renderExplanation, renderOneOutage } from './render-explanation.ts';

interface Options extends CommonOptions {
  readonly contract: string;
  readonly period: string;
  readonly outage?: number;
  readonly line?: number;
  readonly proof?: string;
  readonly key?: string;
  readonly includeSecret?: boolean;
  readonly force?: boolean;
}

/** `camwatch statement explain`: second by second, why a figure is what it is. */
export function buildExplainCommand(context: Context): Command {
  const { terminal } = context;
  const command = addCommonOptions(addWhichOptions(new Command('explain')));
  return command
    .description(
      'Explain why the figure of a device or link under a contract is what it is, second by second.',
    )
    .argument('[device|link]', 'an id such as cam-1; device:ID or link:ID where both have the same')
    .option(
      '--outage <number>',
      'only this outage, as the explanation of the whole period counts them',
      parseNumber,
    )
    .option('--line <number>', 'with --proof: this money line of the statement that counts now', parseNumber)
    .option(
      '--proof <file>',
      'write what was sealed of it, with the rows that it rests on, as one signed file',
    )
    .option('--include-secret', 'with --proof: also what rows say of secret sites')
    .option('--key <file>', 'with --proof: Ed25519 key to sign with (default: as "statement issue")')
    .option('--force', 'with --proof: write over a file that is there')
    .addHelpText(
      'after',
      `
Figures are those of now, also of a period that is not over; "statement show" has those that were sealed. A proof (--proof) is of those that
were sealed: one file that is checked without the ledger (statement verify --proof), down to a checkpoint that the parties signed.

Examples:
  camwatch statement explain cam-1 --contract c-1 --period 2026-10
  camwatch statement explain cam-1 --contract c-1 --period 2026-10 --outage 2 --lang vi
  camwatch statement explain link:l-17 --contract lines --period 2026-10 --json
  camwatch statement explain cam-1 --contract c-1 --period 2026-10 --outage 2 --proof outage-2.json
  camwatch statement explain --line 3 --contract c-1 --period 2026-10 --proof line-3.json`,
    )
    .action(async (name: string | undefined, options: Options) => {
      const { proof } = options;
      if ((name === undefined) === (options.line === undefined || proof === undefined))
        command.error('error: expected a device or link, or --line with --proof');
      await withOffice(options, context, async (office) => {
        office.expectContract(options.contract);
        if (name === undefined || proof !== undefined) {
          const written = await writeProof(office, name, { ...options, proof: proof ?? '' }, context);
          const { rows, sizeBytes, file, sha256 } = written;
          const counts = [rows, sizeBytes].map(office.words.count);
          const said = proofTexts(office.language).written(counts[0] ?? '', counts[1] ?? '');
          if (options.json) terminal.printJson(written);
          else terminal.print(`${file}: ${said}\n  SHA-256 ${sha256}`);
          return;
        }
        const explanation = explain(office, findEntity(office.reader, name).entity, options);
        const names = namesOnRecord(office, toldIn(explanation), explanation.period.toMs - 1);
        if (options.json) {
          terminal.printJson(toJson({ ...explanation, ...nameAndPlace(explanation, names) }, options.outage));
          return;
        }
        const dossier = contextOf(names, office);
        if (options.outage === undefined)
          terminal.print(renderExplanation(explanation, dossier, office.words));
        else terminal.print(renderOutageOf(explanation, options.outage, { dossier, words: office.words }));
      });
    });
}

function explain(office: Office, entity: Entity, options: Options): Explanation {
  const { settle, life, nowMs } = office;
  const period = expectPeriod(office, options.contract, options.period);
  const { latest } = life(options.contract, period);
  // As of the instant of its statement, so that figures are comparable.
  const asOfMs = latest ? office.documentOf(latest).asOfMs : nowMs;
  const settlement = settle({
    contractId: options.contract,
    period,
    asOfMs,
    recordedBeforeMs: nowMs,
    hangsOn: 'worked-out',
  });
  return explainEntity(settlement, entity);
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

function contextOf(names: Names, { words, timeZone, language }: Office): DossierWords {
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

function parseNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('expected a number from 1 on');
}
