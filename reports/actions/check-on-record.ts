import type { HandedOut } from '../../contracts/statements/handed-out.ts';
import { WRITTEN_FORMAT } from '../figures/document/figures-format.ts';
import type { FiguresFile } from '../figures/seal-figures.ts';
import { buildDocument } from './build-document.ts';
import type { PrintedCheck } from './check-printed.ts';
import { listFigures } from './list-figures.ts';

/** A file that was handed out is known by its hash, by whatever version it was written. */
export async function checkOnRecord(
  handedOut: readonly HandedOut[],
  figures: FiguresFile,
): Promise<PrintedCheck> {
  const others = handedOut.filter(({ of }) => of !== figures.sha256);
  return {
    isGood: others.length === 0,
    equal: others.length === 0 ? ((await countPrinted(figures)) ?? 0) : 0,
    problems: others.map(
      ({ of, seq }) => `row ${seq} of the ledger: it was made of the figures ${of}, not of ${figures.sha256}`,
    ),
    toRead: [],
  };
}

/** How many figures a report prints; `undefined` of an earlier format, which another version printed. */
export const countPrinted = async ({ document, sha256 }: FiguresFile): Promise<number | undefined> =>
  document.format === WRITTEN_FORMAT ? listFigures(await buildDocument(document, sha256)).length : undefined;
