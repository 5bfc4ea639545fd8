import { inspectArchive } from '../../core/archives/inspect-archive.ts';
import { readRelations } from './relations.ts';

/** More than the largest report has. */
const MOST_BYTES = 100_000_000;

/**
 * The parts of a DOCX or XLSX file by their paths. What an office program opens is the part that the package names, which
 * must be the one that is looked at.
 * @throws RangeError when it is no such file.
 */
export function openOfficeFile(bytes: Uint8Array, mainPart: string): ReadonlyMap<string, Buffer> {
  const archive = inspectArchive(Buffer.from(bytes), MOST_BYTES);
  if (archive.is !== 'sound')
    throw new RangeError(
      archive.is === 'broken' ? 'no zip archive' : `more than ${MOST_BYTES} bytes unpacked`,
    );
  const { entries } = archive;
  const named = readRelations(entries, '').filter(({ type }) => type === 'officeDocument');
  const paths = new Set(named.map(({ path }) => path));
  if (paths.size !== 1 || !paths.has(mainPart))
    throw new RangeError(`expected ${mainPart} as what is opened, found ${[...paths].join(', ') || 'none'}`);
  if (!entries.has(mainPart)) throw new RangeError(`expected a part ${mainPart}, found none`);
  return entries;
}
