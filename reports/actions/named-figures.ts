import { extname } from 'node:path';
import { FILE_FORMATS, type FileFormat } from '../../contracts/statements/handed-out.ts';
import { readDocx } from '../../documents/check/docx-lines.ts';
import { openOfficeFile } from '../../documents/check/open-office-file.ts';
import { parseXml, plainText } from '../../documents/check/xml-node.ts';
import { SHA256_PROPERTY } from '../annual/build-report.ts';

/** What the ending of a file says it is; `undefined` for what no report is written as. */
export function formatOf(file: string): FileFormat | undefined {
  const ending = extname(file).slice(1).toLowerCase();
  return FILE_FORMATS.find((format) => format === ending);
}

/** The hash of the figures that a document says it was made of; nobody vouches for that. */
export function namedFigures(file: string, bytes: Buffer): string | undefined {
  try {
    const format = formatOf(file);
    return format === undefined || format === 'json' ? undefined : READERS[format](bytes);
  } catch (error) {
    // No such file: whoever compares it says so.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const READERS: Readonly<Record<Exclude<FileFormat, 'json'>, (bytes: Buffer) => string | undefined>> = {
  docx: (bytes) => sha256In(readDocx(bytes).properties.get(SHA256_PROPERTY)),
  xlsx: (bytes) => {
    const core = parseXml(openOfficeFile(bytes, 'xl/workbook.xml').get('docProps/core.xml'));
    return sha256In(new RegExp(`${SHA256_PROPERTY}=([0-9a-f]{64})`).exec(plainText(core))?.[1]);
  },
  pdf: (bytes) => {
    const text = bytes.toString('latin1');
    const place = new RegExp(`/${SHA256_PROPERTY} (\\d{1,7}) 0 R`).exec(text)?.[1];
    return sha256In(new RegExp(`\\n${place ?? '-'} 0 obj\\n\\(([^)]*)\\)`).exec(text)?.[1]);
  },
};

const sha256In = (text: string | undefined): string | undefined =>
  text !== undefined && /^[0-9a-f]{64}$/.test(text) ? text : undefined;
