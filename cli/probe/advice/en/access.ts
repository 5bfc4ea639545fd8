import type { AdviceByReason } from '../advice.ts';

export const access: AdviceByReason<
  'credentials' | 'wrong-user' | 'wrong-key' | 'locked' | 'denied' | 'cleartext-login' | 'pin-mismatch'
> = {
  credentials: {
    means:
      'The device answers and refuses user and password. It is no outage: the state is unknown (no access).',
    check: [
      'Was the password changed at the device? Change it where the reference in devices.csv leads to.',
      'Try it in a browser once, not ten times: accounts lock after a few wrong passwords.',
    ],
    by: {
      onvif: {
        check: [
          'Users of ONVIF are users of their own at many makers: is there one, with this password?',
          'Was the password changed at the device? Change it where the reference in devices.csv leads to.',
          'A clock far off makes signatures invalid: see its clock above, and set its time server.',
          'Try it in a browser once, not ten times: accounts lock after a few wrong passwords.',
        ],
      },
      rtsp: {
        check: [
          'Was the password changed at the device? Change it where the reference in devices.csv leads to.',
          'Some devices ask for basic or digest for RTSP separately from their page: the trace shows what it offers.',
          'Recorders give each user a list of channels: is this one in it?',
        ],
      },
    },
  },
  'wrong-user': {
    means: 'The SNMPv3 agent knows no user of this name. It is no outage: the state is unknown (no access).',
    check: [
      'Compare the name letter by letter with the list of users at the device, upper and lower case included.',
      'After a reset to factory settings, or new hardware, the user must be made again.',
    ],
  },
  'wrong-key': {
    means:
      'The SNMPv3 agent knows the user, and finds our key wrong. It is no outage: the state is unknown (no access).',
    check: [
      'Passwords as well as protocols must be the same at both ends: auth (sha256, sha, …) and privacy (aes, aes256r, …).',
      'The trace shows which it is: a wrong digest is the authentication, no answer after the discovery the privacy.',
      'Cisco and some others lengthen keys in a way of their own: try `privacy: aes256r` instead of `aes256b`.',
    ],
  },
  locked: {
    means:
      'The device has locked the account or this machine after too many wrong passwords. It is no outage.',
    check: [
      'Find who keeps trying an old password: another recorder, a video system, a person. The log of the device names addresses.',
      'Correct the password first, then unlock the account at the device, or wait (often 30 minutes).',
    ],
  },
  denied: {
    means: 'The user is known and may not see this. It is no outage: the state is unknown (no access).',
    check: ['Give the user the right to look, and no more.'],
    by: {
      snmp: {
        check: [
          'Give the user (or community) a view that holds 1.3.6.1.2.1 and the branch of the maker, for reading.',
          'SNMPv3: does the agent want another security level than ours (see the trace)? It may refuse less, or more.',
        ],
      },
      onvif: {
        check: ['Make the user a "Media user" or "Operator" at least; "Administrator" is not needed.'],
      },
      rtsp: { check: ['Give the user live view of this channel.'] },
    },
  },
  'cleartext-login': {
    means:
      'The device offers no other login than the password in clear (Basic), which it does not get: whoever is on the line would have it. It is no outage: the state is unknown (no access).',
    check: [
      'Switch digest on at the device, for RTSP and ONVIF alike, and basic off.',
      'It offered digest before? Then somebody may stand in between and leave it out: ask who changed the device or the network.',
      'By TLS it may get it: `transport: tls` in the profile, and the key of the device as `tls_pin` in devices.csv. camwatch probe prints the key.',
      'It can do nothing better, and the line is yours alone: name it in `cleartext_to` of its credentials (docs/credentials.md).',
    ],
    by: {
      onvif: {
        check: [
          'The signed question was refused as well: is the password right, and the clock of the device?',
          'Switch digest on at the device, for RTSP and ONVIF alike, and basic off.',
          'Otherwise TLS with `tls_pin`, or `cleartext_to`: docs/credentials.md.',
        ],
      },
    },
  },
  'pin-mismatch': {
    means:
      'Whoever answers by TLS shows another key than `tls_pin` of the inventory names. Nothing was asked, and no login was sent. It is no outage: the state is unknown (no access).',
    check: [
      'Was the device replaced or reset, or given a certificate with a new key? Compare the key at the device itself, then correct tls_pin.',
      'If nobody did: somebody stands in between, or another device has its address. Look at the network first.',
      'Before a planned change write both keys into tls_pin, separated by |.',
    ],
  },
};
