import { createPublicKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWholeFile } from '../../core/host/write-whole-file.ts';
import { renewAtMs } from '../authority/open-authority.ts';
import { openOwnKey } from '../authority/open-own-key.ts';
import { HubError } from '../hub-error.ts';

/** Who a collector is to a hub, all in PEM. */
export interface Identity {
  readonly id: string;
  /** Network zone that it stands in; absent until a hub has said it. */
  readonly zone?: string;
  readonly key: string;
  readonly certificate: string;
  /** Whom it trusts. */
  readonly authority: string;
  readonly endsMs: number;
  readonly renewAtMs: number;
}

export interface Issued {
  readonly certificate: string;
  readonly authority: string;
  readonly zone?: string;
}

/** The identity of a collector on its disk. The key never leaves it. */
export interface IdentityKeeper {
  /** `undefined` until it is enrolled. @throws COLLECTOR_STATE where it is damaged */
  readonly read: () => Identity | undefined;
  /** Made where there is none, so that the same key asks again where an answer was lost. */
  readonly publicKey: () => string;
  readonly keep: (issued: Issued) => void;
}

export function openIdentity(folder: string): IdentityKeeper {
  const paths = {
    key: join(folder, 'collector.key'),
    certificate: join(folder, 'collector.crt'),
    authority: join(folder, 'authority.crt'),
    zone: join(folder, 'zone'),
  };
  const key = () => openOwnKey(paths.key, 'COLLECTOR_STATE');
  return {
    read: () => {
      if (!existsSync(paths.certificate) || !existsSync(paths.authority)) return undefined;
      const [certificate, authority] = [paths.certificate, paths.authority].map((path) =>
        readFileSync(path, 'utf8'),
      );
      const own = describe(
        { certificate: certificate ?? '', authority: authority ?? '' },
        key(),
        paths.certificate,
      );
      return existsSync(paths.zone) ? { ...own, zone: readFileSync(paths.zone, 'utf8').trim() } : own;
    },
    publicKey: () => createPublicKey(key()).export({ type: 'spki', format: 'pem' }).toString(),
    keep: ({ certificate, authority, zone }) => {
      if (zone !== undefined) writeWholeFile(paths.zone, `${zone}\n`);
      // The certificate last: with it, all is there.
      writeWholeFile(paths.authority, authority);
      writeWholeFile(paths.certificate, certificate);
    },
  };
}

function describe(
  pems: Pick<Identity, 'certificate' | 'authority'>,
  key: ReturnType<typeof openOwnKey>,
  path: string,
): Identity {
  try {
    const parsed = new X509Certificate(pems.certificate);
    const id = /^CN=(.+)$/.exec(parsed.subject)?.[1];
    if (id !== undefined && parsed.checkPrivateKey(key))
      return {
        ...{ id, ...pems },
        key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
        endsMs: parsed.validToDate.getTime(),
        renewAtMs: renewAtMs(parsed),
      };
  } catch (error) {
    throw damaged(path, error);
  }
  throw damaged(path);
}

const damaged = (path: string, cause?: unknown) =>
  new HubError(
    'COLLECTOR_STATE',
    {
      en: `${path}: expected the certificate of the key beside it, got something else; remove both, and enrol with a new token`,
      vi: `${path}: cần chứng thư của khóa bên cạnh, nhận được thứ khác; hãy xóa cả hai và ghi danh bằng mã mới`,
    },
    { cause },
  );
