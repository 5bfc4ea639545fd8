import type { PasskeyTexts } from './passkey-texts.ts';

export const passkeyTextsEn: PasskeyTexts = {
  heading: 'Passkeys',
  about:
    'A second factor by fingerprint, face, the PIN of a device, or a security key: no code to type, and no false page can ask for it.',
  none: 'None yet.',
  name: 'Name',
  made: 'made',
  used: 'last used',
  never: 'never',
  add: 'Add a passkey',
  create: 'Create the passkey',
  createAbout:
    'Name it so that you know the device again, such as “An’s telephone”. The browser asks for the rest.',
  remove: 'Remove',
  removeForGood: 'Remove this passkey',
  password: 'Your password again',
  second: 'Second step',
  use: 'Use a passkey',
  useAbout: 'The password is right. The browser now asks for your fingerprint, face, PIN or security key.',
  otherWay: 'The other way: the code of the telephone',
  elsewhere: 'Passkeys can be used at the main address of this page alone:',
  unnamed:
    'This page has no name with TLS (alerts.page_url), so browsers let nobody use a passkey here. On the machine of camwatch itself, open:',
  noScript: 'Passkeys need JavaScript.',
  back: 'Back to the account',
  again: 'Log in from the beginning',
  notes: {
    wait: 'Do what the browser asks for…',
    unable: 'This browser cannot use passkeys: update it, or take another one.',
    cancelled:
      'Not done: it was cancelled, took too long, or this device has no passkey that fits. Press the button to try again.',
    known: 'This device has a passkey of this account already.',
    address: 'The browser lets nobody use passkeys at this address.',
  },
};
