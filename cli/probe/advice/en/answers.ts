import type { AdviceByReason } from '../advice.ts';

export const answers: AdviceByReason<'mismatch' | 'malformed' | 'oversized' | 'tls' | 'internal'> = {
  mismatch: {
    means:
      'Something answers, and not what was asked for: another device, another protocol, or something in between.',
    check: [
      'Does another device hold this address? Compare its hardware address at the router with the label.',
      'Is the port forwarded to another device, or to the page of the router?',
      'Does the answer in the trace belong to this protocol at all?',
    ],
    by: {
      snmp: {
        check: [
          'An answer that is unsigned, of another version or with another number comes from a stranger or a broken agent.',
          'Does another device hold this address? Compare its hardware address at the router with the label.',
        ],
      },
    },
  },
  malformed: {
    means: 'An answer came that cannot be read in this protocol.',
    check: [
      'Does another service listen at this port? The trace shows how the answer begins.',
      'Always the same answer: the firmware is broken there. Update it, and report the trace to us.',
    ],
  },
  oversized: {
    means: 'The answer went on beyond every limit, and was cut off.',
    check: [
      'Is this the port and path of a service, and not of a stream or a download?',
      'Always on the same question: report the trace to us.',
    ],
    by: {
      snmp: {
        check: [
          'The agent says that an answer is too big for it even in the smallest portion: update its firmware.',
          'An answer of more than 16 kB is no answer of an agent: what listens at this port?',
        ],
      },
    },
  },
  tls: {
    means: 'No TLS connection came about.',
    check: [
      'Does this port speak TLS? `openssl s_client -connect ADDRESS:PORT` shows it. If not, set `transport: plain`.',
      'Old firmware knows only versions of TLS that nobody accepts any more: update it, or use `plain` in a network of its own.',
    ],
  },
  internal: {
    means:
      'A failure on this side: it says nothing about the device, and the collector judges nothing by it.',
    check: [
      'Read the detail: a credential that leads to nothing, a program that may not send pings, a name server that is away.',
      'Stalled, or without time of its own: this process was busy all the while, and what came late may have been late by that. Is the machine overloaded? See the probes skipped by overload on the page.',
      'The detail makes no sense? Report it to us.',
    ],
  },
};
