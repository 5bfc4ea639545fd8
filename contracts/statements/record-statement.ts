import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Said } from '../../core/language/said.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { readAttachment, storeContent } from '../../ledger/files/attachments.ts';
import type { DecisionCheck, Decisions, NewDecision } from '../../ledger/record/decisions.ts';
import { refused } from './build-statement.ts';
import type { NewlySealed } from './document-seal.ts';
import { sealedFileName } from './sealed-file-name.ts';
import { StatementError } from './statement-error.ts';
import { bodyJson, type Filed, readLife, rulesOfParts, type StatementLife } from './statement-register.ts';
import type { StatementDocument } from './statement-schema.ts';
import { openStatement, type SealedFile } from './statement-seal.ts';

export interface RecordOptions {
  /** Path of the ledger: a copy of the file is kept beside it. */
  readonly ledger: string;
  /** Where the file is written for people; absent: only the copy beside the ledger is. */
  readonly out?: string;
  /** Whether a file there may be replaced. */
  readonly overwrite?: boolean;
  /** Why the draft that stands is withdrawn first, in the same transaction. */
  readonly replaces?: string;
}

const ACTIONS = { draft: 'drafted', issued: 'issued', restated: 'restated' } as const;

/**
 * Writes the file, keeps a copy beside the ledger, and records the step: all or, where it is refused, nothing of it.
 * @throws STATEMENT_REFUSED when somebody else took a step meanwhile; STATEMENT_FILE when the file cannot be written.
 */
export function recordStatement(
  decisions: Decisions,
  life: StatementLife,
  sealed: NewlySealed<StatementDocument>,
  { ledger, out, overwrite = false, replaces }: RecordOptions,
): Filed {
  const { document, sha256 } = sealed;
  const name = out === undefined ? sealedFileName(document) : basename(out);
  if (!overwrite && out !== undefined && existsSync(out)) throw unwritable(out, THERE_ALREADY);
  const partial = `${out}.partial-${process.pid}`;
  if (out !== undefined) writeOut(partial, sealed.bytes);
  try {
    const attachment = storeContent(ledger, name, sealed.bytes);
    const action = ACTIONS[document.state];
    const body = {
      contract: document.contract.id,
      period: {
        label: document.period.label,
        fromMs: document.period.fromMs,
        toMs: document.period.toMs,
      },
      number: document.number,
      sha256,
      fingerprint: document.signer.fingerprint,
      total: document.money.total,
      disputed: document.money.disputed,
      objectionEndsMs: document.objectionEndsMs,
      ...(document.agreedBy === undefined ? {} : { agreedBy: document.agreedBy }),
      ...(document.reason === undefined ? {} : { reason: document.reason }),
      ...rulesOfParts(document.figures),
      files: [{ ...attachment, name }, ...(document.agreement ?? [])],
    };
    const steps: NewDecision[] = [
      ...(replaces === undefined
        ? []
        : [{ id: life.id, action: 'withdrawn', body: { reason: replaces, files: [] } }]),
      { id: life.id, action, body: bodyJson(body) },
    ];
    const row = decisions.appendAll('statement', steps, expectUnchanged(life)).at(-1);
    if (!row) throw new Error('a step that was recorded is missing');
    if (out !== undefined) renameSync(partial, out);
    return { seq: row.seq, recordedMs: row.recordedMs, author: row.author, action, ...body };
  } finally {
    if (out !== undefined) rmSync(partial, { force: true });
  }
}

/** The rows of a statement must still be those that the step was built from. */
export const expectUnchanged =
  (life: StatementLife): DecisionCheck =>
  (rows) => {
    if (readLife(rows, life.id).steps.length !== life.steps.length)
      throw refused(life.id, {
        en: 'somebody else took a step meanwhile: look at it and try again',
        vi: 'có người vừa thực hiện một bước khác: hãy xem lại rồi thử lại',
      });
  };

/** The document of a statement on record, from the copy beside the ledger. @throws LEDGER_ATTACHMENT, STATEMENT_FILE */
export const readFiled = (ledger: string, filed: Filed): StatementDocument =>
  readSealed(ledger, filed).document;

/** The same with the text of the file. */
export function readSealed(ledger: string, { files: [file], sha256 }: Filed): SealedFile {
  const text = file ? readAttachment(ledger, file.sha256).toString() : '';
  const { statement, problems } = openStatement(text);
  if (statement?.sha256 === sha256) return statement;
  throw new StatementError('STATEMENT_FILE', {
    en: `expected the statement with the hash ${sha256} beside the ledger, got another: ${showUntrusted(problems.join('; '))}`,
    vi: `cần bảng đối soát có mã băm ${sha256} bên cạnh sổ ghi, nhận được tệp khác: ${showUntrusted(problems.join('; '))}`,
  });
}

function writeOut(path: string, bytes: Buffer): void {
  try {
    // Never through a link that somebody left in a folder of others.
    rmSync(path, { force: true });
    writeFileSync(path, bytes, { flag: 'wx' });
  } catch (error) {
    throw unwritable(path, systemSaid(error), error);
  }
}

/** Where a file is to be written that is there already, or cannot be. */
export const unwritable = (path: string, got: Said, cause?: unknown): StatementError =>
  new StatementError(
    'STATEMENT_FILE',
    {
      en: `${path}: expected a new file to write to, got: ${got.en}`,
      vi: `${path}: cần tệp mới để ghi, nhận được: ${got.vi}`,
    },
    { cause },
  );

export const THERE_ALREADY: Said = { en: 'a file that is there already', vi: 'tệp đã có sẵn' };

/** What the system says, as it says it. */
export const systemSaid = (error: unknown): Said => {
  const text = error instanceof Error ? error.message : String(error);
  return { en: text, vi: text };
};
