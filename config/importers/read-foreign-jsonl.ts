import { parseForeignJson } from '../../core/text/parse-json.ts';
import { decodeText } from '../files/read-text.ts';
import { EMPTY_CELL, type ForeignCell, type ForeignTable, tidyText } from './foreign-table.ts';
import { ImportError } from './import-error.ts';

/**
 * Reads JSON lines: one object a line, whose members are the columns. Texts, numbers and truth values are taken as they are
 * written; `null` is an empty cell. Problems name the line and the character where the key stands.
 */
export function readForeignJsonl(file: string, bytes: Buffer): ForeignTable {
  const decoded = decodeText(bytes);
  if (!decoded.ok)
    throw new ImportError(file, [{ place: `${decoded.line}:1`, path: 'the file', message: decoded.message }]);
  const lines = decoded.text.split('\n');
  const objects = lines.map(parseLine).filter((parsed) => parsed !== undefined);
  const header = [...new Set(objects.flatMap(({ members }) => [...members.keys()]))];
  return {
    header,
    rows: objects.map(({ line, members, flaw }) => ({
      line,
      cells: header.map((name) => (flaw ? { text: '', flaw } : (members.get(name) ?? EMPTY_CELL))),
    })),
    placeOf: (line, column) => {
      const at = lines[line - 1]?.indexOf(`${JSON.stringify(header[column] ?? '')}:`) ?? -1;
      return `${line}:${Math.max(0, at) + 1}`;
    },
  };
}

interface ParsedLine {
  readonly line: number;
  readonly members: ReadonlyMap<string, ForeignCell>;
  readonly flaw?: string;
}

function parseLine(text: string, index: number): ParsedLine | undefined {
  if (text.trim() === '') return undefined;
  const line = index + 1;
  const value = parseForeignJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const got = JSON.stringify(text.trim().slice(0, 40));
    return { line, members: new Map(), flaw: `expected a JSON object in one line, got ${got}` };
  }
  return { line, members: new Map(Object.entries(value).map(([name, member]) => [name, cellOf(member)])) };
}

function cellOf(member: unknown): ForeignCell {
  if (member === null) return EMPTY_CELL;
  if (typeof member === 'string') return { text: tidyText(member) };
  if (typeof member === 'number' || typeof member === 'boolean') return { text: String(member) };
  return { text: '', flaw: `expected a text or a number, got ${JSON.stringify(member).slice(0, 40)}` };
}
