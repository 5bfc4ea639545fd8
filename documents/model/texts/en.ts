import type { DocumentDate } from '../document-date.ts';
import type { vi } from './vi.ts';

/** Decree 30/2020 knows Vietnamese documents alone: one in English has its layout, translates one, and is not signed. */
export const en: typeof vi = {
  tag: 'en-GB',
  motto: 'SOCIALIST REPUBLIC OF VIET NAM',
  freedom: 'Independence - Freedom - Happiness',
  number: (number) => `No. ${number}`,
  date: renderDate,
  hints: { issuingBody: 'issuing body', post: 'post of the signer', name: 'full name' },
  part: (number) => `Part ${number}`,
  note: 'Note: ',
  missing: (subject, because) => `${subject}: no figures, because ${because}.`,
  annex: (number) => (number === undefined ? 'Annex' : `Annex ${number}`),
  attachedTo: (typeName, number, date, body) =>
    `(Attached to ${typeName}, document No. ${number}, ${date}, of ${body})`,
  secretStamp: '[Stamp of the degree of secrecy]',
  signingPage: 'CONFIRMATION BY THE PARTIES',
  signHere: '(Only the Vietnamese document is signed)',
};

function renderDate({ year, month, day }: DocumentDate = {}): string {
  if (day === undefined || month === undefined || year === undefined)
    return `day ${day ?? DOTS} month ${month ?? DOTS} year ${year ?? DOTS}`;
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

const DOTS = '……';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
] as const;
