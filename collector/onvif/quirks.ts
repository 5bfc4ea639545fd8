/**
 * How a maker's devices differ from the specification where that cannot be seen from their answers. What can be seen needs
 * no entry: which login they ask for, that they lack GetServices, that they have Media2 only.
 */
export interface Quirks {
  /** `bare`: no `action` in the Content-Type. Most need it or do not mind. */
  readonly contentType: 'with-action' | 'bare';
  /** Precision of `Created` in a WS-UsernameToken. */
  readonly created: 'seconds' | 'milliseconds';
  /** `token`, `digest`: the only login that works, whatever the device asks for. */
  readonly login: 'as-asked' | 'token' | 'digest';
  /** `local-as-utc`: what they call UTC is their local time. */
  readonly clock: 'utc' | 'local-as-utc';
  /** `capabilities`: GetServices answers, and wrongly. */
  readonly directory: 'services' | 'capabilities';
  /** `media2`: Media 1 answers, and hides what it cannot say, such as H.265. */
  readonly media: 'media1' | 'media2';
}

const USUAL: Quirks = {
  contentType: 'with-action',
  // Every reader of dates takes whole seconds; some choke on a longer text (lumeohq/onvif-rs#114).
  created: 'seconds',
  login: 'as-asked',
  clock: 'utc',
  directory: 'services',
  media: 'media1',
};

interface MakerQuirks {
  /** Of the maker's name in the inventory. */
  readonly maker: RegExp;
  readonly quirks: Partial<Quirks>;
}

/** One row a maker, the first that matches; say where it was seen. */
const KNOWN: readonly MakerQuirks[] = [
  // "The [action] cannot be processed at the receiver": agsh/onvif#302.
  { maker: /illustra|johnson controls|american dynamics/i, quirks: { contentType: 'bare' } },
];

/** The quirks of a maker's devices; those of an unknown maker are the usual ones. */
export function quirksOf(maker: string | undefined, known: readonly MakerQuirks[] = KNOWN): Quirks {
  const row = known.find((candidate) => maker !== undefined && candidate.maker.test(maker));
  return { ...USUAL, ...row?.quirks };
}
