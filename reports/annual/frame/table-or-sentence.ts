import type { Block } from '../../../documents/model/block.ts';
import type { RichText } from '../../../documents/model/rich-text.ts';
import type { Table } from '../../../documents/model/table.ts';
import { prose } from './prose.ts';

/** A table with rows; without any, a sentence in its place: `B. Kiểm tra: không có.` */
export function tableOrSentence(
  table: Table & { readonly caption: string },
  none: RichText = 'không có',
): Block {
  if (table.rows.length > 0) return table;
  const text = typeof none === 'string' ? `${table.caption}: ${none}.` : prose`${table.caption}: ${none}.`;
  return { kind: 'paragraph', text };
}
