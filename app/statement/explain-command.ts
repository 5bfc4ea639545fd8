import { Command, InvalidArgumentError } from 'commander';
import { type Entity, parseEntity } from '../../core/state.ts';
import { exactJson } from '../../settlement/exact-json.ts';
import { type Explanation, explainEntity } from '../../settlement/explain.ts';
import { StatementError } from '../../settlement/statement-error.ts';
import type { Context } from '../context.ts';
import { findEntity } from '../find-entity.ts';
import { expectPeriod, type Office, withOffice } from './office.ts';
import { addCommonOptions, addWhichOptions, type CommonOptions } from './options.ts';
import { renderExplanation, renderOneOutage } from './render-explanation.ts';

interface Options extends CommonOptions {
  readonly contract: string;
  readonly period: string;
  readonly outage?: number;
}

/** `camwatch statement explain`: second by second, why a figure is what it is. */
export function buildExplainCommand(context: Context): Command {
  const { terminal } = context;
  return addCommonOptions(addWhichOptions(new Command('explain')))
    .description(
      'Explain why the figure of a device or link under a contract is what it is, second by second.',
    )
    .argument('<device|link>', 'an id such as cam-1; device:ID or link:ID where both have the same')
    .option(
      '--outage <number>',
      'only this outage, as the explanation of the whole period counts them',
      parseNumber,
    )
    .addHelpText(
      'after',
      `
Figures are those of now, also of a period that is not over; "statement show" has those that were sealed.

Examples:
  camwatch statement explain cam-1 --contract c-1 --period 2026-10
  camwatch statement explain cam-1 --contract c-1 --period 2026-10 --outage 2 --lang vi
  camwatch statement explain link:l-17 --contract lines --period 2026-10 --json`,
    )
    .action(async (name: string, options: Options) => {
      await withOffice(options, context, (office) => {
        office.expectContract(options.contract);
        const explanation = explain(office, findEntity(office.reader, name).entity, options);
        if (options.json) terminal.printJson(toJson(explanation, options.outage));
        else if (options.outage === undefined) terminal.print(renderExplanation(explanation, office.words));
        else terminal.print(renderOutageOf(explanation, options.outage, office));
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

function renderOutageOf(explanation: Explanation, number: number, { words }: Office): string {
  const parts = explanation.parts.filter(({ outages }) => number <= outages.length);
  if (parts.length > 0)
    return parts.map((part) => renderOneOutage(explanation, part, number, words)).join('\n\n');
  const most = Math.max(...explanation.parts.map(({ outages }) => outages.length));
  throw new StatementError(
    'STATEMENT_UNKNOWN',
    `--outage: expected ${most === 0 ? 'none, since there is none' : `a number from 1 to ${most}`}, got ${number}`,
  );
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
