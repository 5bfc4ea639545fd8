import { plural } from '../language/plural.ts';
import type { FindingTexts } from './finding-texts.ts';

export const findingTextsEn: FindingTexts = {
  heading: 'Findings',
  none: 'Nothing was found so far.',
  noneStand: 'No finding stands.',
  names: {
    'access-refused': 'access refused',
    'certificate-expired': 'certificate expired',
    'certificate-self-signed': 'self-signed certificate',
    'cleartext-login': 'password in clear',
    'clock-drift': 'clock off',
    'clock-unsynchronised': 'clock not synchronised',
    contradiction: 'contradiction',
    'counter-implausible': 'implausible counters',
    'credentials-missing': 'credentials missing',
    'default-community': 'default SNMP community',
    'default-password': 'default password',
    'empty-password': 'empty password',
    'no-password': 'no password',
    'disk-trouble': 'disk trouble',
    'firmware-old': 'old firmware',
    'model-changed': 'another model',
    'pin-mismatch': 'another TLS key',
    'ping-filtered': 'pings filtered',
    'retention-short': 'recordings too short',
    'retention-long': 'recordings kept too long',
    'serial-changed': 'another serial number',
    'snmp-old-version': 'old SNMP version',
    'other-source-address': 'answers from another address',
    'never-answered': 'never answered yet',
    'stream-changed': 'stream changed',
    'telnet-open': 'Telnet open',
    'on-battery': 'on battery',
  },
  subjects: {},
  sentences: {
    'access-refused': ({ subject, reason }) => `Not shown to camwatch (${subject}): ${reason}`,
    'certificate-expired': ({ subject, date }) => `The TLS certificate (${subject}) expired on ${date}`,
    'certificate-self-signed': ({ subject }) =>
      `The TLS certificate (${subject}) is signed by the device itself`,
    'cleartext-login': ({ subject, isPasswordSent }) =>
      isPasswordSent
        ? `Gets the password in clear (${subject}), as its credentials allow: whoever is on the line has it`
        : `Asks for the password in clear (${subject}) and does not get it: switch digest on, or pin its key and ask by TLS`,
    'clock-drift': ({ duration, isAhead, allowed }) =>
      `The clock is ${duration} ${isAhead ? 'fast' : 'slow'}; allowed: ${allowed}`,
    'clock-unsynchronised': ({ isByHand }) =>
      isByHand ? 'The time is set by hand, not by NTP' : 'NTP is switched on, and no time server is entered',
    contradiction: ({ rate, channel, port, witness, state }) => {
      const of = witness && ` of ${witness}`;
      if (rate) return `Does not answer, yet port ${port}${of} receives ${rate} from it`;
      if (channel) return `Does not answer, yet channel ${channel}${of || ' of its recorder'} has a picture`;
      return `Port ${port} says “${state}”, yet what is behind it answers: check the port in the inventory`;
    },
    'counter-implausible': ({ subject, rate }) =>
      `Counters of port ${subject} give a rate above ${rate || 'what the port can carry'}; it is not written down`,
    'credentials-missing': () => 'The credentials that the inventory names cannot be fetched',
    'default-community': () => 'Answers to a well-known SNMP community (such as public)',
    'default-password': ({ subject }) => `Accepts the maker’s default password (${subject})`,
    'empty-password': ({ subject }) => `Accepts an empty password (${subject})`,
    'no-password': ({ subject }) => `Lets anybody in without a password (${subject})`,
    'disk-trouble': ({ subject, state }) => `Disk “${subject}”: ${state}`,
    'firmware-old': ({ found, wanted }) => `Firmware ${found}; wanted: ${wanted} or later`,
    'model-changed': ({ expected, found }) => `The model is ${found}; it was, or should be, ${expected}`,
    'pin-mismatch': ({ subject }) =>
      `Shows another TLS key than the inventory pins (${subject}): a new key, another device, or somebody in between; nothing was asked`,
    'ping-filtered': ({ answeredBy }) =>
      `Answers no ping, yet ${answeredBy} answers: a filter drops pings on the way or in the device. Its reach counts as down`,
    'retention-short': ({ found, wanted }) => `Recordings reach back ${found}; wanted: ${wanted}`,
    'retention-long': ({ found, allowed }) => `Recordings reach back ${found}; allowed: ${allowed}`,
    'serial-changed': ({ expected, found }) =>
      `The serial number is ${found}; it was, or should be, ${expected}: the device was replaced`,
    'snmp-old-version': ({ found, wanted }) => `Speaks SNMP ${found}; wanted: ${wanted}`,
    'never-answered': ({ subject, reason }) =>
      `Never answered yet (${subject}: ${reason}): check its address and port, community and agent, credentials, and whether it allows this machine`,
    'other-source-address': () => 'Answers SNMP from another address than it is asked at',
    'stream-changed': ({ subject, expected, found }) => `Stream ${subject}: was ${expected}, is ${found}`,
    'telnet-open': () => 'Telnet is open',
    'on-battery': ({ charge, runtime }) =>
      `No mains power, runs on its battery${charge && `, ${charge} left`}${runtime && `, about ${runtime}`}`,
  },
  diskStates: { ok: 'fine', full: 'full', failed: 'failed', missing: 'missing', unknown: 'unknown' },
  count: (count) => plural(count, 'finding', 'findings'),
  finding: 'Finding',
  since: 'Since',
  lastSeen: 'Last seen',
  goneSince: (time) => `gone at ${time}`,
  stands: 'stands',
  byCode: 'By finding',
};
