import { Document, Packer } from 'docx';
import { readZip, writeZip, type ZipEntry } from '../../core/archives/zip.ts';
import { type FontFiles, loadFontFiles } from '../fonts/font-files.ts';
import { createMeasureText } from '../fonts/measure-text.ts';
import { cleanText } from '../model/clean-text.ts';
import { composeDocument } from '../model/compose-document.ts';
import type { ComposedDocument } from '../model/composed-document.ts';
import type { DocumentInfo, OfficialDocument } from '../model/document.ts';
import type { DocxContext, TableStore } from './docx-blocks.ts';
import { docxSections } from './docx-sections.ts';
import { docxStyles } from './docx-styles.ts';

/**
 * A document as a DOCX file in the layout of Decree 30/2020. The same document gives the same bytes.
 * @throws DocumentError when a table or a picture cannot be laid out, FontError when Tinos is missing.
 */
export async function renderDocx(document: OfficialDocument, fonts?: FontFiles): Promise<Uint8Array> {
  const measure = createMeasureText(fonts ?? (await loadFontFiles()));
  const context: DocxContext = { pictures: 0, tables: new Map(), measure };
  const composed = composeDocument(document);
  const sections = docxSections(composed, context);
  const packed = await Packer.pack(new Document({ ...properties(composed), sections }), 'uint8array');
  return writeZip(readZip(packed).map((entry) => settle(entry, context.tables, composed.info)));
}

function properties({ info, texts }: ComposedDocument) {
  return {
    title: cleanText(info.title),
    creator: cleanText(info.creator),
    lastModifiedBy: cleanText(info.creator),
    revision: 1,
    customProperties: Object.entries(info.properties ?? {}).map(([name, value]) => ({ name, value })),
    styles: docxStyles(texts.tag),
    theme: { fonts: { headings: 'Times New Roman', body: 'Times New Roman' } },
  };
}

/** Puts the tables in their places, and the document's own dates where the library wrote the clock's. */
function settle(entry: ZipEntry, tables: TableStore, info: DocumentInfo): ZipEntry {
  if (entry.path === 'word/document.xml') return rewrite(entry, (xml) => placeTables(xml, tables));
  if (entry.path === 'docProps/core.xml') return rewrite(entry, (xml) => dateProperties(xml, info.createdMs));
  return entry;
}

function rewrite({ path, data }: ZipEntry, change: (xml: string) => string): ZipEntry {
  return { path, data: Buffer.from(change(Buffer.from(data).toString('utf8')), 'utf8') };
}

function placeTables(xml: string, tables: TableStore): string {
  return xml.replace(
    /<w:p><w:pPr><w:pStyle w:val="(CamwatchTable\d+)"\/><\/w:pPr><\/w:p>/g,
    (_place, name: string) => tables.get(name) ?? '',
  );
}

function dateProperties(xml: string, createdMs: number): string {
  const date = new Date(createdMs).toISOString().replace(/\.\d+Z$/, 'Z');
  return xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, (_all, tag: string) => tag + date);
}
