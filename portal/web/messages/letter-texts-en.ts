/** Texts of letters to units that are late. Numbers and days come in as text. */
export const letterTextsEn = {
  heading: 'Letters to units',
  about: (day: string) =>
    `Units handed in until the end of ${day}. Whoever is late is urged by a letter, and whoever sent a form with errors or a blank one is asked to mend it.`,
  head: ['Unit', 'State', 'What is missing', 'From', 'Mail goes to', 'On record'],
  chooseAll: 'All',
  chooseDue: 'Those without a letter',
  chooseNone: 'None',
  choose: (unit: string) => `Choose ${unit}`,
  none: 'Nobody is late, and no form is to be mended.',
  missing: (count: string) => (count === '1' ? '1 item' : `${count} items`),
  noAddress:
    'no address: ask the administrator to add one, or choose “Put on record; it goes by another way” after looking at the letters',
  written: 'has a letter',
  notWritten: 'none',
  late: (days: string) => (days === '1' ? '1 day late' : `${days} days late`),
  together: 'One letter to all that are chosen, with a list',
  number: 'Number and symbol of the (first) letter',
  numberAbout:
    'Such as 12/SKHCN-CĐS; the next ones count on. Left blank while there is none: take the DOCX to be signed, then send the signed paper.',
  date: 'Day of the letter',
  until: 'New last day',
  contact: 'Who helps, with a telephone number',
  post: 'Post of whoever signs',
  signer: 'Name of whoever signs',
  preview: 'Look at the letters',
  noMail:
    'No mail server is set (alerts.mail of camwatch.yaml): letters can be taken as files and put on record, and are sent by other ways.',
  previewHeading: (count: string) => `Letters as they will be: ${count}`,
  nothingYet: 'Nothing is sent, and nothing is on record yet.',
  goesTo: 'Mail to:',
  gaps: (names: string) =>
    `This letter lacks ${names}: it cannot go by mail yet. Choose “Change” to fill it in, or take the DOCX to be signed, then send the signed paper (PDF).`,
  gapNames: {
    number: 'its number and symbol',
    until: 'the new last day',
    contact: 'who helps',
    post: 'the post of whoever signs',
    signer: 'the name of whoever signs',
  },
  taken: 'Taken by the mail server.',
  takeDocx: 'Take as DOCX',
  takePdf: 'Take as PDF',
  annex: (number: string) => `Annex ${number}`,
  sendHeading: 'Send',
  signed: 'The signed paper (PDF), where there is one: it is sent in place of what camwatch writes',
  tooLarge: 'larger than 20 MB',
  sendAbout:
    'Each unit gets a mail of its own, with the letter as PDF. What a mail server has taken is on record; what it has not can be sent again.',
  byMail: (count: string, without: string | undefined) =>
    `Send by mail to ${count} units${without === undefined ? '' : ` (${without} have no address)`}`,
  byHand: 'Put on record; it goes by another way',
  back: 'Change',
  runHeading: 'What became of the last letters',
  running: (done: string, total: string) => `Being sent: ${done} of ${total} units.`,
  ended: (sent: string, total: string) => `${sent} of ${total} units.`,
  notSent: (count: string) =>
    `${count === '1' ? '1 unit' : `${count} units`} did not get theirs: nothing of it is on record, and it can be sent again any time.`,
  by: (account: string) => `by ${account}`,
  outcomes: {
    sent: 'sent',
    recorded: 'on record',
    before: 'not sent again: one went today',
    'no-address': 'not sent: the unit has no address',
    failed: 'not sent',
    left: 'not sent: the mail server took none before it',
    'not-urged': 'not needed: the unit has handed in meanwhile',
  },
  runHead: ['Unit', 'What became of it', 'To', 'Answer of the mail server'],
  sentHeading: 'Letters on record',
  sentHead: ['When', 'Unit', 'Number, day', 'By which way', 'By whom', 'Files'],
  noneSent: 'No letter is on record for this year.',
  byMailTo: (contacts: string) => `mail to ${contacts}`,
  otherWay: 'another way than mail',
  seeFields: 'Something is missing or wrong: see below.',
  refused: {
    noUnit: 'choose at least one unit',
    notUrged: 'none of the chosen units is late, or has a form to mend, any more',
    notPdf: 'expected the signed paper as one PDF file',
  },
};

export type LetterTexts = typeof letterTextsEn;
