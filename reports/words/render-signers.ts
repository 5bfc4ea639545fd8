import { inLanguage } from '../../core/language/in-language.ts';
import type { Language } from '../../core/language/language.ts';
import type { PdfSigner, SignedPdfCheck } from '../../documents/check/signed-pdf/check-signed-pdf.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';

const en = {
  signer: (subject: string, when: string) => `signed by ${subject}${when}`,
  at: (time: string) => `, on ${time} by the signer's clock`,
  certificate: (serial: string, issuer: string, from: string, to: string) =>
    `certificate ${serial} of ${issuer}, valid from ${from} to ${to}`,
  trust: {
    'not-checked': 'certificate not checked against an authority: name one with --trust',
    untrusted: 'certificate NOT of an authority that was named',
  },
  trusted: (authority: string) => `certificate of ${authority}; whether it was withdrawn is not known`,
  seen: (page: number) => `seen on page ${page}`,
};

const vi: typeof en = {
  signer: (subject, when) => `người ký: ${subject}${when}`,
  at: (time) => `, lúc ${time} theo đồng hồ của người ký`,
  certificate: (serial, issuer, from, to) =>
    `chứng thư số ${serial}, do ${issuer} cấp, hiệu lực từ ${from} đến ${to}`,
  trust: {
    'not-checked': 'chứng thư chưa đối chiếu với tổ chức chứng thực: nêu bằng --trust',
    untrusted: 'chứng thư KHÔNG do tổ chức chứng thực đã nêu cấp',
  },
  trusted: (authority) => `chứng thư do ${authority} cấp; chưa kiểm tra việc thu hồi`,
  seen: (page) => `hiển thị ở trang ${page}`,
};

const textsOf = inLanguage({ en, vi });
const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Who signed a PDF, a few lines each. */
export const renderSigners = (
  { signers }: SignedPdfCheck,
  language: Language,
  at = (ms: number): string => new Date(ms).toISOString(),
): readonly string[] => signers.flatMap((signer) => renderSigner(signer, textsOf(language), at));

function renderSigner(
  { subject, issuer, serial, validFromMs, validToMs, signedMs, trust, seen }: PdfSigner,
  texts: typeof en,
  at: (ms: number) => string,
): readonly string[] {
  const when = signedMs === undefined ? '' : texts.at(at(signedMs));
  return [
    texts.signer(showUntrusted(subject), when),
    `  ${texts.certificate(serial, showUntrusted(issuer), day(validFromMs), day(validToMs))}`,
    `  ${trust.is === 'trusted' ? texts.trusted(showUntrusted(trust.authority)) : texts.trust[trust.is]}`,
    ...(seen ? [`  ${texts.seen(seen.page)}`] : []),
  ];
}
