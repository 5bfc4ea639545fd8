import type { KeyObject } from 'node:crypto';
import type { z } from 'zod';
import type { Reception } from '../../ledger/record/receiving.ts';
import { keyFingerprint, parseEd25519Key } from '../authority/build-certificate.ts';
import { hashOfToken } from '../authority/join-token.ts';
import type { Authority } from '../authority/open-authority.ts';
import { type HeartbeatAnswer, HeartbeatRequest } from '../wire/heartbeat.ts';
import { type CertificateAnswer, EnrolRequest, RenewRequest, type RowsAnswer } from '../wire/protocol.ts';
import { certificateRefused } from './http-answers.ts';
import type { HubRecord } from './hub-record.ts';
import { HubRefusal } from './hub-refusal.ts';
import type { PublishedConfiguration } from './publish-configuration.ts';
import { parseBody } from './read-body.ts';
import { latestAt, withoutFuture } from './without-future.ts';

export interface AnswerOptions {
  readonly record: HubRecord;
  readonly authority: Pick<Authority, 'issueCollector' | 'certificate'>;
  /** What is in force; `undefined` while there is none that is good. */
  readonly configuration: () => PublishedConfiguration | undefined;
  /** How soon a collector is to be heard of again. */
  readonly beatEveryMs: () => number;
  readonly nowMs: () => number;
}

/** A collector, by the certificate that it shows. */
export interface Asker {
  readonly collector: string;
  readonly serial: string;
}

/** Answers to what collectors ask, once it is known who asks. @throws HubRefusal, and what the record throws */
export function createAnswers({ record, authority, configuration, beatEveryMs, nowMs }: AnswerOptions) {
  const issue = (key: KeyObject, id: string) => authority.issueCollector(key, id, nowMs());
  const tell = async (certificate: string, id: string): Promise<z.input<typeof CertificateAnswer>> => {
    const zone = await record.zone(id);
    return { certificate, authority: authority.certificate, ...(zone !== undefined && { zone }) };
  };

  return {
    enrol: async (body: Uint8Array) => {
      const { id, secret, publicKey } = parseBody(EnrolRequest, body);
      const key = readKey(publicKey);
      const { pem, ...certificate } = issue(key, id);
      const outcome = await record.enrol({
        ...{ id, certificate, keyHash: keyFingerprint(key) },
        tokenHash: hashOfToken({ id, secret }),
      });
      if (outcome === 'enrolled') return await tell(pem, id);
      throw new HubRefusal('TOKEN_REFUSED', TOKEN_REFUSALS[outcome]);
    },
    renew: async ({ collector, serial: by }: Asker, body: Uint8Array) => {
      const { publicKey } = parseBody(RenewRequest, body);
      const { pem, ...certificate } = issue(readKey(publicKey), collector);
      if (await record.renew(collector, { by, certificate })) return await tell(pem, collector);
      throw certificateRefused('it is revoked');
    },
    head: (collector: string) => record.head(collector),
    rows: async (
      collector: string,
      lines: Uint8Array,
      coveredMs: number | undefined,
    ): Promise<z.input<typeof RowsAnswer>> => {
      const reception = await record.receive({
        ...{ collector, lines },
        ...(coveredMs !== undefined && { coveredMs: Math.min(coveredMs, latestAt(nowMs())) }),
      });
      if (reception.outcome !== 'received') throw refuseRows(reception);
      return { head: reception.head, added: reception.added };
    },
    heartbeat: async (collector: string, body: Uint8Array): Promise<z.input<typeof HeartbeatAnswer>> => {
      const { said, work } = parseBody(HeartbeatRequest, body);
      const outcome = await record.beat({
        said,
        work: { collector, ...withoutFuture(work, nowMs()) },
      });
      return {
        ...{ nowMs: nowMs(), configuration: configuration()?.name },
        ...{ head: outcome.head, isDoubled: outcome.isDoubled, againInMs: beatEveryMs() },
        leases: outcome.leases.map((lease) => ({ ...lease, collectors: [...lease.collectors] })),
      };
    },
  };
}

const TOKEN_REFUSALS = {
  unknown: 'the token is not known, or another has taken its place',
  used: 'the token was used already, by another key',
  expired: 'the token has ended: it waits for a day',
  revoked: 'the collector is revoked',
} as const;

function readKey(pem: string): KeyObject {
  try {
    return parseEd25519Key(pem);
  } catch {
    throw new HubRefusal('INVALID', 'publicKey: expected an Ed25519 key in PEM, got something else');
  }
}

function refuseRows(reception: Exclude<Reception, { readonly outcome: 'received' }>): HubRefusal {
  const { head } = reception;
  switch (reception.outcome) {
    case 'gap':
      return new HubRefusal('ROWS_GAP', `expected row ${head.seq + 1} next`, head);
    case 'fork':
      return new HubRefusal(
        'ROWS_FORK',
        `row ${reception.seq} is another here: expected the hash ${reception.ours}, got ${reception.theirs}`,
        head,
      );
    case 'damaged':
      return new HubRefusal('ROWS_DAMAGED', `line ${reception.line}: ${reception.message}`, head);
  }
}
