import type { MessageContent } from '../../../core/domain/notifier.ts';
import type { Language } from '../../../core/language/language.ts';
import type { IncidentSummary } from '../../../ledger/record/incidents/incident-event.ts';
import type { Occasion } from '../../../ledger/record/outbox/occasion.ts';
import { markup, renderMarkup } from './markup.ts';

/**
 * What is sent where a message cannot be composed: that there is something, how bad it is, and where to look. Names
 * nothing, so that whatever it was cannot stand in the way again, nor be told to whom it is not to be.
 */
export function composePlainly(occasion: Occasion, language: Language): MessageContent {
  const texts = { vi: VI, en: EN }[language];
  const subject = texts.subject(occasion);
  const lines = [subject, texts.look, 'camwatch incidents list'];
  const html = markup`<!doctype html><html lang="${language}"><body>${lines.map((line) => markup`<p>${line}</p>`)}</body></html>`;
  return {
    subject,
    text: `${lines.join('\n\n')}\n`,
    html: renderMarkup(html),
    pictures: [],
    facts: { version: 1, language, subject, short: subject, type: 'plain', occasion: occasion.type },
  };
}

interface PlainTexts {
  readonly look: string;
  readonly subject: (occasion: Occasion) => string;
}

type Bad = Pick<IncidentSummary, 'severity' | 'camerasLost'>;

const VI: PlainTexts = {
  look: 'Không soạn được nội dung chi tiết của tin này. Xem trên máy chạy camwatch:',
  subject: (occasion) => {
    const severities = { minor: 'mức thấp', major: 'mức cao', critical: 'mức nghiêm trọng' };
    const bad = ({ severity, camerasLost }: Bad) => `${severities[severity]}, mất ${camerasLost} camera`;
    switch (occasion.type) {
      case 'news':
        return occasion.news === 'resolved'
          ? 'camwatch: một sự cố đã khôi phục'
          : `camwatch: sự cố ${bad(occasion.incident)}`;
      case 'escalation':
        return `camwatch: sự cố chưa ai tiếp nhận, ${bad(occasion.incident)}`;
      case 'digest':
        return `camwatch: ${occasion.items.length + occasion.more} tin về sự cố`;
      case 'report':
        return 'camwatch: báo cáo sự cố';
      case 'test':
        return 'camwatch: tin thử';
    }
  },
};

const EN: PlainTexts = {
  look: 'The details of this message could not be composed. Look on the machine that runs camwatch:',
  subject: (occasion) => {
    const bad = ({ severity, camerasLost }: Bad) => `${severity}, cameras lost: ${camerasLost}`;
    switch (occasion.type) {
      case 'news':
        return occasion.news === 'resolved'
          ? 'camwatch: an incident is resolved'
          : `camwatch: incident, ${bad(occasion.incident)}`;
      case 'escalation':
        return `camwatch: nobody has acknowledged an incident, ${bad(occasion.incident)}`;
      case 'digest':
        return `camwatch: ${occasion.items.length + occasion.more} messages about incidents`;
      case 'report':
        return 'camwatch: report of incidents';
      case 'test':
        return 'camwatch: test message';
    }
  },
};
