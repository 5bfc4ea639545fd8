import { hash, randomBytes } from 'node:crypto';
import { HubError } from '../hub-error.ts';

/** What lets one collector in, once: who it is, a secret, and by which key it knows the hub. */
export interface JoinToken {
  readonly id: string;
  /** 43 characters of base64url. */
  readonly secret: string;
  /** Of the authority's key. */
  readonly fingerprint: string;
}

/** So that it is found when somebody puts it into a file that others read. */
const PREFIX = 'camwatch-join';
const FORM = /^camwatch-join\.([a-z0-9]+(?:-[a-z0-9]+)*)\.([\w-]{43})\.([\w-]{43})$/;
const SECRET_BYTES = 32;

export const makeJoinToken = (id: string, fingerprint: string): JoinToken => ({
  ...{ id, fingerprint },
  secret: randomBytes(SECRET_BYTES).toString('base64url'),
});

export const renderJoinToken = ({ id, secret, fingerprint }: JoinToken): string =>
  [PREFIX, id, secret, fingerprint].join('.');

/** @throws HUB_TOKEN */
export function parseJoinToken(text: string): JoinToken {
  const [, id, secret, fingerprint] = FORM.exec(text.trim()) ?? [];
  if (id !== undefined && secret !== undefined && fingerprint !== undefined)
    return { id, secret, fingerprint };
  throw new HubError('HUB_TOKEN', {
    en: 'expected a token as camwatch collectors add prints it (camwatch-join.…), got something else',
    vi: 'cần mã ghi danh như camwatch collectors add in ra (camwatch-join.…), nhận được thứ khác',
  });
}

/** 256 bits of chance need no slow hash. It is bound to the name. */
export const hashOfToken = ({ id, secret }: Pick<JoinToken, 'id' | 'secret'>): string =>
  hash('sha256', `${id}\n${secret}`, 'hex');
