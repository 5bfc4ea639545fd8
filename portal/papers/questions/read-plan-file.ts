import { readAttachment } from '../../../ledger/files/attachments.ts';
import { noSuch } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';
import { readPlanFor } from './plan-overview.ts';
import { readRegisterFor } from './plan-register.ts';

interface AskedPlanFile {
  /** A register, or `task`. */
  readonly of: string;
  readonly id: string;
  readonly sha256: string;
}

/** A paper of a task or of an entry that whoever asks may read, as it was handed in. @throws PAPER_UNKNOWN, LEDGER_ATTACHMENT */
export async function readPlanFile(
  context: PaperContext,
  { of, id, sha256 }: AskedPlanFile,
): Promise<{ readonly name: string; readonly content: Uint8Array }> {
  const files = of === 'task' ? await filesOfTask(context, id) : await filesOfEntry(context, of, id);
  const found = files.find((file) => file.sha256 === sha256);
  if (!found) throw noSuch('file', 'tệp', sha256);
  return { name: found.name, content: readAttachment(context.store.path, sha256) };
}

async function filesOfTask(context: PaperContext, id: string) {
  const { tasks } = await readPlanFor(context);
  return tasks.find((task) => task.id === id)?.evidence.flatMap(({ files }) => files) ?? [];
}

async function filesOfEntry(context: PaperContext, register: string, id: string) {
  const { entries } = await readRegisterFor(context, { register });
  return entries.find((entry) => entry.id === id)?.files ?? [];
}
