import { z } from 'zod';
import { FilesSchema, parseBody, type Recorded, recordedOf } from '../../ledger/decisions/decision-bodies.ts';
import type { Attachment } from '../../ledger/files/attachments.ts';
import type { Decision, Decisions, NewDecision } from '../../ledger/record/decisions.ts';

export const FILE_FORMATS = ['json', 'docx', 'pdf', 'xlsx'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** A file as it left the house. */
export interface OutgoingFile extends Attachment {
  readonly format: FileFormat;
}

/** That a file was handed out, as the ledger has it. */
export interface HandedOut extends Recorded {
  /** Of the statement; of a report `report:` and the id of its figures. */
  readonly id: string;
  /** SHA-256 of the canonical document that was sealed and that the file was made of. */
  readonly of: string;
  readonly file: OutgoingFile;
  /** To whom, where whoever handed it out said so. */
  readonly to?: string;
}

/** Action of a row of `statement`: the file was written, and nothing was decided by it. */
export const HANDED_OUT = 'handed-out';

export const reportId = (figuresId: string): string => `report:${figuresId}`;

const HandedOutBody = z.object({
  of: z.string(),
  file: z.object({
    name: z.string(),
    format: z.enum(FILE_FORMATS),
    sha256: z.string(),
    sizeBytes: z.int(),
  }),
  /** Of the program that wrote it. */
  version: z.string(),
  to: z.string().optional(),
  /** What is kept beside the ledger: of a report the file itself, which no later version could draw again. */
  files: FilesSchema,
});

/** The sealed file of a statement is named by the row of its draft, issue or restatement itself. */
const SealedBody = z.object({ sha256: z.string(), files: FilesSchema });
const SEALING_ACTIONS: readonly string[] = ['drafted', 'issued', 'restated'];

/** What these rows of `statement` say was handed out, in their order. @throws DECISION_UNREADABLE */
export function listHandedOut(rows: Iterable<Decision>): readonly HandedOut[] {
  return [...rows].flatMap((row): HandedOut[] => {
    const common = { id: row.id, ...recordedOf(row) };
    if (row.action === HANDED_OUT) {
      const { of, file, to } = parseBody(row, HandedOutBody);
      return [{ ...common, of, file, ...(to !== undefined && { to }) }];
    }
    if (!SEALING_ACTIONS.includes(row.action)) return [];
    const { sha256, files } = parseBody(row, SealedBody);
    return files.slice(0, 1).map((file) => ({ ...common, of: sha256, file: { ...file, format: 'json' } }));
  });
}

/** Where and when a content was handed out; empty where the ledger does not know it. */
export const findHandedOut = (rows: Iterable<Decision>, sha256: string): readonly HandedOut[] =>
  listHandedOut(rows).filter(({ file }) => file.sha256 === sha256);

export interface HandOver {
  /** As in {@link HandedOut}. */
  readonly id: string;
  readonly of: string;
  readonly version: string;
  readonly to?: string;
  readonly files: readonly OutgoingFile[];
  /** Of those that are kept beside the ledger already: the row of each names it. */
  readonly kept?: ReadonlySet<string>;
}

/** Puts files on record: each content once, and once more for each whom it was handed to. Do it before they get their names. */
export function recordHandedOut(
  decisions: Decisions,
  { id, of, version, to, files, kept }: HandOver,
): readonly Decision[] {
  return decisions.appendFor('statement', id, (rows) => {
    const known = listHandedOut(rows);
    return files
      .filter(({ sha256 }) => !known.some((one) => isKnown(one, sha256)))
      .map(
        (file): NewDecision => ({
          id,
          action: HANDED_OUT,
          body: {
            of,
            file: { ...file },
            version,
            ...(to !== undefined && { to }),
            files: kept?.has(file.sha256) ? [attachmentOf(file)] : [],
          },
        }),
      );
  });

  function attachmentOf({
    name,
    sha256,
    sizeBytes,
  }: OutgoingFile): Record<keyof Attachment, string | number> {
    return { name, sha256, sizeBytes };
  }

  function isKnown(one: HandedOut, sha256: string): boolean {
    return one.file.sha256 === sha256 && one.of === of && (to === undefined || one.to === to);
  }
}
