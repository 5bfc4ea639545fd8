import { parseEntity } from '../../core/domain/state.ts';
import type { RichText } from '../../documents/model/rich-text.ts';
import type { NumberCell, Table, TableCell } from '../../documents/model/table.ts';
import type { StatementInput } from './statement-input.ts';
import type { StatementWords } from './statement-words.ts';

/** Whole milliseconds or a count. */
export const countCell = (value: number, { count }: StatementWords): NumberCell => ({
  kind: 'number',
  text: count(value),
  value: String(value),
});

/** Whole đồng, of the text that a statement has. */
export const moneyCell = (vnd: string, words: StatementWords, isBold = false): NumberCell => ({
  kind: 'number',
  text: words.vnd(vnd),
  value: vnd,
  ...(isBold && { bold: true }),
});

/** A percentage that was cut off, or a dash where nothing counted. */
export function percentCell(percent: string | undefined, words: StatementWords): TableCell {
  if (percent === undefined) return { kind: 'text', text: '–', align: 'right' };
  return { kind: 'number', text: words.percent(percent), value: percent };
}

/** A length of time; nothing of it is a dash. */
export const spanCell = (ms: number, { span }: StatementWords): TableCell => ({
  kind: 'text',
  text: ms === 0 ? '–' : span(ms),
  align: 'right',
});

/** What a device or line is called, where it stands, and below that its id; what has no name is told as the sealed file calls it. */
export function entityText(entity: string, { entities, places }: StatementInput['names']): string {
  const name = entities?.get(entity);
  if (name === undefined) return entity;
  return [[name, places?.get(entity)].filter(Boolean).join(', '), parseEntity(entity)?.id ?? entity].join(
    '\n',
  );
}

/** A table of names and values, two columns wide. */
export function pairTable(
  pairs: readonly (readonly [string, RichText])[],
  header: { readonly name: string; readonly value: string },
): Table {
  return {
    kind: 'table',
    columns: [{ share: 2 }, { share: 4 }],
    header: [[{ text: header.name }, { text: header.value }]],
    rows: pairs.map(([name, text]) => ({ kind: 'row', cells: [name, { kind: 'text', text }] })),
    size: 'small',
  };
}
