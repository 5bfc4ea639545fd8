import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignPdf } from '@signpdf/signpdf';
import { Signer } from '@signpdf/utils';
import { openssl } from './certificate-authority.ts';

/** A person with a certificate of an authority that is made for a test. */
export interface TestSigner {
  readonly authorityFile: string;
  /** Signs bytes as openssl does it. */
  readonly sign: (bytes: Buffer) => Promise<Buffer>;
  readonly remove: () => void;
}

export interface SignerWish {
  readonly subject?: string;
  readonly key?: readonly string[];
  /** More of `openssl cms -sign`, such as `-md sha1`. */
  readonly cms?: readonly string[];
}

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
export const RSA = ['-newkey', 'rsa:2048'];

export async function makeSigner({
  subject = '/O=Sở Khoa học và Công nghệ/CN=Nguyễn Văn A',
  key = EC,
  cms = [],
}: SignerWish = {}): Promise<TestSigner> {
  const dir = mkdtempSync(join(tmpdir(), 'camwatch-signer-'));
  const file = (name: string) => join(dir, name);
  const newKey = (name: string) => [
    'req',
    '-x509',
    '-utf8',
    ...key,
    '-nodes',
    '-days',
    '2',
    '-keyout',
    file(`${name}.key`),
    '-out',
    file(`${name}.pem`),
  ];
  await openssl([...newKey('authority'), '-subj', '/CN=Authority of tests']);
  const issued = [
    '-addext',
    'basicConstraints=critical,CA:FALSE',
    '-CA',
    file('authority.pem'),
    '-CAkey',
    file('authority.key'),
  ];
  await openssl([...newKey('person'), '-subj', subject, ...issued]);
  return {
    authorityFile: file('authority.pem'),
    sign: async (bytes) => {
      writeFileSync(file('in'), bytes);
      const by = ['-signer', file('person.pem'), '-inkey', file('person.key')];
      await openssl([
        'cms',
        '-sign',
        '-binary',
        '-outform',
        'DER',
        '-md',
        'sha256',
        ...by,
        '-in',
        file('in'),
        '-out',
        file('out'),
        ...cms,
      ]);
      return readFileSync(file('out'));
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** What else an update has, besides a signature: each is what a forger may add. */
export interface UpdateWish {
  /** Of the field on the first page; absent: it is not seen. */
  readonly box?: readonly number[];
  /** How the field says where it is, in place of `box`. */
  readonly rect?: string;
  readonly flags?: number;
  readonly subFilter?: string;
  /** Objects by their numbers, or behind the last where it is `new`. */
  readonly more?: readonly {
    readonly number: number | 'new';
    readonly generation?: number;
    readonly body: string;
  }[];
  readonly inCatalog?: string;
  readonly inPage?: string;
  /** The page with its annotation, as a forger wants it. */
  readonly page?: (body: string) => string;
  readonly inField?: string;
  /** Bytes that are no object, in front of the table. */
  readonly stray?: string;
  /** What is drawn where the signature is seen, and what else its dictionary has. */
  readonly drawn?: string;
  readonly inLook?: string;
  /** The table and what is behind it, as a forger wants it. */
  readonly table?: (table: string) => string;
}

const ROOM = 16_000;

/** Signs a PDF file of ours as signing programs do: a field, its widget and the signature in an update behind the file. */
export async function signPdf(
  pdf: Buffer,
  signer: Pick<TestSigner, 'sign'>,
  wish: UpdateWish = {},
): Promise<Buffer> {
  class ByOpenssl extends Signer {
    override async sign(bytes: Buffer): Promise<Buffer> {
      return await signer.sign(bytes);
    }
  }
  return await new SignPdf().sign(
    Buffer.concat([pdf, Buffer.from(updateOf(pdf.toString('latin1'), wish), 'latin1')]),
    new ByOpenssl(),
  );
}

/** The update of a signature that is yet to come. */
export function updateOf(text: string, wish: UpdateWish): string {
  const {
    box,
    rect = `[${(box ?? [0, 0, 0, 0]).join(' ')}]`,
    flags = 132,
    subFilter = 'adbe.pkcs7.detached',
    more = [],
    inCatalog = '',
    inPage = '',
    inField = '',
    stray = '',
    drawn = 'q 1 0 0 RG 0 0 100 40 re S Q',
    inLook = '',
    page: asPage = (body) => body,
    table: asWanted = (written) => written,
  } = wish;
  const last = (pattern: RegExp) => [...text.matchAll(pattern)].at(-1)?.[1] ?? '';
  const [root, size] = [Number(last(/\/Root (\d+) 0 R/g)), Number(last(/\/Size (\d+)/g))];
  const [info, previous] = [last(/\/Info (\d+) 0 R/g), last(/startxref\s+(\d+)/g)];
  const page = Number(/\n(\d+) 0 obj\s*<<\s*\/Type \/Page\b/.exec(text)?.[1]);
  const [field, signature, look] = [size, size + 1, size + 2];
  const catalog = bodyOf(text, root);
  const fields = [...(/\/Fields \[([^\]]*)\]/.exec(catalog)?.[1] ?? '').matchAll(/\d+ 0 R/g)].map(
    ([ref]) => ref,
  );
  const pageBody = bodyOf(text, page);
  const annotations = [...(/\/Annots \[([^\]]*)\]/.exec(pageBody)?.[1] ?? '').matchAll(/\d+ 0 R/g)].map(
    ([ref]) => ref,
  );
  const form = `/AcroForm << /SigFlags 3 /Fields [${[...fields, `${field} 0 R`].join(' ')}] >>`;
  const appearance = box ? ` /AP << /N ${look} 0 R >>` : '';
  const objects = [
    { number: root, body: within(catalog.replace(/\s*\/AcroForm <<.*?>>/s, ''), `${form} ${inCatalog}`) },
    {
      number: page,
      body: asPage(
        within(
          pageBody.replace(/\s*\/Annots \[[^\]]*\]/, ''),
          `/Annots [${[...annotations, `${field} 0 R`].join(' ')}] ${inPage}`,
        ),
      ),
    },
    {
      number: field,
      body: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature${fields.length + 1}) /F ${flags} /Rect ${rect} /P ${page} 0 R /V ${signature} 0 R${appearance} ${inField} >>`,
    },
    {
      number: signature,
      body: `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${subFilter} /ByteRange [0 /********** /********** /**********] /Contents <${'0'.repeat(2 * ROOM)}> /Reason (Ky ban hanh) /M (D:20251128090000+07'00') >>`,
    },
    ...(box
      ? [
          {
            number: look,
            body: `<< /Type /XObject /Subtype /Form /BBox [0 0 100 40] /Resources << >> ${inLook} /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
          },
        ]
      : []),
    ...more.map(({ number, generation, body }, index) => ({
      number: number === 'new' ? size + 3 + index : number,
      generation,
      body,
    })),
  ].toSorted((a, b) => a.number - b.number);
  let update = '';
  const entries = objects.map(({ number, body, ...object }) => {
    const generation = ('generation' in object && object.generation) || 0;
    const offset = text.length + update.length + 1;
    update += `\n${number} ${generation} obj\n${body}\nendobj`;
    return `${number} 1\n${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`;
  });
  update += `\n${stray}`;
  const table = text.length + update.length;
  const newSize = Math.max(size, ...objects.map(({ number }) => number + 1));
  const trailer = `trailer\n<< /Size ${newSize} /Root ${root} 0 R /Info ${info} 0 R /Prev ${previous} >>`;
  return update + asWanted(`xref\n${entries.join('')}${trailer}\nstartxref\n${table}\n%%EOF\n`);
}

/** What an object says last. */
const bodyOf = (text: string, number: number): string =>
  [...text.matchAll(new RegExp(`\\n${number} 0 obj\\n(.*?)\\nendobj`, 'gs'))].at(-1)?.[1] ?? '';

const within = (dictionary: string, more: string): string => dictionary.replace(/>>\s*$/, ` ${more} >>`);
