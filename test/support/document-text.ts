import type { Block } from '#documents/model/block.ts';
import type { Minutes } from '#documents/model/document.ts';
import { layoutTexts } from '#documents/model/layout-texts.ts';
import type { RichText } from '#documents/model/rich-text.ts';
import type { Table, TableCell } from '#documents/model/table.ts';

/** What a reader of a document reads: its text, and that of its annexes, a row of a table a line. */
export function documentText({ body, annexes, language }: Pick<Minutes, 'body' | 'annexes' | 'language'>) {
  return {
    body: blockLines(body, language).join('\n'),
    annexes: annexes.flatMap(({ title, blocks }) => [title, ...blockLines(blocks, language)]).join('\n'),
  };
}

export const blockLines = (blocks: readonly Block[], language?: Minutes['language']): readonly string[] =>
  blocks.flatMap((block) => linesOf(block, language));

function linesOf(block: Block, language: Minutes['language']): readonly string[] {
  switch (block.kind) {
    case 'part':
    case 'section':
    case 'clause':
      return [block.title];
    case 'table':
      return tableLines(block);
    case 'missing':
      return [layoutTexts(language).missing(block.subject, block.because)];
    case 'picture':
    case 'page-break':
      return [];
    case 'paragraph':
    case 'numbered':
    case 'point':
    case 'dash':
    case 'note':
      return [plain(block.text)];
  }
}

const tableLines = ({ rows }: Table): readonly string[] =>
  rows.map(({ cells }) => cells.map(cellText).join(' | '));

const cellText = (cell: TableCell): string => (typeof cell === 'string' ? cell : plain(cell.text));

const plain = (text: RichText): string =>
  typeof text === 'string' ? text : text.map((run) => ('text' in run ? run.text : `[${run.hint}]`)).join('');
