import type { SignatureType } from '../checkpoint/signed-note.ts';

/** A row with the text that was hashed, or without it where it names a secret site. */
export interface ProvenRow {
  readonly seq: number;
  /** In whose chain it stands; absent: in the ledger's own. Its receipt is among the rows. */
  readonly collector?: string;
  readonly prev: string;
  readonly hash: string;
  readonly body?: string;
  readonly withheld?: 'secret';
}

/** Rows with their path to one signed checkpoint; hashes are in hexadecimal digits. */
export interface RowsProof {
  /** By number; those of the trees as well. */
  readonly rows: readonly ProvenRow[];
  readonly trees: readonly { readonly row: number; readonly hashes: readonly string[] }[];
  readonly checkpoint: {
    /** With the signatures of all who signed. */
    readonly note: string;
    readonly keys: readonly ProvenKey[];
    readonly heads: readonly { readonly index: number; readonly collector: string; readonly row: number }[];
    readonly hashes: readonly string[];
  };
}

export interface ProvenKey {
  readonly name: string;
  readonly type: SignatureType;
  /** Of 32 bytes, in base64. */
  readonly key: string;
}

/** The first row that no checkpoint covers yet. */
export interface Uncovered {
  readonly uncovered: number;
  /** The last that one covers. */
  readonly coveredTo: number;
}

export interface ProveOptions {
  readonly secret: 'withhold' | 'include';
}
