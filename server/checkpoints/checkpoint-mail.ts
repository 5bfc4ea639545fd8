import type { OutgoingMessage } from '../../core/domain/notifier.ts';
import { escapeHtml } from '../../core/text/escape-html.ts';
import { renderHead } from '../../ledger/checkpoint/checkpoint.ts';
import type { IssuedCheckpoint } from '../../ledger/checkpoint/checkpoint-rows.ts';
import { renderVerifierKey } from '../../ledger/checkpoint/signed-note.ts';

/** The checkpoint as a mail to a party: keep it, check it, sign it and send it back. The same one has the same id at every try. */
export function checkpointMail(
  { checkpoint, written, key }: IssuedCheckpoint,
  to: readonly string[],
): OutgoingMessage {
  const { origin, size, root, heads } = checkpoint;
  const text = [
    `Điểm kiểm (checkpoint) số ${size} của sổ ghi camwatch. Hãy giữ thư này: về sau nó chứng minh rằng không dòng nào của sổ ghi đến đây bị sửa, bớt hay thêm.`,
    'Muốn xác nhận: lưu thư, ký bằng khóa của bên mình rồi gửi trả kết quả; cách làm ở docs/checkpoints.md.',
    `Checkpoint ${size} of a camwatch ledger. Keep this mail: it proves later that no row of the ledger up to here was changed, removed or added.`,
    'To cosign it: save the mail, sign it with a key of your own and send back what that prints; docs/checkpoints.md says how, with camwatch and without.',
    `Khóa của bên vận hành / key of the operator: ${renderVerifierKey(key, 'log')}`,
    written,
  ].join('\n\n');
  return {
    messageId: `checkpoint.${size}.${root.toString('hex').slice(0, 16)}@camwatch`,
    to,
    urgency: 'normal',
    content: {
      subject: `[camwatch] Điểm kiểm ${size} của sổ ghi (${origin})`,
      text,
      html: `<pre style="white-space:pre-wrap">${escapeHtml(text)}</pre>`,
      pictures: [],
      facts: {
        type: 'checkpoint',
        origin,
        size,
        root: root.toString('base64'),
        heads: heads.map(renderHead),
      },
    },
  };
}
