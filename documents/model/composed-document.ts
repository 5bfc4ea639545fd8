import type { PageBreak, Picture } from './block.ts';
import type { DocumentInfo, SignatureImage } from './document.ts';
import type { LayoutTexts } from './layout-texts.ts';
import type { PlainRun } from './plain-run.ts';
import type { Table } from './table.ts';

/** One line or paragraph. */
export type Runs = readonly PlainRun[];

/**
 * A document with every rule about words applied: numbers, letters, capitals, punctuation, dots. What is left to a
 * renderer is where things stand and how large they are, so that DOCX and PDF cannot say different things.
 */
export interface ComposedDocument {
  readonly info: DocumentInfo;
  /** What the layout itself says. */
  readonly texts: LayoutTexts;
  readonly head: ComposedHead;
  /** Absent in a letter, whose subject stands in the head. */
  readonly title?: { readonly typeName: Runs; readonly subject: Runs };
  /** One: `Kính gửi: …` in `opening`. More: `opening` is `Kính gửi:` and each has a line. None: absent. */
  readonly addressees?: { readonly opening: Runs; readonly lines: readonly Runs[] };
  readonly legalBases: readonly Runs[];
  readonly body: readonly ComposedBlock[];
  readonly closing: ComposedClosing;
  readonly footer: readonly Runs[];
  readonly annexes: readonly ComposedAnnex[];
}

export interface ComposedHead {
  readonly superiorBody: readonly Runs[];
  readonly issuingBody: readonly Runs[];
  readonly number: Runs;
  /** `V/v …`, in a letter. */
  readonly letterSubject?: Runs;
  readonly placeAndDate: Runs;
}

export type ComposedBlock = ComposedHeading | ComposedParagraph | ComposedTable | Picture | PageBreak;

export interface ComposedTable extends Table {
  /** A note or `./.` follows, which must not be alone on a page: the last row stays with it. */
  readonly keepsLast?: true;
}

export interface ComposedHeading {
  readonly kind: 'heading';
  /** Depth in the outline. */
  readonly level: 1 | 2 | 3;
  readonly look: 'part' | 'section' | 'clause';
  /** Two for a part: `Phần I` and its title. */
  readonly lines: readonly Runs[];
}

export interface ComposedParagraph {
  readonly kind: 'paragraph';
  /** `end-mark`: `./.` on a line of its own, after a table or a picture. */
  readonly look: 'body' | 'note' | 'end-mark';
  readonly runs: Runs;
}

export type ComposedClosing =
  | {
      readonly kind: 'signature';
      readonly signer: ComposedSigner;
      /** The last may be `PL.(300)`. */
      readonly recipients: readonly Runs[];
    }
  | {
      readonly kind: 'parties';
      readonly signingPage: boolean;
      readonly parties: readonly [ComposedSigner, ComposedSigner];
    };

export interface ComposedSigner {
  /** Authority and post, or role, body and post; capitals, bold. */
  readonly lines: readonly Runs[];
  /** `(Ký, ghi rõ họ tên, đóng dấu)`, italic; only between parties. */
  readonly guide?: Runs;
  readonly image?: SignatureImage;
  readonly name: Runs;
}

export interface ComposedAnnex {
  readonly orientation: 'portrait' | 'landscape';
  /** The place of the stamp, in an annex with secret sites. */
  readonly stamp?: Runs;
  readonly label: Runs;
  readonly title: Runs;
  readonly guide: Runs;
  readonly blocks: readonly ComposedBlock[];
}
