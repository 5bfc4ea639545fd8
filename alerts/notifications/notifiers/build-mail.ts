import type { SendMailOptions } from 'nodemailer';
import type { MailSettings } from '../../../core/domain/alert-settings.ts';
import type { MailedFile, OutgoingMessage, Picture } from '../../../core/domain/notifier.ts';
import { UNSEEN } from '../../../core/text/unseen-text.ts';

export interface MailToBuild {
  readonly from: MailSettings['from'];
  /** Checked by {@link isAddress}. */
  readonly to: readonly string[];
  readonly message: OutgoingMessage;
  readonly nowMs: number;
}

/**
 * The mail as nodemailer takes it: plain text beside HTML, pictures within the HTML. Nothing that is given can end a header
 * line: texts lose what cannot be seen, ids and addresses are checked before (`mailProblem`, `isAddress`).
 */
export function buildMail({ from, to, message, nowMs }: MailToBuild): SendMailOptions {
  const { messageId, replyTo, urgency, content } = message;
  return {
    // As objects: a text would be parsed, and a comma in it would make two of it.
    from: { name: lineOf(from.name), address: from.address },
    to: to.map((address) => ({ name: '', address })),
    envelope: { from: from.address, to: [...to] },
    subject: lineOf(content.subject),
    messageId: `<${messageId}>`,
    ...(replyTo && {
      inReplyTo: `<${replyTo.previous}>`,
      references: [...new Set([replyTo.first, replyTo.previous])].map((id) => `<${id}>`),
    }),
    date: new Date(nowMs),
    ...(urgency === 'high' && { priority: 'high' }),
    headers: {
      // RFC 3834, and what Exchange and older servers heed: nobody's "I am on leave" is to be answered to us.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      Precedence: 'bulk',
    },
    text: content.text.toWellFormed(),
    html: content.html.toWellFormed(),
    attachments: [...content.pictures.map(toAttachment), ...(content.files ?? []).map(toFile)],
    xMailer: false,
    // Contents are texts and bytes: nothing in them may make a file or a page be read.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

const toAttachment = ({ id, fileName, contentType, bytes }: Picture) => ({
  cid: id,
  filename: lineOf(fileName),
  contentType,
  contentDisposition: 'inline' as const,
  content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
});

const toFile = ({ name, contentType, bytes }: MailedFile) => ({
  filename: lineOf(name),
  contentType,
  contentDisposition: 'attachment' as const,
  content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
});

const LONGEST_LINE = 500;

/** RFC 5322 ends a header at a line end, and some programs at less: only what can be seen stays. */
const lineOf = (text: string): string =>
  text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim().slice(0, LONGEST_LINE).toWellFormed();

/** What makes the message one that no server may be given; `undefined` where it is well. */
export function mailProblem({ messageId, replyTo, content }: OutgoingMessage): string | undefined {
  const ids = [messageId, ...(replyTo ? [replyTo.first, replyTo.previous] : [])];
  if (!ids.every((id) => MESSAGE_ID.test(id))) return 'its id, or one that it answers, is no Message-ID';
  if (!content.pictures.every(({ id }) => PICTURE_ID.test(id)))
    return 'the id of a picture has more than letters';
  return undefined;
}

/** `left@right` in the characters of RFC 5322 that need no quotes; 250 fit in a line of 998 however often they are named. */
const MESSAGE_ID = /^(?=.{3,250}$)[\w!#$%&'*+/=?^`{|}~.-]+@[\w.:[\]-]+$/;
const PICTURE_ID = /^[\w.@-]{1,100}$/;

/** An address without quotes, comments or names: what lists are made of, letters of any language included. */
export const isAddress = (text: string): boolean =>
  text.length <= 254 && ADDRESS.test(text) && text.search(UNSEEN) < 0;

const ADDRESS = /^[^\s<>()[\]\\,;:@"]+@[^\s<>()[\]\\,;:@"]+$/;
