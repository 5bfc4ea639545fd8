import type { Agency, Purpose, SiteKind } from '../../../core/domain/inventory.ts';

/** Texts of the pages of sites, wards and agencies, and of whom one calls. */
export interface PlaceTexts {
  readonly site: string;
  readonly sites: string;
  readonly agency: string;
  readonly address: string;
  readonly kind: string;
  readonly purpose: string;
  readonly code: string;
  readonly siteKinds: Readonly<Record<SiteKind, string>>;
  readonly purposes: Readonly<Record<Purpose, string>>;
  readonly agencyKinds: Readonly<Record<Agency['kind'], string>>;
  readonly counts: string;
  /** Of a kind: how many are lost of how many. */
  readonly lostOf: (down: string, total: string) => string;
  readonly nothingHere: string;
  readonly devicesHere: string;
  readonly lines: string;
  readonly noLines: string;
  readonly whomToCall: string;
  readonly nobodyToCall: string;
  readonly telephone: string;
  readonly contract: string;
  readonly number: string;
  readonly inForce: string;
  readonly withoutEnd: string;
  readonly noContracts: string;
  readonly keeps: string;
  readonly carries: string;
}
