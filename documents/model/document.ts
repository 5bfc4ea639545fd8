import type { Language } from '../../core/language/language.ts';
import type { Block } from './block.ts';
import type { DocumentDate } from './document-date.ts';
import type { RichText } from './rich-text.ts';

/**
 * A document in the layout of Decree 30/2020: pure data from which DOCX and PDF are rendered. What nobody has
 * filled in (a number, a date, a name) is absent here and printed as dots.
 */
export type OfficialDocument = Report | Letter | Minutes;

/** Type name and subject in the middle, signed by one body: Báo cáo. */
export interface Report extends Common {
  readonly kind: 'report';
  /** `Báo cáo`; printed in capitals, and as written in the guide line of the annexes. */
  readonly typeName: string;
  readonly subject: string;
  readonly closing: Closing;
}

/** Công văn: no type name, the subject stands as `V/v …` under the number. */
export interface Letter extends Common {
  readonly kind: 'letter';
  /** Without `V/v`. */
  readonly subject: string;
  readonly closing: Closing;
}

/** Signed by parties side by side: a statement between an agency and a contractor. */
export interface Minutes extends Common {
  readonly kind: 'minutes';
  /** Absent: Vietnamese. */
  readonly language?: Language;
  /** `Biên bản đối soát`; printed in capitals. */
  readonly typeName: string;
  readonly subject: string;
  readonly parties: readonly [SigningParty, SigningParty];
  /** `true` puts the signatures on a page of their own. */
  readonly signingPage: boolean;
}

interface Common {
  readonly info: DocumentInfo;
  readonly variant: Variant;
  readonly letterhead: Letterhead;
  /** After `Kính gửi:`; none prints no such line. */
  readonly addressees: readonly string[];
  /** Each without its closing `;` or `.`. */
  readonly legalBases: readonly RichText[];
  /** The renderer ends it with `./.`. */
  readonly body: readonly Block[];
  readonly annexes: readonly Annex[];
  readonly footer?: AddressFooter;
}

/** On paper the guide line of an annex is filled in; in an electronic document its dots stay empty. */
export type Variant = 'electronic' | 'paper';

/** What the file says of itself; nothing of it is taken from a clock, so that the same input gives the same bytes. */
export interface DocumentInfo {
  readonly title: string;
  /** The body, never a person. */
  readonly creator: string;
  readonly createdMs: number;
  /** Facts for machines, such as the hash of the sealed figures: custom properties in DOCX, information keys in PDF. */
  readonly properties?: Readonly<Record<string, string>>;
}

export interface Letterhead {
  /** `UBND thành phố Hà Nội`; several lines are allowed. Printed in capitals. */
  readonly superiorBody?: string;
  /** Printed in capitals; as written in the guide line. */
  readonly issuingBody?: string;
  /** Absent until the clerk has registered the document. */
  readonly number?: number;
  /** What follows the slash: `BC-SKHCN` for a report, `SKHCN-CNTT` for a letter. */
  readonly symbol?: string;
  readonly place?: string;
  readonly date?: DocumentDate;
}

export interface Closing {
  readonly signature: Signature;
  readonly recipients: Recipients;
}

export interface Signature {
  /** The line above the post where one signs for another: `TM. ỦY BAN NHÂN DÂN`, `KT. GIÁM ĐỐC`. */
  readonly authority?: string;
  /** `GIÁM ĐỐC`, `PHÓ GIÁM ĐỐC`. */
  readonly post?: string;
  readonly name?: string;
  /** Image of the signature between post and name. */
  readonly image?: SignatureImage;
}

export interface SignatureImage {
  readonly png: Uint8Array;
  readonly widthMm: number;
  readonly alt: string;
}

export interface SigningParty extends Signature {
  /** `ĐẠI DIỆN BÊN A`; printed in capitals. */
  readonly role: string;
  /** The body or company. */
  readonly body?: string;
}

/** Nơi nhận. */
export interface Recipients {
  /** Each without its dash and its closing `;`. A report to a higher body begins with `Như trên`. */
  readonly lines: readonly string[];
  /** Symbol of the drafting unit in the last line, `Lưu: VT, ….` */
  readonly filedBy?: string;
  /** Copies kept on file, printed in brackets. */
  readonly fileCopies?: number;
  /** `PL.(300)`: the drafter's mark and the number of copies, when wished. */
  readonly drafter?: { readonly mark: string; readonly copies?: number };
}

/** At the foot of page 1, under a rule as wide as the text. */
export interface AddressFooter {
  readonly lines: readonly string[];
}

/** Begins on a new page, counts its pages from 1, ends with `./.`. Its number is its place in the list. */
export interface Annex {
  /** Printed in capitals. */
  readonly title: string;
  readonly orientation: 'portrait' | 'landscape';
  /** Names secret sites: the place of the stamp stays free and is marked as such. */
  readonly secret: boolean;
  readonly blocks: readonly Block[];
}
