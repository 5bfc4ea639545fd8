import type { MessageContent, OutgoingMessage } from '#core/domain/notifier.ts';

/** The smallest PNG: one transparent point. */
export const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

export const CONTENT: MessageContent = {
  subject:
    'Mất kết nối: 12 camera tại Ngã tư Nguyễn Trãi – Khuất Duy Tiến, phường Thanh Xuân, từ 08:15 ngày 26/11',
  text: 'Đường truyền line-7 đứt.\n.\nDòng trên chỉ có một dấu chấm.\n',
  html: '<p>Đường truyền <b>line-7</b> đứt.</p><img src="cid:timeline" alt="Diễn biến">',
  pictures: [
    {
      id: 'timeline',
      fileName: 'diễn-biến.png',
      contentType: 'image/png',
      bytes: DOT,
      alt: 'Diễn biến',
    },
  ],
  facts: { incident: 'i-1', cameras: 12 },
};

export const outgoing = (
  changes: Partial<OutgoingMessage> = {},
  content: Partial<MessageContent> = {},
): OutgoingMessage => ({
  messageId: 'i-1.2.noc@camwatch.example.org',
  replyTo: { first: 'i-1.1.noc@camwatch.example.org', previous: 'i-1.1.noc@camwatch.example.org' },
  to: ['noc@example.org'],
  urgency: 'high',
  ...changes,
  content: { ...CONTENT, ...content },
});

export const running = (): AbortSignal => new AbortController().signal;
