/** Texts of lists. */
export interface ListTexts {
  readonly recorders: (count: string) => string;
  readonly sites: (count: string) => string;
  readonly noSites: string;
  readonly channels: string;
  readonly disks: string;
  readonly reachesBack: string;
  readonly devices: string;
  readonly degraded: string;
  /** Of a site without a device that is watched. */
  readonly empty: string;
  /** Of a device, where there is room for a word or two. */
  readonly outOfService: string;
  /** The same with the date: from when it will be, or since when it is not. */
  readonly unwatched: {
    readonly notYet: (fromDate?: string) => string;
    readonly paused: (sinceDate: string) => string;
    readonly retired: (sinceDate: string) => string;
  };
  readonly byMedium: string;
  readonly byCarrier: string;
  readonly views: string;
  readonly viewName: string;
  readonly viewSave: string;
  readonly viewsEdit: string;
  readonly viewRename: string;
  readonly viewRemove: string;
}
