import type { MailLinkTexts } from './mail-link-texts.ts';

export const mailLinkTextsEn: MailLinkTexts = {
  heading: 'Acknowledge an incident',
  press: 'I am at it',
  about: (recipient, time) =>
    `Goes on record for “${recipient}”, by a link in a mail. The link is good until ${time}.`,
  circuit: (circuit) => `Circuit ${circuit}.`,
  taken: (who, time) => `${who} acknowledged it at ${time}`,
  byLink: 'by a link in a mail',
  resolved: (time) => `This incident was over at ${time}. There is nothing left to acknowledge.`,
  broken:
    'This is no link of ours, or it was cut when it was copied. Open it from the mail again, or log in.',
  over: 'This link is over. Take the latest mail about the incident, or log in.',
  withdrawn: 'This link is worth nothing any more: its recipient has left the list, or the account is shut.',
  nothingDone: 'Nothing was put on record.',
  more: 'Log in for the page of the incident',
};
