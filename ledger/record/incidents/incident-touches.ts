/** How far news of incidents, and the steps that camwatch and people took, were read. */
export interface TouchHead {
  readonly news: number;
  readonly step: number;
}

/** Which incidents something was recorded of lately. */
export interface IncidentTouches {
  readonly touchHead: () => TouchHead;
  /** Of what came after `head` the first in each order, `limit` at most; the head is that of the last. */
  readonly touchedAfter: (
    head: TouchHead,
    limit: number,
  ) => { readonly head: TouchHead; readonly ids: readonly string[] };
}
