import type { InterfaceRow } from '../../collector/diagnosis/checks/interface-rows.ts';
import type { InterfaceSample } from '../../core/domain/device-report.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import type { RenderContext } from './render-context.ts';

const RIGHT = new Set([0, 3, 4, 5, 6]);

export function renderInterfaces(rows: readonly InterfaceRow[], context: RenderContext): readonly string[] {
  if (rows.length === 0) return [];
  const { texts, style } = context;
  const cells = rows.map((row) => describeRow(row, context));
  const [head = '', ...lines] = alignRows(...withoutEmpty([texts.interfaceColumns, ...cells]));
  const canTell = rows.some(({ rate }) => rate !== undefined);
  return [
    style('bold', texts.headings.interfaces),
    style('dim', `  ${head}`),
    ...lines.map((line) => `  ${line}`),
    ...(canTell ? [] : [style('dim', `  ${texts.pollTwice}`)]),
    '',
  ];
}

/** Columns that nobody fills are left out, and with them those that stand to the right. */
function withoutEmpty(
  table: readonly (readonly string[])[],
): readonly [rows: readonly (readonly string[])[], right: ReadonlySet<number>] {
  const [head = [], ...rows] = table;
  const kept = [...head.keys()].filter((column) => rows.some((row) => row[column]));
  const right = new Set([...kept.keys()].filter((place) => RIGHT.has(kept[place] ?? place)));
  return [table.map((row) => kept.map((column) => row[column] ?? '')), right];
}

function describeRow({ sample, rate, carries }: InterfaceRow, context: RenderContext): readonly string[] {
  const { texts, amounts, style } = context;
  const { index, name, alias, speedBitsPerSecond = 0 } = sample;
  const rates = rate?.ok ? [rate.inBitsPerSecond, rate.outBitsPerSecond].map(amounts.bitRate) : ['', ''];
  const refusal = rate?.ok === false ? [style('yellow', texts.noRate[rate.reason])] : [];
  return [
    String(index),
    alias === undefined || alias === name ? name : `${name} (${alias})`,
    describeState(sample, context),
    speedBitsPerSecond > 0 ? amounts.bitRate(speedBitsPerSecond) : '',
    ...rates,
    describeErrors(sample, context),
    [...carries, ...refusal].join(' '),
  ];
}

function describeState({ admin, oper }: InterfaceSample, { texts, style }: RenderContext): string {
  if (admin === 'down') return style('dim', texts.interfaceStates['switched-off']);
  if (oper === undefined) return '';
  return style(oper === 'up' ? 'green' : 'yellow', texts.interfaceStates[oper]);
}

function describeErrors({ counters }: InterfaceSample, { amounts }: RenderContext): string {
  const { inErrors, outErrors } = counters ?? {};
  if (inErrors === undefined && outErrors === undefined) return '';
  return `${amounts.number(inErrors ?? 0)}/${amounts.number(outErrors ?? 0)}`;
}
