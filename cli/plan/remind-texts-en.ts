/** What `camwatch plan remind` says to people. Numbers come in as text. */
export const remindTextsEn = {
  nothingDue: (date: string) => `${date}: no reminder is due.`,
  nobodyLate: (date: string) => `${date}: no unit is late, and no form is to be mended.`,
  due: ({
    agency,
    year,
    deadline,
    daysBefore,
    daysLeft,
  }: Readonly<Record<'agency' | 'year' | 'deadline' | 'daysBefore' | 'daysLeft', string>>) =>
    `${agency}: report of ${year}, deadline ${deadline}, ${daysLeft} days left (that of ${daysBefore} days)`,
  standings: {
    'not-sent': 'nothing was sent',
    'with-errors': 'its form has errors, to be mended',
    blank: 'its form is blank',
  },
  toMend: ({
    agency,
    year,
    deadline,
    standing,
  }: Readonly<Record<'agency' | 'year' | 'deadline' | 'standing', string>>) =>
    `${agency}: report of ${year}, deadline ${deadline}, ${standing}`,
  late: ({
    agency,
    year,
    deadline,
    daysLate,
  }: Readonly<Record<'agency' | 'year' | 'deadline' | 'daysLate', string>>) =>
    `${agency}: report of ${year}, deadline ${deadline}, ${daysLate} days late`,
  outcomes: { sent: 'sent', planned: 'to be sent', 'no-address': 'NO ADDRESS', failed: 'NOT SENT' },
  letters: { written: 'written', planned: 'to be written', before: 'has a letter (--again for another)' },
  counts: ({ sent, noAddress, failed }: Readonly<Record<'sent' | 'noAddress' | 'failed', string>>) =>
    `Sent ${sent}; without an address ${noAddress}; not sent ${failed} (still due, and tried again next time).`,
  letterCounts: ({ letters, units, before }: Readonly<Record<'letters' | 'units' | 'before', string>>) =>
    `Letters written: ${letters}, to ${units} units; units that had one: ${before}.`,
  nothingSent: 'Nothing was sent, and nothing put on record.',
  byLetter:
    'Units without an address: add one to reminders.contacts of plan.yaml, or send the letter once they are late.',
};

export type RemindTexts = typeof remindTextsEn;
