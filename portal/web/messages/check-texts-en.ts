import type { CheckTexts } from './check-texts.ts';

export const checkTextsEn: CheckTexts = {
  button: 'Check now',
  about: 'Asks the device now, out of turn.',
  heading: (device) => `Check now: ${device}`,
  underWay: (since) =>
    `The device is being asked, since ${since}. The page keeps itself up to date; a silent device takes up to 45 seconds.`,
  none: 'There was no check in the last 10 minutes.',
  finished: (at, took) => `Asked at ${at}, took ${took}.`,
  noState: 'This changes no state and is not on record: states are decided by the checks that are due.',
  milliseconds: (count) => `${count} ms`,
  seconds: (count) => `${count} s`,
  trace: 'Technical details, word for word',
  by: (means) => `by ${means}`,
  steps: { sent: 'sent', received: 'received', noted: 'noted' },
  failures: {
    'nothing-to-ask': 'The device has no address, or its profile has no check.',
    'too-long': 'The device did not answer to the end in time.',
    failed: 'The device could not be asked: the log of camwatch has the details.',
  },
  refused: {
    'too-soon': 'This device has just been checked: wait 10 seconds and try again.',
    'too-many': 'You have checked 6 devices within a minute: wait a moment.',
    busy: 'Three devices are being checked already: wait a moment.',
  },
  back: 'To the page of the device',
};
