import { z } from 'zod';
import { isSameJson } from '../../core/text/canonical-json.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
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
  /** By which entry of a schedule it was made, and mailed where it says to whom. */
  readonly scheduled?: string;
  /** It was signed and sent as it is; absent: it is as the program wrote it. */
  readonly issued?: Issued;
}

const Issued = z.object({
  /** Whether its figures are those that were sealed, as far as a program can tell. */
  figures: z.enum(['equal', 'differ', 'not-comparable']),
  /** How many are, and where it says something else, in the words of that time. */
  equal: z.int(),
  problems: z.array(z.string()),
  /** How many places a person had to read. */
  toRead: z.int(),
  number: z.string().optional(),
  /** On the document, such as `2025-11-28`. */
  date: z.string().optional(),
  signedBy: z.string().optional(),
  /** Files of the same report that were issued before, by their rows, and why this one stands in their place. */
  replaces: z.object({ rows: z.array(z.int()), reason: z.string() }).optional(),
});
/** What was found of a file, and what its clerk says of it. */
export type Issued = z.infer<typeof Issued>;

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
  scheduled: z.string().optional(),
  issued: Issued.optional(),
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
      const { of, file, to, scheduled, issued } = parseBody(row, HandedOutBody);
      return [{ ...common, of, file, ...omitUndefined({ to, scheduled, issued }) }];
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
  readonly scheduled?: string;
  readonly issued?: Issued;
}

/** Puts files on record: each content once, and once more for each whom it was handed to and each way it was issued. Do it before they get their names. */
export function recordHandedOut(
  decisions: Decisions,
  { id, of, version, to, files, kept, scheduled, issued }: HandOver,
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
            ...(scheduled !== undefined && { scheduled }),
            ...(issued && { issued: omitUndefined(issued) }),
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
    if (one.file.sha256 !== sha256 || one.of !== of) return false;
    return issued
      ? isSameJson({ ...one.issued }, { ...issued })
      : one.issued === undefined && (to === undefined || one.to === to);
  }
}
