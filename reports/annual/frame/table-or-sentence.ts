import type { Block } from '../../../documents/model/block.ts';
import type { Table } from '../../../documents/model/table.ts';

/** A table with rows; without any, a sentence in its place: `B. Kiểm tra: không có.` */
export function tableOrSentence(table: Table & { readonly caption: string }, none = 'không có'): Block {
  return table.rows.length > 0 ? table : { kind: 'paragraph', text: `${table.caption}: ${none}.` };
}
