import { foldClaims } from '../../../ledger/decisions/claims.ts';
import { readAttachment } from '../../../ledger/files/attachments.ts';
import { mayReadClaim, noSuch } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';

/** A paper of a claim, which is what was handed in. @throws PAPER_UNKNOWN, LEDGER_ATTACHMENT */
export function readClaimFile(
  context: PaperContext,
  { id, sha256 }: { readonly id: string; readonly sha256: string },
): { readonly name: string; readonly content: Uint8Array } {
  const claim = foldClaims(context.reader.decisions('claim', { id })).get(id);
  if (!claim || !mayReadClaim(context, claim)) throw noSuch('claim', 'đề nghị loại trừ', id);
  const { files, hearings, decision } = claim;
  const all = [...files, ...hearings.flatMap((hearing) => hearing.files), ...(decision?.files ?? [])];
  const found = all.find((file) => file.sha256 === sha256);
  if (!found) throw noSuch('file', 'tệp', sha256);
  return { name: found.name, content: readAttachment(context.store.path, sha256) };
}
